using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace EdgeNoc.Chaos.World;

/// <summary>The POP's own network: a namespace with two cables to here, the uplink, which can be cut, and the LAN with the OLTs, which is left alone.</summary>
internal sealed class PopNetwork : IAsyncDisposable
{
    private readonly string _name = $"edgenoc-{Environment.ProcessId}";
    private readonly string _uplink = $"enu{Environment.ProcessId % 100_000}";
    private readonly string _lan = $"enl{Environment.ProcessId % 100_000}";
    private readonly int _net = Environment.ProcessId % 250;

    private PopNetwork()
    {
    }

    /// <summary>This side of the uplink, where the POP finds its broker.</summary>
    public IPAddress Noc => IPAddress.Parse($"198.18.{_net}.1");

    /// <summary>This side of the LAN, where the POP finds its OLTs.</summary>
    public IPAddress Lan => IPAddress.Parse($"198.19.{_net}.1");

    /// <summary>Null, and why not, where this user or kernel cannot.</summary>
    public static async Task<(PopNetwork? Network, string? WhyNot)> TryCreateAsync()
    {
        var network = new PopNetwork();
        try
        {
            await network.CreateAsync();
            return (network, null);
        }
        catch (Exception problem) when (problem is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            await network.DisposeAsync();
            return (null, problem.Message);
        }
    }

    /// <summary>What a program is started with to be in the POP: a prefix of its command line.</summary>
    public IReadOnlyList<string> Enter => ["nsenter", $"--net=/run/netns/{_name}", "--"];

    public Task CutAsync() => RunAsync("ip", "link", "set", _uplink, "down");

    public Task MendAsync() => RunAsync("ip", "link", "set", _uplink, "up");

    /// <summary>Lets so many of a hundred packets vanish, in each direction.</summary>
    public async Task LoseAsync(int pct)
    {
        await RunAsync("nft", "add", "table", "inet", _name);
        foreach (var (chain, match) in new[] { ("input", "iifname"), ("output", "oifname") })
        {
            await RunAsync("nft", "add", "chain", "inet", _name, chain, $"{{ type filter hook {chain} priority 0 ; }}");
            await RunAsync("nft", "add", "rule", "inet", _name, chain, match, _uplink, "numgen", "random", "mod", "100", "<", pct.ToString(CultureInfo.InvariantCulture), "drop");
        }
    }

    public Task StopLosingAsync() => RunAsync("nft", "delete", "table", "inet", _name);

    public async ValueTask DisposeAsync()
    {
        // Whatever of it there is: taking the namespace away takes its ends of the cables, and with them the others.
        foreach (string[] command in (string[][])[["nft", "delete", "table", "inet", _name], ["ip", "netns", "del", _name], ["ip", "link", "del", _uplink], ["ip", "link", "del", _lan]])
        {
            try
            {
                await RunAsync(command);
            }
            catch (Exception problem) when (problem is InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // It was not there.
            }
        }
    }

    private async Task CreateAsync()
    {
        await RunAsync("ip", "netns", "add", _name);
        await RunAsync("ip", "-n", _name, "link", "set", "lo", "up");
        foreach (var (near, here, there) in new[] { (_uplink, Noc, $"198.18.{_net}.2"), (_lan, Lan, $"198.19.{_net}.2") })
        {
            await RunAsync("ip", "link", "add", near, "type", "veth", "peer", "name", "eth-" + near[2], "netns", _name);
            await RunAsync("ip", "addr", "add", $"{here}/30", "dev", near);
            await RunAsync("ip", "link", "set", near, "up");
            await RunAsync("ip", "-n", _name, "addr", "add", $"{there}/30", "dev", "eth-" + near[2]);
            await RunAsync("ip", "-n", _name, "link", "set", "eth-" + near[2], "up");
        }
    }

    private static async Task RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"'{string.Join(' ', command)}' failed: {error.Trim()}");
    }
}
