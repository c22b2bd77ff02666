using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Cabinet.Page.View;

namespace EdgeNoc.Agent.Host;

/// <summary>A status report as the cabinet's page takes it.</summary>
internal static class PageFacts
{
    public static SiteFacts Of(StatusReport report) => new()
    {
        Site = report.Site,
        Name = report.Name,
        Version = report.Version,
        Now = report.Now,
        Panel = report.Panel,
        Uplink = new UplinkFacts(
            report.Uplink.Connected, report.Uplink.Since, report.Uplink.LastAckAgeS is { } age ? report.Now.AddSeconds(-age) : null, report.Uplink.Way, report.Uplink.Metered,
            report.Uplink.Fault ?? report.Uplink.Paused ?? report.Uplink.HeldBack, report.Uplink.Remedy),
        WaitingRows = report.Outbox.Sum(outbox => outbox.Rows),
        WaitingBytes = report.Outbox.Sum(outbox => outbox.Bytes),
        WaitingSince = report.Outbox.Max(outbox => outbox.OldestS) is { } oldest ? report.Now.AddSeconds(-oldest) : null,
        WaitingEvents = report.Outbox.Where(outbox => outbox.Class == "events").Sum(outbox => outbox.Rows),
        Devices =
        [
            .. report.Devices.Select(device => new DeviceFacts(
                device.Id, device.Kind, device.Health, device.Error, device.Remedy, device.PartsUp, device.PartsTotal, device.LastOk, device.PausedUntil)),
        ],
        Raised = [.. report.Raised.Select(alert => new RaisedAlert(alert.Kind, alert.Device, alert.Entity, alert.Severity, alert.At))],
        Incidents = report.Incidents,
    };
}
