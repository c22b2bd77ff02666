using System.Text.Json;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Watch.Figures;

/// <summary>On which devices announced work runs now.</summary>
internal static class MaintenanceFigures
{
    /// <summary>The device of events about the POP itself.</summary>
    private const string WholeSite = "site";

    /// <summary>
    /// A point for each device that a running maintenance covers as a whole, and always one for the site: a field that no point has cannot be asked for.
    /// </summary>
    public static IReadOnlyList<IPoint> Of(Db db, DateTimeOffset now)
    {
        var running = ActiveSilence.Of(SilenceStore.Standing(db), now).Where(active => active.Silence.Kind == SilenceKind.Maintenance && active.Matchers.Count > 0).ToList();
        return
        [
            .. from site in SiteStore.All(db)
               from device in running.Count == 0 ? [WholeSite] : Devices(site)
               let runs = running.Exists(active => Matchers.All(active.Matchers, new MatchFields { Site = site.Name, Device = device }))
               where runs || device == WholeSite
               select new MaintenancePoint(site.Name, device, runs),
        ];
    }

    private static IEnumerable<string> Devices(Site site) => site.DevicesJson is null
        ? [WholeSite]
        : [WholeSite, .. (JsonSerializer.Deserialize(site.DevicesJson, WireJson.Default.IReadOnlyListStatusDevice) ?? []).Select(device => device.Id)];
}
