using System.Globalization;
using System.Security.Claims;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Removed;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>Something that was removed and can be put back.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Kind"><c>site, device, ont, group, contact, rotation, route, report</c>.</param>
/// <param name="Site">Whose it was.</param>
/// <param name="Name">Its id.</param>
/// <param name="RemovedAt">When.</param>
/// <param name="RemovedBy">By whom.</param>
/// <param name="GoneAt">From then on it cannot be put back.</param>
internal sealed record RemovedView(long Id, string Kind, string? Site, string Name, DateTimeOffset RemovedAt, string RemovedBy, DateTimeOffset GoneAt)
{
    public static RemovedView Of(RemovedEntry entry) => new(
        entry.Id, entry.Kind, entry.Site, entry.Name, DbTime.Time(entry.RemovedMs), entry.RemovedBy, DbTime.Time(entry.RemovedMs) + RemovedStore.Kept);
}

/// <summary><c>/removed</c>: what can be put back, and <c>DELETE /sites/{id}</c>.</summary>
internal static class RemovedResource
{
    public static void MapRemoved(this RouteGroupBuilder v1)
    {
        v1.MapGet("/removed", (ApiContext api, ClaimsPrincipal user) => Results.Ok(new EntryList<RemovedView>([.. api.Read(db => RemovedStore.All(db, Person.ScopeOf(user), api.Now)).Select(RemovedView.Of)])))
            .MindsSites().ForOperators().Gives<EntryList<RemovedView>>("What was removed within 30 days, the last first");

        v1.MapPost("/removed/{entry:long}/restore", (ApiContext api, HttpContext http, long entry) => api.Change((db, now) =>
            RemovedStore.Find(db, entry, now) is { } found
                ? SiteDevicesResource.Of(Restoring.Restore(db, api, found, Caller.Of(http.User), now), found.Site ?? "", () => Results.Ok(RemovedView.Of(found)))
                : Problems.NotFound($"removed entry {entry.ToString(CultureInfo.InvariantCulture)}", "/api/v1/removed")))
            .ForAdmins().Gives<RemovedView>("Put something back as it was").Refuses(400, 404, 409, 412);

        v1.MapDelete("/sites/{id}", (ApiContext api, HttpContext http, string id) => api.Change((db, now) => SiteDevicesResource.Of(SiteRemoval.Remove(db, id, Caller.Of(http.User), now), id, Results.NoContent)))
            .ForAdmins().GivesNothing("Take a site that no machine is out of the lists; it can be put back for 30 days").Refuses(404, 409);
    }
}
