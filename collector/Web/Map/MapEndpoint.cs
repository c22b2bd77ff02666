using System.Security.Claims;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Users;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Web.Map;

/// <summary>Where something stands, as it is sent.</summary>
/// <param name="Device">The OLT, or the ONT itself.</param>
/// <param name="At">An ONU's position; left out for an ONT.</param>
/// <param name="Latitude">Degrees north; left out with the longitude: nowhere.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Category">As the office sorts them.</param>
internal sealed record PlaceBody(string Device, string? At, double? Latitude, double? Longitude, string? Category)
{
    public Place Of(string site) => new() { Site = site, Device = Device, Entity = At is null ? "device" : $"onu/{At}", Latitude = Latitude, Longitude = Longitude, Category = Category };

    public static PlaceBody Read(ConfigSection section)
    {
        var device = section.Text("device", required: true) ?? "";
        if (device.Length > 0 && !Topics.IsName(device)) section.Error("device", ConfigSection.Quoted(device), "is no id of a device", "write it as the site's config has it");
        var at = section.Text("at");
        if (at is { Length: > 64 } || at?.Any(char.IsControl) == true) section.Error("at", null, "is no position", "write it as the OLT does: 0/3:17");
        var (latitude, longitude) = EntryText.Place(section);
        var category = EntryText.Line(section, "category");
        if (category?.Length > MaxCategory) section.Error("category", ConfigSection.Quoted(category), "is too long", "write at most 40 characters");
        section.Finish();
        return new PlaceBody(device, at, latitude, longitude, category);
    }

    private const int MaxCategory = 40;
}

/// <summary><c>/map</c>: what stands where, and how it is.</summary>
internal static class MapEndpoint
{
    public static void MapPlaces(this RouteGroupBuilder v1)
    {
        v1.MapGet("/map", (MapReader map, ClaimsPrincipal user) => Results.Ok(map.Read(Person.ScopeOf(user)))).MindsSites().Gives<MapPicture>("Sites, ONTs and ONUs that have a place, and how they are");

        v1.MapGet("/map/places", (MapReader map, ClaimsPrincipal user, string? q, string? limit) =>
        {
            var query = new Query();
            var (text, most) = (query.Text("q", q), query.Limit(limit));
            return query.Refused ?? Results.Ok(new EntryList<Placeable>(map.Find(Person.ScopeOf(user), text, most)));
        }).MindsSites().Gives<EntryList<Placeable>>("ONTs and ONUs that can be given a place; those without one first").Refuses(400);

        v1.MapPut("/sites/{id}/places", async (ApiContext api, HttpContext http, string id) =>
        {
            var (body, refused) = await JsonBody.ReadAsync(http.Request, PlaceBody.Read);
            if (body is null) return refused!;
            return api.Change((db, now) =>
            {
                if (SiteRow.Find(db, id) is null) return Problems.NotFound($"site {ConfigSection.Quoted(id)}", "/api/v1/sites");
                Places.Put(db, body.Of(id), Caller.Of(http.User), now);
                return Results.NoContent();
            });
        }).ForOperators().Takes<PlaceBody>().GivesNothing("Say where an ONU or ONT stands, and what category it is of").Refuses(400, 404);
    }
}
