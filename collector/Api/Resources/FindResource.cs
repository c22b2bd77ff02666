using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Find;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary><c>/find</c>: how a customer is, as <c>cek</c> answers it.</summary>
internal static class FindResource
{
    public static void MapFind(this RouteGroupBuilder v1) => v1.MapGet("/find", (ApiContext api, FindService find, string? q) =>
        FindQuery.Of(q) is null
            ? Problems.Invalid([new ApiError("q", "says nothing to look for", "write a name, MAC, PPPoE user, IP, serial, or a position such as 0/3:17")])
            : Results.Ok(api.Read(db => find.Find(db, q))))
        .Gives<FindResult>("Customers by name, MAC, PPPoE user, IP, serial or ONU position, each with a verdict").Refuses(400);
}
