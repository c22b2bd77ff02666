using System.Security.Claims;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Text;

namespace EdgeNoc.Collector.Web.Optics;

/// <summary><c>/statistics/optics</c>: the weakest ONUs and how their light went.</summary>
internal static class OpticsEndpoint
{
    public static void MapOptics(this RouteGroupBuilder v1) => v1.MapGet("/statistics/optics", async (
        OpticReader reader, Viewer viewer, ClaimsPrincipal user, HttpContext http, string? site, string? device, string? pon, string? category, string? order) =>
    {
        var query = new Query();
        var filter = new OpticFilter(query.Site(site), query.Device(device), query.Text("pon", pon), query.Text("category", category), query.Choice("order", order, OpticFilter.Orders) ?? OpticFilter.Orders[0])
        {
            Scope = Person.ScopeOf(user),
        };
        return query.Refused ?? Results.Ok(await reader.ReadAsync(filter, viewer.Say(OverviewText.ChartDown), http.RequestAborted));
    }).MindsSites().Gives<OpticReport>("The ONUs with the weakest light, its change over 7 and 30 days, its slope, and when it is weak if it goes on").Refuses(400);
}
