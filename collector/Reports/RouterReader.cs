using System.Text.Json;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Reports;

/// <summary>All routers with what their last lists come to. Each list is read by itself, so that events and messages wait for none of it.</summary>
internal static class RouterReader
{
    private static readonly string[] Lists = ["ppp_active", "ppp_accounts", "hotspot_active", "dhcp_leases"];

    public static IReadOnlyList<RouterFigures> Read(CollectorDatabase database, DateTimeOffset now)
    {
        var routers = database.Write(db => Routers(db, now));

        // One that keeps no lists has nothing to say here, unless it is silent.
        return [.. routers.Select(router => Read(database, router)).Where(router => router is { Stale: not null } or { Ppp: not null } or { Hotspot: not null } or { Leases: not null })];
    }

    private static RouterFigures Read(CollectorDatabase database, RouterFigures router) => router with
    {
        Ppp = Count(database, router, "ppp_active", _ => true),
        Accounts = Count(database, router, "ppp_accounts", row => row.Text("status") != "disabled"),
        Hotspot = Count(database, router, "hotspot_active", _ => true),
        Leases = Count(database, router, "dhcp_leases", row => row.Text("status") == "bound"),
    };

    private static long? Count(CollectorDatabase database, RouterFigures router, string name, Func<TableRow, bool> counts)
    {
        var json = database.Write(db => db.First<string>("SELECT content_json FROM tables WHERE site = @Site AND device = @Device AND name = @name", new { router.Site, router.Device, name }));
        return json is not null && NetworkFigures.Parse(json) is { } table ? new TableRows(table).All.LongCount(counts) : null;
    }

    private static List<RouterFigures> Routers(Db db, DateTimeOffset now)
    {
        var listed = db.Query<Row>("SELECT DISTINCT site, device FROM tables WHERE name IN @Lists", new { Lists }).ToLookup(row => row.Site, row => row.Device, StringComparer.Ordinal);
        var alerts = db.Query<Row>("SELECT site, device, kind, severity, raised_ms AS since_ms FROM alerts WHERE cleared_ms IS NULL AND severity IN ('medium', 'high', 'critical')")
            .ToLookup(row => (row.Site, row.Device));
        var routers = new List<RouterFigures>();
        foreach (var site in SiteStore.All(db))
        {
            var title = SiteProfile.Of(db, site.Name).Title;
            var silence = NetworkFigures.SilenceOf(site, now);
            routers.AddRange(Configured(site).Union(listed[site.Name], StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(device =>
            {
                var own = alerts[(site.Name, device)].ToList();
                var since = own.Where(alert => alert.Kind is EventKinds.DeviceUnreachable or EventKinds.DeviceManagementDown or EventKinds.DeviceAuthFailed).Select(alert => (long?)alert.SinceMs).Min();
                return new RouterFigures(site.Name, title, device, null, null, null, null, own.Count > 0, silence ?? (since is { } ms ? new Staleness(DbTime.Time(ms)) : null));
            }));
        }

        return routers;
    }

    private static IEnumerable<string> Configured(Site site) => site.DevicesJson is null
        ? []
        : (JsonSerializer.Deserialize(site.DevicesJson, WireJson.Default.IReadOnlyListStatusDevice) ?? []).Where(device => device.Kind is "router" or "bng").Select(device => device.Id);

    private sealed record Row
    {
        public string Site { get; init; } = "";
        public string Device { get; init; } = "";
        public string Kind { get; init; } = "";
        public long SinceMs { get; init; }
    }
}
