using System.Security.Claims;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary><c>/silences</c> and <c>/maintenance</c>: what keeps alerts quiet, by whom and until when.</summary>
internal static class SilencesResource
{
    public static void MapSilences(this RouteGroupBuilder v1)
    {
        Map(v1, "/silences", SilenceKind.Silence, "silence");
        Map(v1, "/maintenance", SilenceKind.Maintenance, "maintenance");

        v1.MapGet("/silences/{id:long}", (ApiContext api, ClaimsPrincipal user, long id) =>
            api.Read(db => SilenceStore.Find(db, id)) is { } silence && IsSeen(silence, Person.ScopeOf(user)) ? Results.Ok(SilenceView.Of(silence, api.Now)) : Problems.NotFound($"silence {id}", "/api/v1/silences"))
            .MindsSites().Gives<SilenceView>("One silence").Refuses(404);

        v1.MapGet("/maintenance/{id:long}", (ApiContext api, ClaimsPrincipal user, long id) =>
            api.Read(db => SilenceQuery.Maintenance(db, id, api.Now)) is { } detail && Person.ScopeOf(user).Allows(detail.Maintenance.Matchers) ? Results.Ok(detail) : Problems.NotFound($"maintenance {id}", "/api/v1/maintenance"))
            .MindsSites().Gives<MaintenanceDetail>("One maintenance, and how the ONUs are against how they were before it").Refuses(404);
    }

    private static void Map(RouteGroupBuilder v1, string path, SilenceKind kind, string what)
    {
        var list = $"/api/v1{path}";
        v1.MapGet(path, (ApiContext api, ClaimsPrincipal user, string? state, string? cursor, string? limit) =>
        {
            var query = new Query();
            var (stateWord, from, most) = (query.Choice("state", state, "pending", "active", "standing", "ended"), query.Number("cursor", cursor), query.Limit(limit));
            return query.Refused ?? Results.Ok(api.Read(db => SilenceQuery.List(db, kind == SilenceKind.Maintenance, stateWord, from, most, api.Now, Person.ScopeOf(user))));
        }).MindsSites().Gives<Page<SilenceView>>(kind == SilenceKind.Maintenance ? "Maintenance windows, the newest first" : "Silences and mutes, the newest first").Refuses(400);

        v1.MapPost(path, async (ApiContext api, HttpContext http) =>
        {
            var (silence, refused) = await JsonBody.ReadAsync(http.Request, section => SilenceReader.Read(section, kind, api.Now));
            if (silence is null) return refused!;
            if (!Person.ScopeOf(http.User).Allows(silence.Matchers)) return Problems.Invalid("matchers", "reach beyond your sites", "add a matcher that site = one of your sites");
            var result = api.Change((db, now) => SilenceActions.Add(db, silence, Caller.Of(http.User), now));
            if (result is not ActionResult.Done done) return Problems.Of(result, $"the {what}", list);
            return Results.Created($"{list}/{done.Id}", new ActionDone(done.Id, done.Until));
        }).ForOperators().MindsSites().Takes<SilenceBody>().Gives<ActionDone>($"Make a {what}", StatusCodes.Status201Created).Refuses(400, 409);

        v1.MapDelete(path + "/{id:long}", (ApiContext api, HttpContext http, long id) =>
        {
            var result = api.Change((db, now) => IsOfThis(SilenceStore.Find(db, id), kind, Person.ScopeOf(http.User)) ? SilenceActions.End(db, id, Caller.Of(http.User), now) : new ActionResult.NotFound());
            return result is ActionResult.Done done ? Results.Ok(new ActionDone(done.Id, done.Until)) : Problems.Of(result, $"{what} {id}", list);
        }).ForOperators().MindsSites().Gives<ActionDone>($"End a {what} now").Refuses(404, 409);
    }

    private static bool IsSeen(Silence silence, SiteScope scope) => scope.Allows(Matchers.Read(silence.MatchersJson) ?? []);

    private static bool IsOfThis(Silence? silence, SilenceKind kind, SiteScope scope) => silence is not null && IsSeen(silence, scope) && (silence.Kind == SilenceKind.Maintenance) == (kind == SilenceKind.Maintenance);
}
