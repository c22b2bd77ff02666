using System.Globalization;
using System.Net;
using EdgeNoc.Simulators.Http;

namespace EdgeNoc.Simulators.Olt;

/// <summary>Where tests and people make things happen to an OLT, and read what it served: a port of its own, as the box itself has no such pages.</summary>
public sealed class OltControl : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OltControl(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    /// <summary>Starts and returns once the port is open.</summary>
    public static async Task<OltControl> StartAsync(OltServer olt, IPEndPoint listen)
    {
        var (app, endPoint) = await SimulatorHost.StartAsync(listen, app =>
        {
            app.MapGet("/_sim/state", () => Results.Json(State(olt), SimulatorJson.Options));
            app.MapGet("/_sim/ledger", () => Results.Json(Ledger(olt), SimulatorJson.Options));
            MapAction(app, olt, "cut", "pon", OltActionKind.CutPon);
            MapAction(app, olt, "repair", "pon", OltActionKind.RepairPon);
            MapAction(app, olt, "gasp", "onu", OltActionKind.GaspOnu);
            MapAction(app, olt, "lose", "onu", OltActionKind.LoseOnu);
            MapAction(app, olt, "restore", "onu", OltActionKind.RestoreOnu);
            app.MapPost("/_sim/misbehave", (HttpRequest request) => Misbehave(olt, request.Query["kind"], request.Query["one_in"]));
        });
        return new OltControl(app, new Uri($"http://{endPoint}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static void MapAction(WebApplication app, OltServer olt, string verb, string parameter, OltActionKind kind) =>
        app.MapPost($"/_sim/{verb}", (HttpRequest request) =>
        {
            var target = request.Query[parameter].ToString();
            return olt.Model.Apply(new OltAction(kind, target)) is { } change
                ? Results.Json(new { change.At, did = change.Action.ToString(), change.Onus }, SimulatorJson.Options)
                : Results.BadRequest($"there is no {parameter} '{target}' here; PONs are {string.Join(' ', olt.Model.Pons)}, ONUs {olt.Model.Slots[0].Id} and so on\n");
        });

    private static IResult Misbehave(OltServer olt, string? kind, string? oneIn)
    {
        var count = 1;
        if (!Misbehaviour.TryParseKind(kind, out var parsed) || (!string.IsNullOrEmpty(oneIn) && (!int.TryParse(oneIn, CultureInfo.InvariantCulture, out count) || count < 1)))
            return Results.BadRequest($"expected kind={string.Join('|', Enum.GetNames<MisbehaviourKind>())} and one_in=1 or more\n");
        olt.Misbehaviour = new Misbehaviour(parsed, count);
        return Results.Json(State(olt), SimulatorJson.Options);
    }

    private static object State(OltServer olt) => new
    {
        address = olt.Address,
        onus = olt.Model.Slots.Count,
        pons = olt.Model.Pons,
        requests = olt.Requests,
        abandoned = olt.Abandoned,
        pages_served = olt.Ledger.Pages.Count,
        misbehaviour = olt.Misbehaviour,
        cut_pons = olt.Model.CutPons,
        down_onus = olt.Model.DownOnus,
    };

    /// <summary>A value is <c>base + page</c>, for every ONU whose index is in the page's <c>up</c>.</summary>
    private static object Ledger(OltServer olt) => new
    {
        onus = olt.Ledger.Slots.Select(slot => new { slot.Pon, onu = $"{slot.Number}", @base = OltPlan.OnlineS(slot.Index, page: 0) }),
        pages = olt.Ledger.Pages.Select(page => new { page = page.Number, page.At, up = OltLedger.Ranges(page.Up) }),
    };
}
