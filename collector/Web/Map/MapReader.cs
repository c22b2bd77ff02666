using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Live;
using EdgeNoc.Collector.Web.Pages;

namespace EdgeNoc.Collector.Web.Map;

/// <summary>Puts together what stands where (the office's word before the agent's) and how it is now. The page and its endpoint show the same.</summary>
internal sealed class MapReader(ApiContext api, LiveBook book, LivePicture picture)
{
    public MapPicture Read(SiteScope scope)
    {
        var (sites, places) = api.Read(db => (SiteEntries.All(db).Where(site => scope.Allows(site.Id)).Select(site => (View: site, Onts: SiteOnts.All(SiteRow.Find(db, site.Id)?.ConfigJson))).ToList(), PlaceStore.All(db)));
        var known = places.ToLookup(place => place.Site, StringComparer.Ordinal);
        var points = new List<MapPoint>();
        var nowhere = 0;
        foreach (var (site, onts) in sites)
        {
            var (figures, live) = (picture.Sites.GetValueOrDefault(site.Id), book.Find(site.Id));
            var isStale = figures?.IsStale == true;
            var here = known[site.Id].ToDictionary(place => (place.Device, place.Entity));
            if (site is { Latitude: { } north, Longitude: { } east })
                points.Add(new MapPoint("site", site.Id, null, null, site.Title ?? site.Id, north, east, StatusOf(figures), null, null, $"/sites/{site.Id}"));
            else nowhere++;

            foreach (var ont in Onts(live, onts))
            {
                var place = here.GetValueOrDefault((ont.Id, "device"));
                var (latitude, longitude) = place is { Latitude: not null, Longitude: not null } ? (place.Latitude, place.Longitude) : (ont.Latitude, ont.Longitude);
                if (latitude is null || longitude is null) nowhere++;
                else points.Add(new MapPoint("ont", site.Id, ont.Id, null, ont.Name ?? ont.Id, latitude.Value, longitude.Value, isStale ? "stale" : ont.IsUp switch { true => "up", false => "down", _ => "unknown" }, place?.Category, null, DeviceModel.Address(site.Id, ont.Id)));
            }

            foreach (var onu in live?.Onus ?? [])
            {
                if (here.GetValueOrDefault((onu.Device, $"onu/{onu.Position}")) is not { Latitude: { } latitude, Longitude: { } longitude } place) nowhere++;
                else points.Add(new MapPoint("onu", site.Id, onu.Device, onu.Position, onu.Name ?? onu.Position, latitude, longitude, isStale ? "stale" : StatusOf(onu), place.Category, onu.SinceMs > 0 ? onu.SinceMs : null, OnuModel.Address(site.Id, onu.Device, onu.Position)));
            }
        }

        return new MapPicture(points, [.. points.Select(point => point.Category).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase)], nowhere);
    }

    /// <summary>Those that were heard of, and those that the config names and nobody has heard of yet.</summary>
    private static IEnumerable<(string Id, string? Name, double? Latitude, double? Longitude, bool? IsUp)> Onts(LiveSite? live, IReadOnlyList<OntEntry> configured)
    {
        var all = configured.DistinctBy(ont => ont.Id).ToDictionary(ont => ont.Id, ont => (ont.Id, ont.Name, ont.Latitude, ont.Longitude, IsUp: (bool?)null), StringComparer.Ordinal);
        foreach (var device in (live?.Devices ?? []).Where(device => device.Kind == "ont"))
        {
            var entry = all.GetValueOrDefault(device.Device);
            all[device.Device] = (device.Device, entry.Name ?? device.Name, entry.Latitude ?? device.Latitude, entry.Longitude ?? device.Longitude, device.IsUp);
        }

        return all.Values;
    }

    private static string StatusOf(SiteFigures? site) => site switch
    {
        null => "unknown",
        { State: "offline" } => "down",
        { IsStale: true } => "stale",
        { Worst: "critical" or "high" } => "down",
        { Incidents: > 0 } => "weak",
        _ => "up",
    };

    private static string StatusOf(LiveOnu onu) => onu.Status switch { "up" => onu.IsWeak ? "weak" : "up", "power_off" => "power_off", "unknown" => "unknown", _ => "down" };
}
