using EdgeNoc.Collector.Api.Http;

namespace EdgeNoc.Collector.Web.Health;

/// <summary><c>/collector</c>: how the collector itself does.</summary>
internal static class CollectorEndpoint
{
    public static void MapCollector(this RouteGroupBuilder v1) =>
        v1.MapGet("/collector", (CollectorNow now) => Results.Ok(now.Read())).ForOperators().Gives<CollectorView>("How the collector itself does: its parts, what it stored, what waits, who looks");
}
