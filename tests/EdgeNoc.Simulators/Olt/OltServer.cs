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

    /// <summary>Which pages there are and how they are printed.</summary>
    public OltFirmware Firmware { get; init; } = OltFirmware.Ha7304;

    /// <summary>The log server that was entered in the box; null for none.</summary>
    public IPEndPoint? Syslog { get; init; }

    /// <summary>How long the web server hangs after two requests at once or closer than 100 ms; null for one that bears it.</summary>
    public TimeSpan? HangsFor { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>The web interface of an EPON OLT of the Hioso HA7304 kind, on loopback.</summary>
public sealed class OltServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private readonly OltSyslog? _syslog;

    private OltServer(WebApplication app, IPEndPoint endPoint, OltWeb web, OltSyslog? syslog)
    {
        (_app, _syslog) = (app, syslog);
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

    /// <summary>How often the web server fell over because requests came too close.</summary>
    public int Hangs => Web.Gate.Hangs;

    /// <summary>The pages asked for, with their queries, oldest first.</summary>
    public IReadOnlyList<string> Asked => Web.Asked;

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
            web = new OltWeb(model, new BasicCredentials(options.User, options.Password), options, app.Lifetime.ApplicationStopping);
            app.Run(web.AnswerAsync);
        });
        return new OltServer(app, endPoint, web!, options.Syslog is { } server ? new OltSyslog(model, options.Listen.Address, server) : null);
    }

    public async ValueTask DisposeAsync()
    {
        _syslog?.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
