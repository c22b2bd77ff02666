using EdgeNoc.Agent.Clock;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Outbox;

/// <summary>Quotas, what had to go because of them, and a store that changes under way.</summary>
internal sealed partial class TelemetryOutbox
{
    private static readonly TimeSpan RoomInterval = TimeSpan.FromSeconds(5);

    private readonly List<TelemetryDrop> _ramDrops = [];
    private int _ramDropsClosed;
    private long _dropped;
    private long? _roomLookedAt;
    private bool _noRoom;
    private int _generation;

    /// <summary>What happened to the file and was not said yet; the same until <see cref="ForgetTroubles"/>.</summary>
    public IReadOnlyList<StoreTrouble> Troubles()
    {
        lock (_disk) return _store.Troubles();
    }

    /// <summary>An event says it now, on disk.</summary>
    public void ForgetTroubles(IReadOnlyList<StoreTrouble> said)
    {
        lock (_disk) _store.ForgetTroubles(said);
    }

    /// <summary>A store that is only in RAM goes back to the disk, if it can be used again.</summary>
    public bool TryReturn()
    {
        lock (_disk)
        {
            if (!_store.TryReturn()) return false;
            FollowStore();
            return true;
        }
    }

    /// <summary>The store is only in RAM.</summary>
    public bool InRam { get { lock (_disk) return _store.InRam; } }

    /// <summary>What was dropped and no event has said yet; the same again until <see cref="ForgetDrops"/>.</summary>
    public IReadOnlyList<TelemetryDrop> CloseDrops()
    {
        lock (_disk)
        {
            var onDisk = _store.CloseDrops();
            lock (_gate)
            {
                _ramDropsClosed = _ramDrops.Count;
                return [.. onDisk, .. _ramDrops];
            }
        }
    }

    /// <summary>An event says it now, on disk.</summary>
    public void ForgetDrops(IReadOnlyList<TelemetryDrop> stated)
    {
        lock (_disk)
        {
            _store.ForgetDrops([.. stated.Where(drop => drop.Id > 0)]);
            lock (_gate) _ramDropsClosed -= _ramDrops.RemoveAll(drop => stated.Any(one => one.EventId == drop.EventId));
        }
    }

    /// <summary>Drops what the quotas no longer allow: seldom, and then much, in pieces between which others may use the store.</summary>
    public void MakeRoom()
    {
        _roomLookedAt = _clock.Time.GetTimestamp();
        var eviction = Look();
        while (eviction is not null)
        {
            long gone;
            lock (_disk)
            {
                IReadOnlySet<long> inFlight;
                lock (_gate) inFlight = _backlog.InFlight;
                var before = _store.Rows;
                gone = _store.Drop(eviction, inFlight);
                Interlocked.Add(ref _dropped, Math.Max(0, before - _store.Rows));
                if (eviction.Cause == "disk_low") GiveBack();
                FollowStore();
            }

            eviction = eviction with { Bytes = eviction.Bytes - gone };
            if (gone == 0 || (eviction.Bytes <= 0 && eviction.Cause != "age")) break;
        }

        var noRoom = FreeBytes() is { } free && free < Limits.MinFreeBytes && !_store.InRam;
        lock (_gate) _noRoom = noRoom;
        if (noRoom)
        {
            _diskFaults.Say(
                LogLevel.Error,
                $"less than {Limits.MinFreeBytes >> 20} MB of the disk of the state directory are free: telemetry stays in RAM, up to {MaxRamBytes} bytes, and is lost in a power cut; make room on the disk, or lower outbox.min_free_mb");
        }
    }

    private Eviction? Look()
    {
        lock (_disk)
        {
            var limits = _store.InRam ? Limits with { MaxBytes = Math.Min(Limits.MaxBytes, RamStoreBytes) } : Limits;
            var free = _store.InRam ? null : FreeBytes();
            var (used, returnable) = _store.Space();
            if (free < limits.MinFreeBytes && returnable > 0)
            {
                GiveBack();
                (free, returnable) = (FreeBytes(), 0);
            }

            var now = _clock.Stamp();
            var oldest = _store.Oldest();
            FollowStore();
            return Eviction.Decide(
                limits, used, returnable, free, oldest is { State: not ClockState.Unsynced } ? oldest.Value.WallMs : null, now.State == ClockState.Unsynced ? null : now.WallMs);
        }
    }

    private void GiveBack()
    {
        while (_store.Shrink(all: true))
        {
            // Step by step, as far as it goes.
        }
    }

    private void NoteRamDrop(TelemetryRow row)
    {
        Interlocked.Increment(ref _dropped);
        var drop = TelemetryDrop.Of("ram", row.Message.Key.Boot, row.Message.Key.Seq, row.Message.Lines, row.Message.Payload.Length, row.FirstMs, row.LastMs);
        if (_ramDrops.Count > _ramDropsClosed && _ramDrops[^1].With(drop) is { } merged) _ramDrops[^1] = merged;
        else _ramDrops.Add(drop);
    }

    /// <summary>With its time for good, which is on disk before the message leaves. Never called under <c>_gate</c>: it may write.</summary>
    private TelemetryRow InTime(TelemetryRow row) =>
        row.WaitsForTime ? row.InTime(_times.TimeFor(row.Message.Key, GivenTime.Of(row.ThisKernelBoot, _clock.Reading))) : row;

    /// <summary>True when another file has taken the store's place: what was read of the old one counts no more.</summary>
    private bool FollowStore()
    {
        if (_store.Generation == _generation) return false;
        _generation = _store.Generation;
        lock (_gate) _backlog.StartAgain();
        _logger.LogError("the telemetry store was replaced: see the events of this site for what was lost");
        return true;
    }
}
