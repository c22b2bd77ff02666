using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using EdgeNoc.Agent.Host;
using EdgeNoc.Agent.Metered;
using EdgeNoc.Agent.Updater;
using EdgeNoc.Agent.Updates;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Updates;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.Signing;
using EdgeNoc.Common.Updates;
using EdgeNoc.Rig;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Updates;

/// <summary>The collector's packages over real HTTPS, a line to them that a test can cut or make narrow, and a site's half of an update at its other end.</summary>
internal sealed class PackageOffice : IAsyncDisposable
{
    public const int PackageBytes = 6 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly SigningKey _key = SigningKey.Make();
    private readonly CollectorDatabase _database = CollectorDatabase.Open(":memory:");
    private readonly ConcurrentQueue<long> _begins = new();
    private readonly WebApplication _app;
    private readonly UpdatePackage _package;

    private PackageOffice(WebApplication app, CollectorDatabase database, string folder, TestCertificates tls, int port, TimeProvider time, string inbox)
    {
        (_app, _database, Folder) = (app, database, folder);
        Line = new TcpProxy(port);
        var bytes = RandomNumberGenerator.GetBytes(PackageBytes);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        _package = new UpdatePackage("0.2.0", "all", bytes.Length, 1 << 20, digest, UpdatePaths.Package(digest));
        _database.Write(db => UpdateActions.Add(db, new StoredPackage { Sha256 = digest, Version = "0.2.0", Arch = "all", Size = bytes.Length, InstalledSize = 1 << 20, AddedBy = "Budi" }, new Actor("1", "Budi", "api"), DateTimeOffset.UnixEpoch));
        File.WriteAllBytes(Stored, bytes);
        Paths = new UpdaterPaths(Path.Combine(folder, "pop")) { AgentState = inbox };
        foreach (var needed in new[] { Paths.Slots, Paths.Home, Path.GetDirectoryName(Paths.OfficeKey)! }) Directory.CreateDirectory(needed);
        File.WriteAllText(Paths.OfficeKey, _key.Public.ToPem());
        Site = new SiteUpdates(new UpdateSource("pop-1", new Uri($"https://localhost:{Line.Port}"), tls.CaFile, Paths, Running: "0.1.0"), time, new Random(7), NullLogger.Instance);
    }

    public string Folder { get; }

    public TcpProxy Line { get; }

    public UpdaterPaths Paths { get; }

    public SiteUpdates Site { get; }

    /// <summary>The package as the collector keeps it.</summary>
    public string Stored => PackageFolder.FileOf(Folder, _package.Sha256);

    /// <summary>From which byte on each request asked.</summary>
    public IReadOnlyList<long> Begins => [.. _begins];

    /// <summary>Called with the number of each request before it is answered.</summary>
    public Action<int> Asked { get; set; } = static _ => { };

    /// <summary>What the way costs.</summary>
    public UplinkTerms Terms { get; set; } = UplinkTerms.Free;

    /// <summary>Bytes of the package that the site has.</summary>
    public long Here => new FileInfo(Paths.Package + ".part") is { Exists: true } part ? part.Length : 0;

    public bool IsHandedOver => File.Exists(Paths.Ready);

    /// <param name="time">The site's; pauses between attempts are in it.</param>
    /// <param name="state">The site's folder of state, where downloads go; null: one of this test's.</param>
    public static async Task<PackageOffice> StartAsync(TimeProvider time, string? state = null)
    {
        var folder = RigDirectory.New("package-office");
        var tls = TestCertificates.Create(folder, "noc");
        Directory.CreateDirectory(PackageFolder.Of(folder));
        var database = CollectorDatabase.Open(":memory:");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var port = FreePort.Next();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPemFile(tls.CertificateFile, tls.KeyFile))));
        builder.Services.AddSingleton(new CollectorConfig { Instance = "noc", StateDir = folder, Listen = new Uri("http://127.0.0.1:1"), Broker = null!, Influx = null! }).AddSingleton(database).AddSingleton<DownloadPace>();
        var app = builder.Build();
        PackageOffice? office = null;
        app.Use((http, next) =>
        {
            office!._begins.Enqueue(http.Request.GetTypedHeaders().Range?.Ranges.Single().From ?? 0);
            office.Asked(office._begins.Count);
            return next(http);
        });
        app.MapPackages();
        office = new PackageOffice(app, database, folder, tls, port, time, state ?? Path.Combine(folder, "pop", "state"));
        await app.StartAsync();
        return office;
    }

    /// <summary>The order to run the package reaches the site, which begins.</summary>
    public void Order(Func<string, long?>? freeBytes = null)
    {
        Site.Start(new UpdateSurroundings(() => Terms, () => TimeSpan.Zero, freeBytes ?? (static _ => null)));
        var order = new UpdateOrder(SignedPurposes.Update, "pop-1", 1, _package);
        var command = new UpdateCommand("update", _key.Sign(order.ToBytes()).ToBytes());
        Site.OnCommand(new MqttMessage("edgenoc/v1/pop-1/cmd", JsonSerializer.SerializeToUtf8Bytes(command, UpdateJson.Default.UpdateCommand)));
    }

    public Task HereAsync(long bytes) => WaitFor.TrueAsync(() => Here >= bytes, Patience, $"{bytes} bytes of the package");

    public Task SaysAsync(Func<UpdateReport, bool> what, string words) => WaitFor.TrueAsync(() => what(Site.Now!) ? true : throw new InvalidOperationException($"it says {Site.Now}"), Patience, words);

    /// <summary>Waits until the package is with the updater, and is what was ordered.</summary>
    public async Task ArrivesAsync()
    {
        await WaitFor.TrueAsync(() => IsHandedOver ? true : throw new InvalidOperationException($"it says {Site.Now}"), Patience, "the package at the updater");
        Assert.Equal(_package.Sha256, await PackageFetch.DigestAsync(Paths.Package, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(Paths.Package + ".part"));
    }

    /// <summary>Turns a byte in the middle of what the collector keeps over, or back.</summary>
    public void TurnByte()
    {
        using var stored = new FileStream(Stored, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        stored.Position = stored.Length / 2;
        var before = stored.ReadByte();
        stored.Position--;
        stored.WriteByte((byte)(before ^ 0x40));
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        await Line.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _database.Dispose();
        _key.Dispose();
    }
}
