using System.Text.Json;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Replies;

/// <summary>A site as people name it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What people call it; empty: its id.</param>
/// <param name="Devices">What is polled there.</param>
internal sealed record SiteNames(string Id, string Title, IReadOnlyList<string> Devices);

/// <summary>What the sites and their devices are called.</summary>
internal static class PlantNames
{
    public static IReadOnlyList<SiteNames> Read(Db db)
    {
        var listed = db.Query<Row>("SELECT DISTINCT site, device FROM tables WHERE device <> 'site'").ToLookup(row => row.Site, row => row.Device, StringComparer.Ordinal);
        var titles = db.Query<Row>("SELECT site, title AS device FROM sites WHERE title IS NOT NULL").ToDictionary(row => row.Site, row => row.Device, StringComparer.Ordinal);
        return [.. SiteStore.All(db).Select(site => new SiteNames(
            site.Name, titles.GetValueOrDefault(site.Name, ""), [.. Configured(site).Union(listed[site.Name], StringComparer.Ordinal).Order(NaturalOrder.Instance)]))];
    }

    private static IEnumerable<string> Configured(Site site) => site.DevicesJson is null
        ? []
        : (JsonSerializer.Deserialize(site.DevicesJson, WireJson.Default.IReadOnlyListStatusDevice) ?? []).Select(device => device.Id);

    private sealed record Row
    {
        public string Site { get; init; } = "";
        public string Device { get; init; } = "";
    }
}
