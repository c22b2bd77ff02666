using System.Globalization;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Web.Map;

/// <summary>Changes of places, with their audit.</summary>
internal static class Places
{
    public static void Put(Db db, Place place, Actor actor, DateTimeOffset now)
    {
        // A tenth of a metre; what a computer adds to that is noise.
        place = place with { Latitude = Rounded(place.Latitude), Longitude = Rounded(place.Longitude) };
        var before = PlaceStore.Find(db, place.Site, place.Device, place.Entity);
        PlaceStore.Put(db, place);
        var detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["after"] = Text(place) };
        if (before is not null) detail["before"] = Text(before);
        AuditLog.Add(db, now, actor, "place.put", $"{place.Site}/{place.Device}{(place.Entity == "device" ? "" : $" {place.Entity}")}", new ActionResult.Done(0), detail);
    }

    private static double? Rounded(double? degrees) => degrees is { } some ? Math.Round(some, 6) : null;

    private static string Text(Place place) => string.Create(CultureInfo.InvariantCulture, $"{place.Latitude}, {place.Longitude}{(place.Category is null ? "" : $" ({place.Category})")}");
}
