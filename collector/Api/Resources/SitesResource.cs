using System.Security.Claims;
using System.Text.Json;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Users;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary><c>/sites</c>: the POPs, and what the office calls them.</summary>
internal static class SitesResource
{
    private const string List = "/api/v1/sites";

    public static void MapSites(this RouteGroupBuilder v1)
    {
        v1.MapGet("/sites", (ApiContext api, ClaimsPrincipal user) =>
        {
            var scope = Person.ScopeOf(user);
            return Results.Ok(new EntryList<SiteView>(api.Read(SiteEntries.All).FindAll(site => scope.Allows(site.Id))));
        }).MindsSites().Gives<EntryList<SiteView>>("All sites");

        v1.MapGet("/sites/{id}", (ApiContext api, string id) =>
            api.Read(db => SiteEntries.Find(db, id)) is { } site ? Results.Ok(site) : Problems.NotFound($"site {ConfigSection.Quoted(id)}", List))
            .Gives<SiteView>("One site").Refuses(404);

        v1.MapPut("/sites/{id}", async (ApiContext api, HttpContext http, string id) =>
        {
            if (!Topics.IsSiteId(id)) return Problems.Invalid("id", "is no site id", "use 1 to 40 lower-case letters, digits and dashes, a letter or digit first");
            var (site, refused) = await JsonBody.ReadAsync(http.Request, section => SiteReader.Read(section, id));
            if (site is null) return refused!;
            return api.Change((db, now) =>
            {
                var before = SiteEntries.Find(db, id);
                SiteEntries.Put(db, site, now);
                var after = SiteEntries.Find(db, id);
                ChangeLog.Note(
                    db, now, Caller.Of(http.User), "site.put", id,
                    before is null ? null : JsonSerializer.Serialize(before, ApiJson.Default.SiteView), JsonSerializer.Serialize(after, ApiJson.Default.SiteView));
                AlertDue.Mark(db, id, now);
                return Results.Ok(after);
            });
        }).ForAdmins().Takes<SiteEntry>().Gives<SiteView>("Say how a site is called, and its clock and language").Refuses(400);
    }
}
