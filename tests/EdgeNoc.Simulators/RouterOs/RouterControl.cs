using System.Net;
using EdgeNoc.Simulators.Http;

namespace EdgeNoc.Simulators.RouterOs;

/// <summary>Where tests and people make a router go wrong, and see what it was asked.</summary>
public sealed class RouterControl : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RouterControl(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    /// <summary>Starts and returns once the port is open.</summary>
    public static async Task<RouterControl> StartAsync(RouterServer router, IPEndPoint listen)
    {
        var (app, endPoint) = await SimulatorHost.StartAsync(listen, app =>
        {
            app.MapGet("/_sim/state", () => Results.Json(State(router), SimulatorJson.Options));
            app.MapPost("/_sim/drop", () =>
            {
                router.DropConnections();
                return Results.Json(State(router), SimulatorJson.Options);
            });
            app.MapPost("/_sim/misbehave", (HttpRequest request) =>
            {
                if (!TryParse(request.Query["kind"], out var fault)) return Results.BadRequest($"expected kind={string.Join('|', Enum.GetNames<RouterFault>())} and, if not all, at=/ppp/active\n");
                (router.Fault, router.FaultAt) = (fault, request.Query["at"].ToString() is { Length: > 0 } at ? at : null);
                return Results.Json(State(router), SimulatorJson.Options);
            });
        });
        return new RouterControl(app, new Uri($"http://{endPoint}"));
    }

    /// <summary>Reads <c>slow-bytes</c>, <c>no-reply</c>, …</summary>
    public static bool TryParse(string? text, out RouterFault fault) =>
        Enum.TryParse(text?.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out fault) && Enum.IsDefined(fault);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static object State(RouterServer router) => new
    {
        url = router.Url,
        version = router.Plan.Version,
        online = router.Model.Online().Count,
        accounts = router.Model.Accounts,
        connections = router.Connections,
        commands = router.Commands.Count,
        fault = router.Fault,
    };
}
