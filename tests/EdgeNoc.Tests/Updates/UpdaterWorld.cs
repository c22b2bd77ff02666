using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EdgeNoc.Agent.Updater;
using EdgeNoc.Common.Signing;
using EdgeNoc.Common.Updates;
using EdgeNoc.Rig;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Updates;

/// <summary>The power went.</summary>
internal sealed class PowerCutException(string point) : Exception(point);

/// <summary>A machine with version 0.1.0 in its slots: the real scripts, real packages and the real updater; what systemd and the agent do is played.</summary>
/// <remarks>How a version behaves stands in its program: <c>good</c>, <c>crash</c> (ends at once), <c>hang</c> (answers nothing), <c>mute</c> (is never acknowledged), <c>blind</c> (no device answers).</remarks>
internal sealed class UpdaterWorld : IAgentService
{
    public const string Site = "pop-1";
    private readonly HastyTime _time = new();
    private int _boots;
    private string? _kind;
    private string? _running;

    /// <param name="folder">Where it is; null: a new one.</param>
    public UpdaterWorld(string? folder = null)
    {
        Folder = folder ?? RigDirectory.New("updater");
        Paths = new UpdaterPaths(Folder);
        foreach (var needed in new[] { Paths.Slots, Paths.Inbox, Paths.Home, Paths.Tools, Path.Combine(Paths.AgentState, "enrolled") }) Directory.CreateDirectory(needed);
        foreach (var script in new[] { "slot", "guard" }) File.Copy(Path.Combine(RigDirectory.RepositoryRoot, "provisioning", "deb", "agent", script), Path.Combine(Paths.Tools, script));
        File.WriteAllText(Path.Combine(Paths.AgentState, "enrolled", "identity.json"), $$"""{"site":"{{Site}}","serial":"s-1","collector":"https://noc.example.net","time":"2026-11-20T05:00:00.000Z","secrets":0}""");
        TrustOffice(Office);
        Program("0.1.0", "good");
        Shell("add", "0.1.0", Path.Combine(Folder, "payload"));
        Shell("use", "0.1.0");
        Boot();
    }

    public static SigningKey Office { get; } = SigningKey.Make();

    public string Folder { get; }

    public UpdaterPaths Paths { get; }

    /// <summary>What runs now.</summary>
    public string? Running => _kind is "crash" or "hang" ? null : _running;

    public UpdateEnds Ends => new UpdaterFiles(Paths).Ends;

    /// <summary>Where the power is cut next: before this call of <see cref="UpdaterRun.Point"/>; 0: nowhere.</summary>
    public int CutAt { get; set; }

    /// <summary>What a slot says of itself before it is used.</summary>
    public Func<string, string?> Preflight { get; set; } = static _ => null;

    /// <summary>Called at each point.</summary>
    public Action<string> OnPoint { get; set; } = static _ => { };

    /// <summary>All points that were passed.</summary>
    public List<string> Points { get; } = [];

    public void TrustOffice(SigningKey key) => File.WriteAllText(Paths.OfficeKey, key.Public.ToPem());

    /// <summary>A package that was fetched and handed over.</summary>
    public UpdatePackage HandOver(string version, string kind, long order = 1, SigningKey? signer = null, Func<UpdatePackage, UpdatePackage>? change = null, string site = Site, byte[]? weight = null)
    {
        var file = Deb(version, kind, weight ?? []);
        var bytes = File.ReadAllBytes(file);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var package = new UpdatePackage(version, "amd64", bytes.Length, 100_000, digest, UpdatePaths.Package(digest));
        if (change is not null) package = change(package);
        File.Move(file, Paths.Package, overwrite: true);
        File.WriteAllBytes(Paths.Order, (signer ?? Office).Sign(new UpdateOrder("update", site, order, package).ToBytes()).ToBytes());
        File.WriteAllText(Paths.Ready, "");
        return package;
    }

    /// <summary>The updater's service, until it has nothing left to do; with the machine started anew after each cut of the power.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await NewRun().RunAsync(ct);
                return;
            }
            catch (PowerCutException)
            {
                Boot();
            }
        }
    }

    public UpdaterRun NewRun() => new(Paths, this, new PackageDesk(Paths, slot => Task.FromResult(Preflight(slot))), new UpdaterClock(_time) { BootId = BootId }, NullLogger.Instance)
    {
        Within = TimeSpan.FromSeconds(20),
        Point = point =>
        {
            Points.Add(point);
            OnPoint(point);
            if (CutAt > 0 && --CutAt == 0) throw new PowerCutException(point);
        },
    };

    /// <summary>A start of the machine: the agent's service starts, and the guard before it.</summary>
    public void Boot()
    {
        _boots++;
        Start();
    }

    public Task RestartAsync()
    {
        Start();
        return Task.CompletedTask;
    }

    public Task<AgentSight> LookAsync()
    {
        // What ends is started again.
        if (_kind == "crash") Start();
        return Task.FromResult(_kind switch
        {
            "good" => new AgentSight(_running, Polled: true, Answered: true, Acknowledged: true),
            "mute" => new AgentSight(_running, Polled: true, Answered: true, Acknowledged: false),
            "blind" => new AgentSight(_running, Polled: true, Answered: false, Acknowledged: true),
            _ => AgentSight.Silent,
        });
    }

    /// <summary>Nothing is half done: one version, which is well, and nothing under way.</summary>
    public void AssertRests(string version)
    {
        Assert.Equal(version, Paths.Named("current"));
        Assert.Equal(version, Running);
        Assert.False(File.Exists(Paths.Trial), "a guard is up");
        Assert.Empty(Directory.GetFiles(Paths.Home).Select(Path.GetFileName).Except(["ends.json", "noc.pem"]));
        Assert.Null(new UpdaterFiles(Paths).Job);
        Assert.Empty(Directory.GetFiles(Paths.Inbox));
        Assert.False(File.Exists(Paths.SafePackage), "a package was left behind");
        Assert.All(Directory.GetDirectories(Paths.Slots), slot => Assert.DoesNotContain("# crash", File.ReadAllText(Path.Combine(slot, "edgenoc-agent")), StringComparison.Ordinal));
    }

    private string BootId => string.Create(CultureInfo.InvariantCulture, $"boot-{_boots}");

    private void Start()
    {
        var (code, output) = SystemCommand.Read("env", $"EDGENOC_SLOTS={Paths.Slots}", $"EDGENOC_TRIAL={Paths.Trial}", $"EDGENOC_BOOT_ID={BootId}", Path.Combine(Paths.Tools, "guard"));
        Assert.True(code == 0, output);
        _running = Paths.Named("current");
        _kind = File.ReadLines(Path.Combine(Paths.Slots, "current", "edgenoc-agent")).Last()[2..];
    }

    private void Program(string version, string kind)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "payload")).FullName;
        var program = Path.Combine(folder, "edgenoc-agent");
        File.Delete(program);
        File.WriteAllText(program, $"#!/bin/sh\n# {version}\n# {kind}\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string Deb(string version, string kind, byte[] weight)
    {
        Program(version, kind);
        var root = Path.Combine(Folder, "deb");
        Directory.CreateDirectory(Path.Combine(root, "DEBIAN"));
        Directory.CreateDirectory(Path.Combine(root, "usr", "lib", "edgenoc-agent", "payload"));
        File.Copy(Path.Combine(Folder, "payload", "edgenoc-agent"), Path.Combine(root, "usr", "lib", "edgenoc-agent", "payload", "edgenoc-agent"));
        File.WriteAllText(Path.Combine(root, "DEBIAN", "control"), $"Package: edgenoc-agent\nVersion: {version}\nArchitecture: amd64\nMaintainer: T <t@localhost>\nDescription: t\n", Encoding.ASCII);
        File.WriteAllBytes(Path.Combine(root, "usr", "lib", "edgenoc-agent", "payload", "weight"), weight);
        var file = Path.Combine(Folder, "agent.deb");
        SystemCommand.Run("dpkg-deb", "-Znone", "--root-owner-group", "--build", root, file);
        Directory.Delete(root, recursive: true);
        return file;
    }

    private void Shell(params IReadOnlyList<string> arguments) => SystemCommand.Run("env", [$"EDGENOC_SLOTS={Paths.Slots}", Path.Combine(Paths.Tools, "slot"), .. arguments]);
}
