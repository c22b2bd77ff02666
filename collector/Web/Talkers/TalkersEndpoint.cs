using System.Security.Claims;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Text;

namespace EdgeNoc.Collector.Web.Talkers;

/// <summary><c>/statistics/talkers</c>: who carried most.</summary>
internal static class TalkersEndpoint
{
    public static void MapTalkers(this RouteGroupBuilder v1) => v1.MapGet("/statistics/talkers", async (
        TalkerReader reader, Viewer viewer, ClaimsPrincipal user, HttpContext http, string? what, string? stretch, string? site) =>
    {
        var query = new Query();
        var (kind, one) = (query.Choice("what", what, TalkerReader.Kinds) ?? TalkerReader.Kinds[0], query.Site(site));
        if (TalkerStretch.Of(stretch) is not { } far) return Problems.Invalid("stretch", "is not known here", $"write one of {string.Join(", ", TalkerStretch.All.Select(some => some.Word))}");
        return query.Refused ?? Results.Ok(await reader.ReadAsync(kind, far, Person.ScopeOf(user), one, viewer.Say(OverviewText.ChartDown), http.RequestAborted));
    }).MindsSites().Gives<TopTalkers>("Interfaces, pons, queues, ppp accounts or hotspot guests that carried most in the last hour, day or month").Refuses(400);
}
