using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Metered;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Agent.Polling;
using EdgeNoc.Agent.Uplink;

namespace EdgeNoc.Agent.Host;

/// <summary>Writes measurement <c>agent</c> every 30 s.</summary>
internal sealed class OwnFigures : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    // Soon after the start, so that an agent that was restarted shows at once.
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);

    private readonly ITelemetryOutbox _to;
    private readonly TelemetryOutbox _telemetry;
    private readonly EventStore _events;
    private readonly UplinkLoop _uplink;
    private readonly UplinkWatch _way;
    private readonly Scheduler _scheduler;
    private readonly EdgeClock _clock;
    private readonly MachineFigures _machine;
    private readonly ITimer _timer;
    private readonly long _started;
    private WritePace _pace = WritePace.Empty;

    public OwnFigures(ITelemetryOutbox to, TelemetryOutbox telemetry, EventStore events, UplinkLoop uplink, UplinkWatch way, Scheduler scheduler, EdgeClock clock, string stateDir)
    {
        (_to, _telemetry, _events, _uplink, _way, _scheduler, _clock) = (to, telemetry, events, uplink, way, scheduler, clock);
        _machine = new MachineFigures(clock.Time, stateDir);
        _started = clock.Time.GetTimestamp();
        _timer = clock.Time.CreateTimer(_ => Write(), null, First, Interval);
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Write()
    {
        try
        {
            _to.Write(device: null, [Measure()], _clock.Now);
        }
        catch (Exception error) when (error is Microsoft.Data.Sqlite.SqliteException or ObjectDisposedException)
        {
            // The store is broken (which the outbox reports) or just closed: no figures this time.
        }
    }

    private AgentFigures Measure()
    {
        var now = _clock.Now;
        var diskMbWritten = _machine.DiskMbWritten();
        if (diskMbWritten is { } written) _pace = _pace.Add(_clock.Time.GetElapsedTime(_started), written);
        var (telemetry, tables, events, link) = (_telemetry.TelemetryDepth(), _telemetry.TablesDepth(), _events.Depth(), _uplink.State);
        return new AgentFigures
        {
            Uplink = link.Connected ? _way.Use.Terms.Word : "down",
            OutboxRows = telemetry.Rows + tables.Rows + events.Rows,
            OutboxBytes = telemetry.Bytes + tables.Bytes + events.Bytes,
            OutboxOldestS = new[] { telemetry, tables, events }.Max(depth => depth.OldestS(now)) ?? 0,
            Dropped = _telemetry.Dropped,
            PollLagMs = Math.Round(_scheduler.PollLagMs, 1),
            CpuPct = _machine.CpuPct(),
            RssMb = MachineFigures.RssMb(),
            SocTempC = MachineFigures.SocTempC(),
            Throttled = MachineFigures.Throttled(),
            DiskFreeMb = _machine.DiskFreeMb(),
            SdMbWritten = MachineFigures.OwnMbWritten(),
            DiskMbWritten = diskMbWritten,
            SdMbDay = _pace.MbDay is { } mbDay ? Math.Round(mbDay, 1) : null,
            MemUsedPct = MachineFigures.MemUsedPct(),
            ClockState = _clock.State.Word(),
            SentBytes = _way.Use.Traffic.SentBytes,
        };
    }
}
