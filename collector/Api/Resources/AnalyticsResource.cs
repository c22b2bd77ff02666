using System.Security.Claims;
using EdgeNoc.Collector.Api.Analytics;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary><c>/statistics</c>: what was, counted.</summary>
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
    }
}
