using System.Security.Claims;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary><c>/alerts</c>: what is wrong now and what was, each from its raise to its clear.</summary>
internal static class AlertsResource
{
    public static void MapAlerts(this RouteGroupBuilder v1)
    {
        v1.MapGet("/alerts", (ApiContext api, ClaimsPrincipal user, string? site, string? device, string? kind, string? severity, string? state, string? q, string? since, string? until, string? cursor, string? limit) =>
        {
            var query = new Query();
            var filter = new AlertFilter(
                query.Site(site), query.Device(device), query.Kind(kind), query.Severity(severity), query.Choice("state", state, "open", "cleared"),
                query.Time("since", since), query.Number("cursor", cursor), query.Limit(limit))
            { Scope = Person.ScopeOf(user), Until = query.Time("until", until), Text = query.Text("q", q) };
            return query.Refused ?? Results.Ok(api.Read(db => AlertQuery.List(db, filter)));
        }).MindsSites().Gives<Page<AlertView>>("Alerts, the newest first").Refuses(400);

        v1.MapGet("/alerts/{id:long}", (ApiContext api, ClaimsPrincipal user, long id) =>
            api.Read(db => AlertQuery.Find(db, id, Person.ScopeOf(user))) is { } alert ? Results.Ok(alert) : Problems.NotFound($"alert {id}", "/api/v1/alerts"))
            .MindsSites().Gives<AlertView>("One alert").Refuses(404);
    }
}
