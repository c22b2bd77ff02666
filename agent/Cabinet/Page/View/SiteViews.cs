using EdgeNoc.Agent.Cabinet.Page.Work;
using EdgeNoc.Agent.Host;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Cabinet.Page.View;

/// <summary>What is known, as the page may show it. Pure. Without the PIN nothing in it tells who a customer is, where a box is or what a driver said.</summary>
internal static class SiteViews
{
    /// <summary>Younger than this, nothing is kept here: it is on its way.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(30);

    private const long CoarseS = 10;
    private const int MaxAlerts = 6;

    public static SiteView Of(StatusReport report, CabinetSnapshot? cabinet, MaintenanceState? maintenance, CheckProgress? check, IReadOnlyDictionary<string, string> groupOf, bool unlocked)
    {
        var alerts = report.Raised.Where(IsOfThePlant).ToLookup(alert => groupOf.GetValueOrDefault(alert.Device, alert.Device), StringComparer.Ordinal);
        return new SiteView(
            report.Site,
            report.Name,
            report.Version,
            unlocked,
            new PanelView(cabinet?.Panel ?? report.Panel, cabinet?.Mode, cabinet?.Buzzer.Sounding == true, cabinet?.Contacts ?? [], unlocked ? cabinet?.Faults ?? [] : []),
            UplinkOf(report, unlocked),
            BufferOf(report),
            [.. report.Devices.Select(device => Of(device, [.. Views(alerts[device.Id])], report.Now, unlocked))],
            [.. Views(alerts["site"])],
            report.Incidents is null ? null : [.. report.Incidents.Select(incident => Of(incident, report, unlocked))],
            maintenance is null ? null : new MaintenanceView(maintenance.Until, report.Outbox.Where(outbox => outbox.Class == "events").All(outbox => outbox.Rows == 0)),
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

    private static DeviceView Of(DeviceReport device, IReadOnlyList<AlertView> alerts, DateTimeOffset now, bool unlocked)
    {
        var paused = device.PausedUntil > now ? device.PausedUntil : null;
        return new DeviceView(
            device.Id, device.Kind, MarkOf(device.Health, paused is not null, alerts.Select(alert => alert.Severity)), device.Health is "ok" or "waiting" ? null : device.Health,
            unlocked ? device.Error : null, unlocked ? device.Remedy : null, device.PartsUp, device.PartsTotal, device.LastOk is { } ok ? Coarse(ok) : null, paused, alerts);
    }

    private static IncidentView Of(OpenIncident incident, StatusReport report, bool unlocked)
    {
        var isOurs = unlocked || incident.Device == "site" || report.Devices.Any(device => device.Id == incident.Device);
        return new IncidentView(
            incident.Number, incident.Severity, incident.Kind, isOurs ? incident.Device : null, isOurs ? incident.Entity : null, incident.Since, incident.AcknowledgedBy is not null,
            unlocked ? incident.AcknowledgedBy : null, incident.MaintenanceUntil > report.Now ? incident.MaintenanceUntil : null);
    }

    private static UplinkView UplinkOf(StatusReport report, bool unlocked)
    {
        var link = report.Uplink;
        return new UplinkView(
            link.Connected, link.Since, link.LastAckAgeS is { } age ? Coarse(report.Now.AddSeconds(-age)) : null, link.Way, link.Metered,
            unlocked ? link.Fault ?? link.Paused ?? link.HeldBack : null, unlocked ? link.Remedy : null);
    }

    private static BufferView? BufferOf(StatusReport report)
    {
        var oldest = report.Outbox.Max(outbox => outbox.OldestS) ?? 0;
        if (oldest < OnItsWay.TotalSeconds) return null;
        return new BufferView(report.Outbox.Sum(outbox => outbox.Rows), report.Outbox.Sum(outbox => outbox.Bytes), Coarse(report.Now.AddSeconds(-oldest)));
    }

    // A single customer's terminal is found by the search, after the PIN; maintenance and pauses have their own places.
    private static bool IsOfThePlant(AlertReport alert) =>
        !alert.Kind.StartsWith("onu.", StringComparison.Ordinal) && !alert.Kind.StartsWith("ont.", StringComparison.Ordinal) && alert.Severity >= Severity.Low;

    private static IEnumerable<AlertView> Views(IEnumerable<AlertReport> alerts) =>
        alerts.OrderByDescending(alert => alert.Severity).ThenBy(alert => alert.At).Take(MaxAlerts).Select(alert => new AlertView(alert.Kind, alert.Entity, alert.Severity, alert.At));

    // What moves with each poll would be news each second.
    private static DateTimeOffset Coarse(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / CoarseS * CoarseS);
}
