using EdgeNoc.Agent.Clock;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Outbox;

/// <summary>Telemetry and tables on their way out: RAM first, one group commit of what is still unacknowledged after 3 s, deleted by ack only. See README.md.</summary>
/// <remarks>
/// Two locks, always in this order: <c>_disk</c> around the database (a commit may take a while on a card), then <c>_gate</c> around what is in RAM (never held over I/O).
/// Writers take only <c>_gate</c>, so that polling never waits for a card.
/// </remarks>
internal sealed partial class TelemetryOutbox : ITelemetryOutbox, ITableOutbox, IDisposable
{
    /// <summary>What is unacknowledged for so long goes to disk, together with everything younger.</summary>
    public static readonly TimeSpan CommitAge = TimeSpan.FromSeconds(3);

    /// <summary>A batch waits so long for company.</summary>
    public static readonly TimeSpan BatchAge = TimeSpan.FromMilliseconds(200);

    /// <summary>The same while there is no connection: nobody waits for it, and a week offline should not become a million small messages.</summary>
    public static readonly TimeSpan OfflineBatchAge = TimeSpan.FromMilliseconds(1_500);

    /// <summary>A store that is only in RAM holds so much.</summary>
    public const long RamStoreBytes = 64_000_000;

    /// <summary>So much in RAM is committed at once.</summary>
    public const long CommitBytes = 32_000_000;

    /// <summary>So much in RAM is too much: only reached when the disk takes nothing, then the oldest goes.</summary>
    public const long MaxRamBytes = 64_000_000;

    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(500);

    private readonly TelemetryStore _store;
    private readonly BootIdentity _boot;
    private readonly EdgeClock _clock;
    private readonly IGivenTimes _times;
    private readonly bool _compress;
    private readonly ILogger _logger;
    private readonly FaultLine _diskFaults;
    private readonly FaultLine _ramFaults;
    private readonly FaultLine _upkeepFaults;
    private readonly Lock _disk = new();
    private readonly Lock _gate = new();
    private readonly TelemetryBatch _batch = new();
    private readonly LiveMessages _live = new();
    private readonly TableShelf _tables = new();
    private readonly BacklogCursor _backlog = new();
    private readonly SentNumbers _sent = new();
    private readonly ITimer _batchTimer;
    private ITimer? _ticker;
    private bool _batchTimerRuns;
    private ClockReading _batchReading;
    private long _batchOpenedAt;
    private volatile bool _offline;
    private bool _committing;
    private bool _commitAsked;
    private bool _deletedSinceShrink;
    private long _telemetrySeq;
    private long _tableSeq;

    public TelemetryOutbox(TelemetryStore store, BootIdentity boot, EdgeClock clock, IGivenTimes times, bool compress, ILogger logger)
    {
        (_store, _boot, _clock, _times, _compress, _logger) = (store, boot, clock, times, compress, logger);
        (_diskFaults, _ramFaults, _upkeepFaults) = (new FaultLine(logger, clock.Time), new FaultLine(logger, clock.Time), new FaultLine(logger, clock.Time));
        _batchTimer = clock.Time.CreateTimer(_ => CloseBatch(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var now = clock.Time.GetTimestamp();
        foreach (var table in store.ReadTables()) _tables.Put(table, now, stored: true);
        if (store.Rows > 0) _backlog.FoundAtStart();
        _generation = store.Generation;
    }

    /// <summary>Something new waits to be sent. Raised from any thread; must return at once.</summary>
    public Action? Available { get; set; }

    /// <summary>How much is kept on disk.</summary>
    public OutboxLimits Limits { get; init; } = OutboxLimits.Default;

    /// <summary>Bytes that the disk has left; null when that is not known.</summary>
    public Func<long?> FreeBytes { get; init; } = static () => null;

    /// <summary>Messages of telemetry lost in this run because a quota was reached or neither RAM nor disk had room.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Whether there is no connection now: batches may be longer.</summary>
    public bool Offline
    {
        get => _offline;
        set
        {
            if (_offline == value) return;
            _offline = value;
            // Who comes back waits no longer than any other batch.
            if (!value) CloseBatch();
        }
    }

    /// <summary>When the outbox last looked after its rows: the watchdog's sign of life.</summary>
    public long LastTick { get; private set; }

    public bool LiveWaiting { get { lock (_gate) return _live.AnyWaiting; } }

    public bool BacklogWaiting { get { lock (_gate) return _backlog.MayHaveMore; } }

    public bool TablesWaiting { get { lock (_gate) return _tables.AnyWaiting(onlyAlerts: false); } }

    /// <summary>The table <c>site/alerts</c> waits: the only one that may go out while the time is not known.</summary>
    public bool AlertsWaiting { get { lock (_gate) return _tables.AnyWaiting(onlyAlerts: true); } }

    /// <summary>Starts the group commits.</summary>
    public void Start()
    {
        LastTick = _clock.Time.GetTimestamp();
        _ticker = _clock.Time.CreateTimer(_ => Tick(), null, TickInterval, TickInterval);
    }

    public void Write(string? device, IEnumerable<IPoint> points, DateTimeOffset at)
    {
        var timestampMs = at.ToUnixTimeMilliseconds();
        var closed = false;
        lock (_gate)
        {
            try
            {
                foreach (var point in points)
                {
                    OpenBatchLocked();
                    _batch.Add(device, point, timestampMs);
                    if (_batch.IsFull)
                    {
                        CloseBatchLocked();
                        closed = true;
                    }
                }
            }
            finally
            {
                StartBatchTimerLocked();
            }
        }

        if (closed) Available?.Invoke();
    }

    /// <inheritdoc/>
    public void Put(string device, string table, TableMessage snapshot)
    {
        var payload = Gzip.Pack(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(snapshot, WireJson.Default.TableMessage));
        lock (_gate)
        {
            var key = new MessageKey(MessageClass.Tables, _boot.Boot, ++_tableSeq);
            var message = new OutboxMessage(key, PayloadEncoding.Gzip, payload) { Device = device, Table = table };
            _tables.Put(new TelemetryRow(message, _clock.Stamp(), 0, 0), _clock.Time.GetTimestamp(), stored: false);
        }

        Available?.Invoke();
    }

    /// <summary>Closes the batch now, however small.</summary>
    public void CloseBatch()
    {
        lock (_gate)
        {
            _batchTimerRuns = false;
            CloseBatchLocked();
            CloseHeldLocked();
        }

        Available?.Invoke();
    }

    /// <summary>The next message for its first sending; in flight from now on.</summary>
    public OutboxMessage? TakeLive()
    {
        while (true)
        {
            TelemetryRow? next;
            lock (_gate) next = _live.NextWaiting;
            if (next is null) return null;
            var timed = InTime(next);
            lock (_gate)
            {
                // It may be on disk by now, or dropped.
                if (!_live.Take(timed)) continue;
                _sent.Add(timed.Message.Key.Boot, timed.Message.Key.Seq);
                return timed.Message;
            }
        }
    }

    /// <summary>The next table; in flight from now on.</summary>
    public OutboxMessage? TakeTable(bool onlyAlerts = false)
    {
        lock (_gate) return _tables.Take(onlyAlerts, _clock.Reading);
    }

    /// <summary>The oldest message on disk that is not in flight; in flight from now on. Reads one row: memory stays flat however long the outage was.</summary>
    public OutboxMessage? TakeBacklog()
    {
        lock (_disk)
        {
            while (true)
            {
                long from;
                lock (_gate) from = _backlog.Position;
                var stored = _store.ReadAfter(from);
                if (FollowStore()) continue;
                if (stored is not null) stored = stored with { Row = InTime(stored.Row) };
                lock (_gate)
                {
                    if (stored is null)
                    {
                        _backlog.AtEnd(from);
                        return null;
                    }

                    if (!_backlog.Take(stored)) continue;
                    _sent.Add(stored.Message.Key.Boot, stored.Message.Key.Seq);
                    return stored.Message;
                }
            }
        }
    }

    /// <summary>In flight no more, and not acknowledged: it will be offered again.</summary>
    public void Return(MessageKey key)
    {
        lock (_gate)
        {
            if (key.Class == MessageClass.Tables) _tables.Return(key);
            else if (!_backlog.Return(key) && key.Boot == _boot.Boot) _live.Return(key.Seq);
        }
    }

    /// <summary>Deletes what the collector has for good. Numbers that were never sent are not believed.</summary>
    public void Acknowledge(Guid boot, MessageClass messageClass, SequenceRanges acked)
    {
        if (messageClass == MessageClass.Tables) AcknowledgeTables(boot, acked);
        else AcknowledgeTelemetry(boot, acked);
    }

    public OutboxDepth TelemetryDepth()
    {
        lock (_disk)
        {
            var onDisk = _store.Oldest();
            lock (_gate) return new OutboxDepth(_store.Rows + _live.Count, _store.Bytes + _live.Bytes, Wall(onDisk ?? _live.OldestStamp));
        }
    }

    public OutboxDepth TablesDepth()
    {
        lock (_gate) return new OutboxDepth(_tables.Count, _tables.Bytes, Wall(_tables.OldestStamp));
    }

    /// <summary>Stops the timers and closes the file. What is only in RAM is lost: call <see cref="CloseBatch"/> and <see cref="CommitNow"/> first.</summary>
    public void Dispose()
    {
        _batchTimer.Dispose();
        _ticker?.Dispose();
        lock (_disk) _store.Dispose();
    }
}
