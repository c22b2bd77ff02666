using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;
using EdgeNoc.Simulators.RouterOs;
using EdgeNoc.Simulators.Vrp;

namespace EdgeNoc.Simulators.Pop;

/// <summary>The POP of <c>tests/pop.sample.json</c> with its office: two OLTs, two routers and an NE8000, a broker, a database and the built collector. The ONTs are addresses of the loopback.</summary>
public sealed class PopWorld : IAsyncDisposable
{
    private const string Database = "edgenoc";

    private readonly Stack<IAsyncDisposable> _running = [];

    private PopWorld()
    {
    }

    public IReadOnlyList<OltServer> Olts { get; private set; } = [];

    public IReadOnlyList<RouterServer> Routers { get; private set; } = [];

    /// <summary>Null where no sshd can be started: <see cref="VrpBox.Missing"/> says why.</summary>
    public VrpBox? Ne8000 { get; private set; }

    /// <summary>Returns when the collector is connected.</summary>
    public static async Task<PopWorld> StartAsync(PopPlan plan)
    {
        var world = new PopWorld();
        try
        {
            await world.StartPartsAsync(plan);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_running.TryPop(out var part)) await part.DisposeAsync();
    }

    private async Task StartPartsAsync(PopPlan plan)
    {
        Directory.CreateDirectory(Path.Combine(plan.Folder, "agent"));
        var (oltPassword, routerPassword) = (Secret(plan, "olt.pw"), Secret(plan, "router.pw"));
        Olts =
        [
            Keep(await OltServer.StartAsync(new OltServerOptions { Listen = At("127.0.0.2", plan.OltPort), User = "admin", Password = oltPassword, Plan = new OltPlan(128, 4, 1) })),
            Keep(await OltServer.StartAsync(new OltServerOptions { Listen = At("127.0.0.3", plan.OltPort), User = "admin", Password = oltPassword, Plan = new OltPlan(64, 2, 2, "HOME"), Firmware = OltFirmware.Ha7304 with { Pages = OltPages.Config } })),
        ];
        var certificate = Certificate(plan);
        Routers =
        [
            Keep(RouterServer.Start(new RouterServerOptions { Listen = At("127.0.0.4", plan.RouterTlsPort), User = "edgenoc", Password = routerPassword, Certificate = certificate, Plan = new RouterPlan("7.18.2", 200) })),
            Keep(RouterServer.Start(new RouterServerOptions { Listen = At("127.0.0.5", plan.RouterPort), User = "edgenoc", Password = routerPassword, Plan = new RouterPlan("6.49.10", 100, 2) { Identity = "edge-1" } })),
        ];
        var nePassword = Secret(plan, "ne.pw");
        if (VrpBox.Missing is null) Ne8000 = Keep(await VrpBox.StartAsync(Path.Combine(plan.Folder, "ne8000"), nePassword, At("127.0.0.6", plan.Ne8000Port)));
        await StartOfficeAsync(plan);
    }

    private async Task StartOfficeAsync(PopPlan plan)
    {
        Keep(await Mosquitto.StartAsync(Path.Combine(plan.Folder, "broker"), new MosquittoOptions { Port = plan.BrokerPort }));
        var influx = Keep(await InfluxDb.StartAsync(Path.Combine(plan.Folder, "influx"), plan.InfluxPort));
        await influx.CreateDatabaseAsync(Database);
        var config = Path.Combine(plan.Folder, "collector.json");
        await File.WriteAllTextAsync(config, string.Create(CultureInfo.InvariantCulture, $$"""
            {
              "instance": "noc-sample", "state_dir": "{{plan.Folder}}/collector", "listen": "http://127.0.0.1:{{plan.CollectorPort}}",
              "broker": { "urls": ["mqtt://127.0.0.1:{{plan.BrokerPort}}"] },
              "influx": { "url": "http://127.0.0.1:{{plan.InfluxPort}}", "database": "{{Database}}" }
            }
            """));
        var collector = Keep(ManagedProcess.Start(new ProcessPlan(Built.Collector, "run", "--config", config) { LogFile = Path.Combine(plan.Folder, "collector.log") }));
        await collector.WaitForLineAsync("Connected to", TimeSpan.FromSeconds(30));
    }

    private static string Secret(PopPlan plan, string name)
    {
        var path = Path.Combine(plan.Folder, name);
        File.Delete(path);
        var secret = RandomNumberGenerator.GetHexString(16, lowercase: true);
        File.WriteAllText(path, secret);
        // The agent remarks on a password that everybody may read.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return secret;
    }

    /// <summary>As a router signs its own: the config trusts this file.</summary>
    private static X509Certificate2 Certificate(PopPlan plan)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=core-1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse("127.0.0.4"));
        request.CertificateExtensions.Add(names.Build());
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        File.WriteAllText(Path.Combine(plan.Folder, "router.pem"), certificate.ExportCertificatePem() + "\n");
        return certificate;
    }

    private static IPEndPoint At(string address, int port) => new(IPAddress.Parse(address), port);

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        _running.Push(part);
        return part;
    }
}
