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
        var points = new List<MapPoint>();
        var nowhere = 0;
        foreach (var (thing, latitude, longitude) in Things(scope, withNowhere: false))
        {
            if (thing is null || latitude is null || longitude is null) nowhere++;
            else points.Add(thing with { Latitude = latitude.Value, Longitude = longitude.Value });
        }

        return new MapPicture(points, [.. points.Select(point => point.Category).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase)], nowhere);
    }

    /// <summary>ONTs and ONUs that somebody looks for to say where they stand: those that stand nowhere first. A site's place is in the inventory.</summary>
    public IReadOnlyList<Placeable> Find(SiteScope scope, string? text, int most) =>
    [
        .. Things(scope, withNowhere: true).Where(one => one.Thing is { Kind: not "site" } thing && (string.IsNullOrEmpty(text) || Has(thing, text)))
            .Select(one => new Placeable(one.Thing!.Kind, one.Thing.Site, one.Thing.Device!, one.Thing.At, one.Thing.Name, one.Latitude, one.Longitude, one.Thing.Category))
            .OrderBy(one => one.Latitude is not null).ThenBy(one => one.Name, StringComparer.OrdinalIgnoreCase).ThenBy(one => one.At, StringComparer.Ordinal).Take(most),
    ];

    private static bool Has(MapPoint thing, string text) => new[] { thing.Name, thing.At, thing.Device, $"{thing.Site} {thing.Device} {thing.At}" }.Any(name => name?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);

    // Without those that stand nowhere nothing is made of them: there may be a hundred thousand.
    private IEnumerable<(MapPoint? Thing, double? Latitude, double? Longitude)> Things(SiteScope scope, bool withNowhere)
    {
        var (sites, places) = api.Read(db => (SiteEntries.All(db).Where(site => scope.Allows(site.Id)).Select(site => (View: site, Onts: SiteOnts.All(SiteRow.Find(db, site.Id)?.ConfigJson))).ToList(), PlaceStore.All(db)));
        var known = places.ToLookup(place => place.Site, StringComparer.Ordinal);
        foreach (var (site, onts) in sites)
        {
            var (figures, live) = (picture.Sites.GetValueOrDefault(site.Id), book.Find(site.Id));
            var isStale = figures?.IsStale == true;
            var here = known[site.Id].ToDictionary(place => (place.Device, place.Entity));
            yield return (Point("site", site.Id, null, null, site.Title, StatusOf(figures), null, null, $"/sites/{site.Id}"), site.Latitude, site.Longitude);

            foreach (var ont in Onts(live, onts))
            {
                var place = here.GetValueOrDefault((ont.Id, "device"));
                var (latitude, longitude) = place is { Latitude: not null, Longitude: not null } ? (place.Latitude, place.Longitude) : (ont.Latitude, ont.Longitude);
                yield return (Point("ont", site.Id, ont.Id, null, ont.Name, isStale ? "stale" : ont.IsUp switch { true => "up", false => "down", _ => "unknown" }, place?.Category, null, DeviceModel.Address(site.Id, ont.Id)), latitude, longitude);
            }

            foreach (var onu in live?.Onus ?? [])
            {
                var place = here.GetValueOrDefault((onu.Device, $"onu/{onu.Position}"));
                if (!withNowhere && place is not { Latitude: not null, Longitude: not null }) yield return default;
                else yield return (Point("onu", site.Id, onu.Device, onu.Position, onu.Name, isStale ? "stale" : StatusOf(onu), place?.Category, onu.SinceMs > 0 ? onu.SinceMs : null, OnuModel.Address(site.Id, onu.Device, onu.Position)), place?.Latitude, place?.Longitude);
            }
        }

        static MapPoint Point(string kind, string site, string? device, string? at, string? name, string status, string? category, long? sinceMs, string url) =>
            new(kind, site, device, at, name ?? at ?? device ?? site, 0, 0, status, category, sinceMs, url);
    }

    /// <summary>Those that were heard of, and those that the config names and nobody has heard of yet.</summary>
    private static List<(string Id, string? Name, double? Latitude, double? Longitude, bool? IsUp)> Onts(LiveSite? live, IReadOnlyList<OntEntry> configured)
    {
        var all = configured.DistinctBy(ont => ont.Id, StringComparer.Ordinal).ToDictionary(ont => ont.Id, ont => (ont.Id, ont.Name, ont.Latitude, ont.Longitude, IsUp: (bool?)null), StringComparer.Ordinal);
        foreach (var device in (live?.Devices ?? []).Where(device => device.Kind == "ont"))
        {
            var entry = all.GetValueOrDefault(device.Device);
            all[device.Device] = (device.Device, entry.Name ?? device.Name, entry.Latitude ?? device.Latitude, entry.Longitude ?? device.Longitude, device.IsUp);
        }

        return [.. all.Values];
    }

    private static string StatusOf(SiteFigures? site) => site switch
    {
        null => "unknown",
        { State: "offline" } => "down",
        { IsStale: true } => "stale",
        { Incidents: > 0 } => "trouble",
        _ => "up",
    };

    private static string StatusOf(LiveOnu onu) => onu.Status switch { "up" => onu.IsWeak ? "weak" : "up", "power_off" => "power_off", "unknown" => "unknown", _ => "down" };
}
