using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Web.Map;

/// <summary>Where the office says that something stands, and how it sorts it. A row of <c>map_places</c>.</summary>
internal sealed record Place
{
    public string Site { get; init; } = "";
    public string Device { get; init; } = "";

    /// <summary><c>device</c>, or <c>onu/0/3:17</c>.</summary>
    public string Entity { get; init; } = "";
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }
    public string? Category { get; init; }
}

/// <summary>The table <c>map_places</c>.</summary>
internal static class PlaceStore
{
    public static List<Place> All(Db db) => db.Query<Place>("SELECT site, device, entity, latitude, longitude, category FROM map_places");

    public static Place? Find(Db db, string site, string device, string entity) =>
        db.First<Place>("SELECT site, device, entity, latitude, longitude, category FROM map_places WHERE site = @site AND device = @device AND entity = @entity", new { site, device, entity });

    /// <summary>Those that the office uses at some sites, in order.</summary>
    public static IReadOnlyList<string> Categories(Db db, Func<string, bool> isSeen) =>
        [.. db.Query<Place>("SELECT DISTINCT site, category FROM map_places WHERE category IS NOT NULL").Where(place => isSeen(place.Site)).Select(place => place.Category!).Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase).Take(100)];

    /// <summary>Sets it; without a place and a category it goes.</summary>
    public static void Put(Db db, Place place)
    {
        if (place is { Latitude: null, Category: null })
        {
            db.Execute("DELETE FROM map_places WHERE site = @Site AND device = @Device AND entity = @Entity", place);
            return;
        }

        db.Execute(
            """
            INSERT INTO map_places (site, device, entity, latitude, longitude, category) VALUES (@Site, @Device, @Entity, @Latitude, @Longitude, @Category)
            ON CONFLICT (site, device, entity) DO UPDATE SET latitude = excluded.latitude, longitude = excluded.longitude, category = excluded.category
            """,
            place);
    }
}
