using System.Security.Claims;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Find;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>What a search gave.</summary>
/// <param name="Text">As <c>cek</c> answers it.</param>
/// <param name="Query">As it was understood.</param>
/// <param name="Customers">At most ten, the best first, each with the verdict and the facts that it stands on.</param>
/// <param name="Total">How many there are; with <paramref name="HasMore"/> at least.</param>
/// <param name="HasMore">The query is to be more exact.</param>
internal sealed record FindView(string Text, string Query, IReadOnlyList<FoundCustomer> Customers, int Total, bool HasMore);

/// <summary><c>/find</c>: a customer by name, MAC, PPPoE user, address, serial or ONU position; the same as <c>cek</c>.</summary>
internal static class FindResource
{
    public static void MapFind(this RouteGroupBuilder v1) => v1.MapGet("/find", (ApiContext api, ClaimsPrincipal user, FindService find, string? q, string? language) =>
    {
        var query = new Query();
        var (wanted, speech) = (query.Text("q", q), query.Choice("language", language, "id", "pt", "en"));
        if (query.Refused is { } refused) return refused;
        if (string.IsNullOrWhiteSpace(wanted)) return Problems.Invalid("q", "is missing", "write a name, a MAC, a PPPoE user, an address or an ONU such as 0/3:17");
        return Results.Ok(api.Read(db =>
        {
            var result = find.Find(db, wanted, Person.ScopeOf(user));
            return new FindView(CustomerText.Of(result, site => SiteProfile.Of(db, site), speech, api.Now), result.Query, result.Customers, result.Total, result.HasMore);
        }));
    }).MindsSites().Gives<FindView>("A customer, and how he is").Refuses(400);
}
