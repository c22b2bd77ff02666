using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Metered;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Agent.Polling;
using EdgeNoc.Agent.Uplink;

namespace EdgeNoc.Agent.Host;

/// <summary>Collects what the parts know into one report.</summary>
internal sealed class StatusReports(AgentStatus status, EventStore events, TelemetryOutbox telemetry, UplinkLoop uplink, UplinkWatch way, Scheduler scheduler, SiteStates states)
{
    /// <summary>Null where the config has none.</summary>
    public CabinetWork? Cabinet { get; init; }

    public StatusReport Now()
    {
        var now = status.Clock.Now;
        var link = uplink.State;
        var raised = events.LoadRaised();
        var health = scheduler.Health;
        var shown = Cabinet?.Now;
        return new StatusReport(
            status.Config.Site, status.Config.Name, AgentStatus.Version, status.Boot.Boot, Environment.ProcessId, status.Started, now, status.Clock.State.Word(), status.Config.Sha256,
            Of(link, way.Use, way.LimitBytes),
            [Of("events", events.Depth(), now), Of("telemetry", telemetry.TelemetryDepth(), now), Of("tables", telemetry.TablesDepth(), now)],
            telemetry.Dropped,
            [.. health.Select(Of)],
            [.. raised.Select(alert => new AlertReport(alert.Kind, alert.Device, alert.Entity, alert.Severity, alert.At, alert.Reason))],
            link.Incidents?.Incidents,
            shown?.Panel ?? Panel.From(states.Now()))
        {
            Cabinet = shown is null ? null : new CabinetReport(shown, Cabinet!.Lateness),
            Update = status.Enrolled?.Updates?.Now,
            Page = status.Config.Cabinet?.Page?.Address.ToString(),
        };
    }

    private static UplinkReport Of(UplinkState link, UplinkUse use, long? limitBytes) => new(
        link.Connected, link.Broker?.ToString(), link.Since, link.LastAckAge is { } age ? Math.Round(age.TotalSeconds, 1) : null, link.PauseReason,
        link.Fault?.Detail, link.Fault?.Remedy, link.AckRate is { } rate ? Math.Round(rate, 1) : null, use.Traffic.SentBytes)
    {
        Way = use.Terms.Word,
        Interface = use.Interface,
        Metered = use.Terms.Metered,
        HeldBack = use.Terms.HeldBack,
        ReceivedBytes = use.Traffic.ReceivedBytes,
        MonthBytes = use.Month.Bytes,
        BudgetBytes = limitBytes,
    };

    private static OutboxReport Of(string name, OutboxDepth depth, DateTimeOffset now) => new(name, depth.Rows, depth.Bytes, depth.OldestS(now));

    private static DeviceReport Of(DeviceHealthSnapshot device) => new(
        device.Id, device.Driver, device.Kind, device.Health, device.LastOk, device.LastError?.Detail, device.LastError?.Remedy, device.PartsUp, device.PartsTotal)
    {
        PausedUntil = device.PausedUntil,
    };
}
