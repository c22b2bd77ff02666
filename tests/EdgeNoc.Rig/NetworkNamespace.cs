using System.Globalization;
using System.Net;

namespace EdgeNoc.Rig;

/// <summary>
/// A network of its own for processes, tied to this machine by one link that can be taken down, and that loses packets when told to, and by another that is left alone. Needs root, iproute2
/// and nftables.
/// </summary>
/// <remarks>
/// What listens on this machine's loopback is not reachable from inside: let a <see cref="TcpProxy"/> listen on <see cref="Outside"/>.
/// <code>
/// this machine  Outside 10.213.N.1 ═══ veth ═══ 10.213.N.2 Inside  the namespace
///               Lan     10.214.N.1 ═══ veth ═══ 10.214.N.2
/// </code>
/// </remarks>
public sealed class NetworkNamespace : IDisposable
{
    private const string Prefix = "edgenoc-";
    private const string LanName = "lan";
    private const int MaxNetworks = 250;
    private static readonly Lock Gate = new();
    private static int _count;
    private readonly int _number;

    private NetworkNamespace(string name, int number)
    {
        (Name, _number) = (name, number);
        Outside = new IPAddress([10, 213, (byte)number, 1]);
        Inside = new IPAddress([10, 213, (byte)number, 2]);
    }

    /// <summary>Why none can be made here; null when all is there.</summary>
    public static string? Missing =>
        Environment.UserName != "root" ? "network namespaces need root"
        : SystemCommand.TryRun("ip", "-V") is not null ? "iproute2 is not installed"
        : SystemCommand.TryRun("nft", "-v") is not null ? "nftables is not installed"
        : null;

    public string Name { get; }

    /// <summary>This machine's end.</summary>
    public IPAddress Outside { get; }

    /// <summary>This machine's end of the link that is left alone: where a site's devices are.</summary>
    public IPAddress Lan => new([10, 214, (byte)_number, 1]);

    /// <summary>The namespace's end.</summary>
    public IPAddress Inside { get; }

    public static NetworkNamespace Create()
    {
        lock (Gate)
        {
            RemoveLeftOvers();
            for (var number = 1; number <= MaxNetworks; number++)
            {
                // A link's name has 15 characters at most; it is what another process that makes one now would collide with.
                if (SystemCommand.TryRun("ip", "link", "add", Link(number), "type", "veth", "peer", "name", Peer(number)) is not null) continue;
                var space = new NetworkNamespace(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{++_count}"), number);
                space.SetUp();
                return space;
            }
        }

        throw new InvalidOperationException("no network between 10.213.1.0 and 10.213.250.0 could be made: see 'ip link' for links named edgeN");
    }

    /// <summary>The same process inside.</summary>
    public ProcessPlan Within(ProcessPlan plan) => new("ip", ["netns", "exec", Name, plan.Program, .. plan.Arguments])
    {
        LogFile = plan.LogFile,
        Environment = plan.Environment,
        WorkingDirectory = plan.WorkingDirectory,
    };

    /// <summary>Cuts the line or puts it together again.</summary>
    public void SetLink(bool up) => SystemCommand.Run("ip", "link", "set", Link(_number), up ? "up" : "down");

    /// <summary>The link as those inside call it.</summary>
    public string MainInterface => Peer(_number);

    /// <summary>The other link as those inside call it.</summary>
    public string BackupInterface => LanName;

    /// <summary>Two default routes, as a router with a cable and a modem has them: over the link, and with a higher metric over the other one. <see cref="Outside"/> is reached by either.</summary>
    public void AddDefaultRoutes()
    {
        Require(Inner("ip", "route", "add", "default", "via", $"{Outside}", "dev", MainInterface, "metric", "100"));
        Require(Inner("ip", "route", "add", "default", "via", $"{Lan}", "dev", BackupInterface, "metric", "700"));
    }

    /// <summary>Unplugs the link inside, with its routes, or plugs it in again: what a network manager does when the carrier goes and comes.</summary>
    public void SetMainRoute(bool up)
    {
        Require(Inner("ip", "link", "set", MainInterface, up ? "up" : "down"));
        if (up) Require(Inner("ip", "route", "add", "default", "via", $"{Outside}", "dev", MainInterface, "metric", "100"));
    }

    /// <summary>Loses this share of the link's packets, in both directions; 0 loses none.</summary>
    public void Lose(int percent)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        _ = Inner("nft", "delete", "table", "inet", "loss");
        if (percent <= 0) return;
        string[] share = percent == 100 ? [] : ["numgen", "random", "mod", "100", "<", string.Create(CultureInfo.InvariantCulture, $"{percent}")];
        Require(Inner("nft", "add", "table", "inet", "loss"));
        foreach (var hook in new[] { "input", "output" })
        {
            Require(Inner("nft", "add", "chain", "inet", "loss", hook, $"{{ type filter hook {hook} priority 0 ; }}"));
            var match = hook == "input" ? "iifname" : "oifname";
            Require(Inner(["nft", "add", "rule", "inet", "loss", hook, match, Peer(_number), .. share, "counter", "drop"]));
        }
    }

    public void Dispose()
    {
        _ = SystemCommand.TryRun("ip", "link", "delete", Link(_number));
        _ = SystemCommand.TryRun("ip", "link", "delete", LanLink(_number));
        _ = SystemCommand.TryRun("ip", "netns", "delete", Name);
    }

    private void SetUp()
    {
        try
        {
            SystemCommand.Run("ip", "netns", "add", Name);
            SystemCommand.Run("ip", "link", "set", Peer(_number), "netns", Name);
            SystemCommand.Run("ip", "addr", "add", $"{Outside}/30", "dev", Link(_number));
            SystemCommand.Run("ip", "link", "set", Link(_number), "up");
            Require(Inner("ip", "addr", "add", $"{Inside}/30", "dev", Peer(_number)));
            Require(Inner("ip", "link", "set", Peer(_number), "up"));
            Require(Inner("ip", "link", "set", "lo", "up"));
            SystemCommand.Run("ip", "link", "add", LanLink(_number), "type", "veth", "peer", "name", LanName, "netns", Name);
            SystemCommand.Run("ip", "addr", "add", $"{Lan}/30", "dev", LanLink(_number));
            SystemCommand.Run("ip", "link", "set", LanLink(_number), "up");
            Require(Inner("ip", "addr", "add", string.Create(CultureInfo.InvariantCulture, $"10.214.{_number}.2/30"), "dev", LanName));
            Require(Inner("ip", "link", "set", LanName, "up"));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private string? Inner(params IReadOnlyList<string> command) => SystemCommand.TryRun("ip", ["netns", "exec", Name, .. command]);

    private static void Require(string? problem)
    {
        if (problem is not null) throw new InvalidOperationException(problem);
    }

    /// <summary>A test program that was killed left its own behind; with a namespace its link goes too.</summary>
    private static void RemoveLeftOvers()
    {
        if (!Directory.Exists("/run/netns")) return;
        foreach (var name in Directory.GetFiles("/run/netns", Prefix + "*").Select(file => Path.GetFileName(file)!))
        {
            if (int.TryParse(name.Split('-')[1], CultureInfo.InvariantCulture, out var pid) && !SystemCommand.IsAlive(pid)) _ = SystemCommand.TryRun("ip", "netns", "delete", name);
        }
    }

    private static string Link(int number) => string.Create(CultureInfo.InvariantCulture, $"edge{number}");

    private static string LanLink(int number) => string.Create(CultureInfo.InvariantCulture, $"edge{number}lan");

    private static string Peer(int number) => string.Create(CultureInfo.InvariantCulture, $"edge{number}in");
}
