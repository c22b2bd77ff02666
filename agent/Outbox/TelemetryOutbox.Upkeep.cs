using EdgeNoc.Agent.Clock;
using EdgeNoc.Common.Events;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Outbox;

/// <summary>What happens behind writers and senders: closing batches, group commits, deletion, giving space back.</summary>
internal sealed partial class TelemetryOutbox
{
    /// <summary>Writes everything unacknowledged to disk now. A failure is logged and keeps all in RAM for the next try.</summary>
    /// <param name="lastChance">Also into the space that is to be left free: what is not written now is lost.</param>
    public bool CommitNow(bool lastChance = false)
    {
        lock (_disk)
        {
            IReadOnlyList<TelemetryRow> messages, tables;
            lock (_gate)
            {
                _commitAsked = false;
                if (_noRoom && !lastChance) return false;
                (messages, tables) = (_live.All(), _tables.Unstored());
                if (messages.Count + tables.Count == 0) return true;
                _committing = true;
            }

            var ids = TryAppend(messages, tables);
            lock (_gate)
            {
                _committing = false;
                if (ids is null) return false;
                for (var i = 0; i < messages.Count; i++)
                {
                    var key = messages[i].Message.Key;
                    _backlog.Committed(key, ids[i], inFlight: _live.IsInFlight(key.Seq));
                    _live.Remove(key.Seq, key.Seq);
                }

                _tables.MarkStored(tables);
            }

            FollowStore();
        }

        Available?.Invoke();
        return true;
    }

    // All lines of a batch have their times from one reading of the clock, so that one shift puts them right.
    private void OpenBatchLocked()
    {
        var reading = _clock.Reading;
        if (_batch.Lines > 0 && reading != _batchReading) CloseBatchLocked();
        if (_batch.Lines == 0) (_batchReading, _batchOpenedAt) = (reading, _clock.Time.GetTimestamp());
    }

    private void CloseBatchLocked() => FormLocked(_batch, _batchReading, _batchOpenedAt, held: false);

    private void FormLocked(TelemetryBatch open, ClockReading reading, long openedAt, bool held)
    {
        if (open.Lines == 0) return;
        var batch = open.Close(_compress);
        var key = new MessageKey(MessageClass.Telemetry, _boot.Boot, ++_telemetrySeq);
        var message = new OutboxMessage(key, batch.Encoding, batch.Payload) { Lines = batch.Lines };
        _live.Add(new TelemetryRow(message, _clock.Stamp(reading), batch.FirstMs, batch.LastMs), openedAt, held);
        if (_live.Bytes > CommitBytes && !_commitAsked)
        {
            _commitAsked = true;
            _ = Task.Run(() => CommitNow());
        }

        while (_live.Bytes > MaxRamBytes && _live.DropOldestWaiting() is { } dropped)
        {
            NoteRamDrop(dropped);
            _ramFaults.Say(LogLevel.Error, $"telemetry is dropped, the oldest first: {MaxRamBytes} bytes wait in RAM and the disk takes nothing; make room on the disk of the state directory");
        }
    }

    private void AcknowledgeTelemetry(Guid boot, SequenceRanges acked)
    {
        IReadOnlyList<SequenceRange> believed;
        bool onDisk;
        lock (_gate)
        {
            believed = _sent.Overlap(boot, acked);
            if (believed.Count == 0) return;
            var (numbers, inRam) = (0L, 0L);
            foreach (var range in believed)
            {
                numbers += range.Last - range.First + 1;
                if (boot == _boot.Boot) inRam += _live.Remove(range.First, range.Last);
            }

            _backlog.Acknowledge(boot, believed);
            // While a commit runs, what RAM just forgot may be on its way to the disk: deleting waits for it.
            onDisk = inRam < numbers || _committing;
        }

        if (!onDisk) return;
        lock (_disk)
        {
            _store.Delete(boot, believed);
            _deletedSinceShrink = true;
        }
    }

    private void AcknowledgeTables(Guid boot, SequenceRanges acked)
    {
        IReadOnlyList<(string Device, string Table, bool Stored)> gone;
        bool committing;
        lock (_gate)
        {
            gone = _tables.Acknowledge(boot, acked);
            committing = _committing;
        }

        foreach (var (device, table, stored) in gone)
        {
            if (!stored && !committing) continue;
            lock (_disk)
            {
                // A newer version may have been committed since: that one is not acknowledged.
                lock (_gate)
                {
                    if (_tables.IsStored(device, table)) continue;
                }

                _store.DeleteTable(device, table);
            }
        }
    }

    private IReadOnlyList<long>? TryAppend(IReadOnlyList<TelemetryRow> messages, IReadOnlyList<TelemetryRow> tables)
    {
        try
        {
            var ids = _store.Append(messages, tables);
            if (_diskFaults.IsOver()) _logger.LogInformation("telemetry is written to disk again");
            return ids;
        }
        catch (SqliteException error)
        {
            _diskFaults.Say(
                LogLevel.Error,
                $"telemetry cannot be written to disk ({error.Message}): it stays in RAM, up to {MaxRamBytes} bytes, and is lost in a power cut; make room on the disk of the state directory and check its health");
            return null;
        }
    }

    private void Tick()
    {
        try
        {
            bool due;
            lock (_gate)
            {
                var oldest = Earlier(_live.OldestAddedAt, _tables.OldestUnstoredAt);
                due = oldest is { } at && _clock.Time.GetElapsedTime(at) >= CommitAge;
            }

            if (due) CommitNow();
            if (_roomLookedAt is not { } looked || _clock.Time.GetElapsedTime(looked) >= RoomInterval) MakeRoom();
            if (_deletedSinceShrink)
            {
                lock (_disk) _deletedSinceShrink = _store.Shrink();
            }

            LastTick = _clock.Time.GetTimestamp();
        }
        catch (Exception error) when (error is SqliteException or ObjectDisposedException or InvalidOperationException)
        {
            _upkeepFaults.Say(LogLevel.Warning, $"the telemetry store could not be looked after: {error.Message}; check space and health of the state directory");
        }
    }

    private static long? Earlier(long? one, long? other) => one is { } a && other is { } b ? Math.Min(a, b) : one ?? other;

    private static DateTimeOffset? Wall(ClockStamp? stamp) => stamp is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at.WallMs) : null;
}
