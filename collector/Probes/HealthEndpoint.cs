using System.Text.Json.Nodes;

namespace EdgeNoc.Collector.Probes;

/// <summary>
/// <c>GET /healthz</c>: <c>{"status":"ok","broker":{"healthy":true,"detail":"connected"},…}</c> with 200, or <c>degraded</c> with 503 when any part
/// is not well.
/// </summary>
internal static class HealthEndpoint
{
    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/healthz", (IEnumerable<IHealthProbe> probes) => Answer([.. probes.Select(probe => (probe.Name, probe.Check()))]));

    internal static IResult Answer(IReadOnlyList<(string Name, Health Health)> parts)
    {
        var well = parts.All(part => part.Health.Healthy);
        var answer = new JsonObject { ["status"] = well ? "ok" : "degraded" };
        foreach (var (name, health) in parts) answer[name] = new JsonObject { ["healthy"] = health.Healthy, ["detail"] = health.Detail };
        return Results.Text(answer.ToJsonString(), "application/json", statusCode: well ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
