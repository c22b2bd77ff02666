using System.Security.Claims;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary><c>/notifications</c>, <c>/decisions</c>, <c>/audit</c>: what was sent, why or why not, and who did what.</summary>
internal static class RecordsResource
{
    public static void MapRecords(this RouteGroupBuilder v1)
    {
        v1.MapGet("/notifications", (ApiContext api, ClaimsPrincipal user, string? state, string? contact, string? channel, string? incident, string? since, string? cursor, string? limit) =>
        {
            var query = new Query();
            var filter = new MessageFilter(
                query.Choice("state", state, "queued", "sending", "accepted", "delivered", "read", "failed", "digested"), query.Text("contact", contact), query.Text("channel", channel),
                query.Number("incident", incident), query.Time("since", since), query.Number("cursor", cursor), query.Limit(limit))
            { Scope = Person.ScopeOf(user) };
            return query.Refused ?? Results.Ok(api.Read(db => MessageQuery.List(db, filter)));
        }).MindsSites().Gives<Page<MessageView>>("Messages and what became of them, the newest first").Refuses(400);

        v1.MapGet("/decisions", (ApiContext api, ClaimsPrincipal user, string? alert, string? incident, string? contact, string? site, string? since, string? cursor, string? limit) =>
        {
            var query = new Query();
            var filter = new DecisionFilter(
                query.Number("alert", alert), query.Number("incident", incident), query.Text("contact", contact), query.Site(site), query.Time("since", since),
                query.Number("cursor", cursor), query.Limit(limit))
            { Scope = Person.ScopeOf(user) };
            return query.Refused ?? Results.Ok(api.Read(db => DecisionQuery.List(db, filter)));
        }).MindsSites().Gives<Page<DecisionView>>("Why somebody was told, or was not, the newest first").Refuses(400);

        v1.MapGet("/audit", (ApiContext api, string? actor, string? action, string? target, string? q, string? since, string? until, string? cursor, string? limit) =>
        {
            var query = new Query();
            var filter = new AuditFilter(
                query.Text("actor", actor), query.Text("action", action), query.Text("target", target), query.Text("q", q), query.Time("since", since), query.Time("until", until),
                query.Number("cursor", cursor), query.Limit(limit));
            return query.Refused ?? Results.Ok(api.Read(db => AuditQuery.List(db, filter)));
        }).Gives<Page<AuditView>>("Who did what, the newest first").Refuses(400);
    }
}
