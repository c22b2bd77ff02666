using System.Security.Claims;
using EdgeNoc.Collector.Api.Analytics;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary><c>/statistics</c>, <c>/outages</c>, <c>/sessions</c>: what was, counted and listed.</summary>
internal static class AnalyticsResource
{
    public static void MapAnalytics(this RouteGroupBuilder v1)
    {
        v1.MapGet("/statistics/alerts", (ApiContext api, ClaimsPrincipal user, string? days, string? site) =>
        {
            var query = new Query();
            var filter = new StatisticsFilter((int)(query.Number("days", days, 1, StatisticsQuery.MaxDays) ?? 30), query.Site(site)) { Scope = Person.ScopeOf(user), Zone = Person.ZoneOf(user) };
            return query.Refused ?? Results.Ok(api.Read(db => StatisticsQuery.Read(db, filter, api.Now)));
        }).MindsSites().Gives<AlertStatistics>("What was wrong how often by kind, site and day, and how long it took until somebody acknowledged").Refuses(400);

        v1.MapGet("/statistics/usage", (ApiContext api, ClaimsPrincipal user, string? service, string? days, string? site, string? device) =>
        {
            var query = new Query();
            var filter = Usage(query, user, service, days, site, device);
            return query.Refused ?? Results.Ok(api.Read(db => UsageQuery.Read(db, filter, api.Now)));
        }).MindsSites().Gives<Usage>("Sessions of hotspots (or ppp): how many at once, how many devices, day by day, and who used most").Refuses(400);

        v1.MapGet("/sessions", (ApiContext api, ClaimsPrincipal user, string? service, string? days, string? site, string? device, string? q, string? cursor, string? limit) =>
        {
            var query = new Query();
            var filter = Usage(query, user, service, days, site, device);
            var (text, from, most) = (query.Text("q", q), query.Number("cursor", cursor), query.Limit(limit));
            return query.Refused ?? Results.Ok(api.Read(db => SessionQuery.List(db, filter, api.Now - TimeSpan.FromDays(filter.Days), text, from, most)));
        }).MindsSites().Gives<Page<SessionEntry>>("The session log, the newest first").Refuses(400);

        v1.MapGet("/outages", (ApiContext api, ClaimsPrincipal user, string? month, string? site, string? group, string? limit) =>
        {
            var query = new Query();
            var zone = Person.ZoneOf(user);
            var today = TimeZoneInfo.ConvertTime(api.Now, zone);
            var wanted = string.IsNullOrEmpty(month) ? new DateOnly(today.Year, today.Month, 1) : OutageQuery.Parse(month);
            if (wanted is null) return Problems.Invalid("month", "is no month", "write one such as 2026-11");
            var filter = new OutageFilter(wanted.Value, query.Site(site), query.Choice("group", group, "onu", "ont", "device"), query.Limit(limit)) { Scope = Person.ScopeOf(user), Zone = zone };
            return query.Refused ?? Results.Ok(api.Read(db => OutageQuery.Month(db, filter, api.Now)));
        }).MindsSites().Gives<OutageMonth>("What was away in a month, how often and how long, the worst first").Refuses(400);

        v1.MapGet("/sites/{id}/outages", (ApiContext api, ClaimsPrincipal user, string id, string? device, string? entity) =>
        {
            var query = new Query();
            var thing = new OutageSubject(query.Site(id) ?? id, query.Device(device) ?? "", query.Text("entity", entity) ?? "device");
            return query.Refused ?? Results.Ok(api.Read(db => OutageQuery.Of(db, thing, Person.ZoneOf(user), api.Now)));
        }).Gives<OutageLedger>("The ledger of one thing: twelve months, and each outage").Refuses(400);
    }

    private static UsageFilter Usage(Query query, ClaimsPrincipal user, string? service, string? days, string? site, string? device) => new(
        query.Choice("service", service, "hotspot", "ppp") ?? "hotspot", (int)(query.Number("days", days, 1, UsageQuery.MaxDays) ?? 7), query.Site(site), query.Device(device))
    {
        Scope = Person.ScopeOf(user), Zone = Person.ZoneOf(user),
    };
}
