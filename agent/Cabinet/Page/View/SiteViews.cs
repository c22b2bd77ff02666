using EdgeNoc.Agent.Cabinet.Page.Work;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Cabinet.Page.View;

/// <summary>What is known, as the page may show it. Pure. Without the PIN nothing in it tells who a customer is, where a box is or what a driver said.</summary>
internal static class SiteViews
{
    /// <summary>Younger than this, nothing is kept here: it is on its way.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(30);

    private const long CoarseS = 10;
    private const int MaxAlerts = 6;

    /// <param name="facts">How the agent does.</param>
    /// <param name="cabinet">The wired panel; null without one.</param>
    /// <param name="maintenance">What stands.</param>
    /// <param name="check">The last full check.</param>
    /// <param name="groupOf">The config entry of each member of a group.</param>
    /// <param name="unlocked">The PIN was typed.</param>
    public static SiteView Of(SiteFacts facts, CabinetSnapshot? cabinet, MaintenanceState? maintenance, CheckProgress? check, IReadOnlyDictionary<string, string> groupOf, bool unlocked)
    {
        var alerts = facts.Raised.Where(IsOfThePlant).ToLookup(alert => groupOf.GetValueOrDefault(alert.Device, alert.Device), StringComparer.Ordinal);
        return new SiteView(
            facts.Site,
            facts.Name,
            facts.Version,
            unlocked,
            new PanelView(cabinet?.Panel ?? facts.Panel, cabinet?.Mode, cabinet?.Buzzer.Sounding == true, cabinet?.Contacts ?? [], unlocked ? cabinet?.Faults ?? [] : []),
            UplinkOf(facts, unlocked),
            BufferOf(facts),
            [.. facts.Devices.Select(device => Of(device, [.. Views(alerts[device.Id], unlocked)], facts.Now, unlocked))],
            [.. Views(alerts["site"], unlocked)],
            facts.Incidents is null ? null : [.. facts.Incidents.Select(incident => Of(incident, facts, unlocked))],
            maintenance is null ? null : new MaintenanceView(maintenance.Until, facts.WaitingEvents == 0),
            unlocked ? check : null);
    }

    /// <summary>The sign of a device: whether its last poll was answered, and what stands about it.</summary>
    public static DeviceMark MarkOf(string health, bool isPaused, IEnumerable<Severity> alerts) => health switch
    {
        "waiting" => DeviceMark.Waiting,
        // Somebody works in it, which is no fault of it.
        "session_taken" => DeviceMark.Warning,
        "ok" => isPaused || alerts.Any(severity => severity >= Severity.Medium) ? DeviceMark.Warning : DeviceMark.Ok,
        _ => isPaused ? DeviceMark.Warning : DeviceMark.Failed,
    };

    private static DeviceView Of(DeviceFacts device, IReadOnlyList<AlertView> alerts, DateTimeOffset now, bool unlocked)
    {
        var paused = device.PausedUntil > now ? device.PausedUntil : null;
        return new DeviceView(
            device.Id, device.Kind, MarkOf(device.Health, paused is not null, alerts.Select(alert => alert.Severity)), device.Health is "ok" or "waiting" ? null : device.Health,
            unlocked ? device.Error : null, unlocked ? device.Remedy : null, device.PartsUp, device.PartsTotal, device.LastOk is { } ok ? Coarse(ok) : null, paused, alerts);
    }

    private static IncidentView Of(OpenIncident incident, SiteFacts facts, bool unlocked)
    {
        var isOurs = unlocked || incident.Device == "site" || facts.Devices.Any(device => device.Id == incident.Device);
        return new IncidentView(
            incident.Number, incident.Severity, incident.Kind, isOurs ? incident.Device : null, isOurs ? Named(incident.Entity, unlocked) : null, incident.Since, incident.AcknowledgedBy is not null,
            unlocked ? incident.AcknowledgedBy : null, incident.MaintenanceUntil > facts.Now ? incident.MaintenanceUntil : null);
    }

    private static UplinkView UplinkOf(SiteFacts facts, bool unlocked)
    {
        var link = facts.Uplink;
        return new UplinkView(link.Connected, link.Since, link.AckedAt is { } acked ? Coarse(acked) : null, link.Way, link.Metered, unlocked ? link.Detail : null, unlocked ? link.Remedy : null);
    }

    private static BufferView? BufferOf(SiteFacts facts) =>
        facts.WaitingSince is not { } since || facts.Now - since < OnItsWay ? null : new BufferView(facts.WaitingRows, facts.WaitingBytes, Coarse(since));

    // A single customer's terminal is found by the search, after the PIN; maintenance and pauses have their own places.
    private static bool IsOfThePlant(RaisedAlert alert) =>
        !alert.Kind.StartsWith("onu.", StringComparison.Ordinal) && !alert.Kind.StartsWith("ont.", StringComparison.Ordinal) && alert.Severity >= Severity.Low;

    /// <summary>Ports and queues are often called after who hangs on them.</summary>
    private static string? Named(string entity, bool unlocked) =>
        unlocked || entity is "device" or "agent" or "uplink" or "mains" || entity.StartsWith("pon/", StringComparison.Ordinal) || entity.StartsWith("area/", StringComparison.Ordinal) ? entity : null;

    private static IEnumerable<AlertView> Views(IEnumerable<RaisedAlert> alerts, bool unlocked) =>
        alerts.OrderByDescending(alert => alert.Severity).ThenBy(alert => alert.Since).Take(MaxAlerts).Select(alert => new AlertView(alert.Kind, Named(alert.Entity, unlocked), alert.Severity, alert.Since));

    // What moves with each poll would be news each second.
    private static DateTimeOffset Coarse(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / CoarseS * CoarseS);
}
