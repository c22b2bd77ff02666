using System.Net;
using EdgeNoc.Simulators.Http;

namespace EdgeNoc.Simulators.Olt;

/// <summary>Where an OLT's web server listens and whom it lets in.</summary>
public sealed record OltServerOptions
{
    /// <summary>Port 0 takes a free one.</summary>
    public required IPEndPoint Listen { get; init; }

    public required string User { get; init; }

    public required string Password { get; init; }

    public required OltPlan Plan { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>The web interface of an EPON OLT of the Hioso HA7304 kind, on loopback.</summary>
public sealed class OltServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OltServer(WebApplication app, IPEndPoint endPoint, OltWeb web)
    {
        _app = app;
        Address = new Uri($"http://{endPoint}");
        Web = web;
    }

    /// <summary>What a driver is given: <c>http://127.0.0.2:8081</c>.</summary>
    public Uri Address { get; }

    public OltModel Model => Web.Model;

    public OltLedger Ledger => Web.Ledger;

    /// <summary>Requests for any page so far, refused ones too.</summary>
    public long Requests => Web.Requests;

    /// <summary>Requests whose reader went away before the end.</summary>
    public long Abandoned => Web.Abandoned;

    /// <summary>How it goes wrong from the next request on.</summary>
    public Misbehaviour Misbehaviour
    {
        get => Web.Misbehaviour;
        set => Web.Misbehaviour = value;
    }

    private OltWeb Web { get; }

    /// <summary>Starts and returns once the port is open.</summary>
    public static async Task<OltServer> StartAsync(OltServerOptions options)
    {
        var model = new OltModel(options.Plan, options.Time);
        OltWeb? web = null;
        var (app, endPoint) = await SimulatorHost.StartAsync(options.Listen, app =>
        {
            web = new OltWeb(model, new BasicCredentials(options.User, options.Password), app.Lifetime.ApplicationStopping);
            app.Run(web.AnswerAsync);
        });
        return new OltServer(app, endPoint, web!);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
