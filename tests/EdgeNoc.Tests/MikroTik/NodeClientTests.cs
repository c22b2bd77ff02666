using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.RouterOs;
using static EdgeNoc.Tests.MikroTik.TestRouter;

namespace EdgeNoc.Tests.MikroTik;

/// <summary>The simulated router satisfies two clients that were written by others: what the driver is tested against is what a router says, not what we believe of it.</summary>
/// <remarks>Versions before 7.18: node-routeros ends itself on <c>!empty</c>.</remarks>
public sealed class NodeClientTests
{
    private static readonly string Packages = Path.Combine(RigDirectory.RepositoryRoot, "var", "npm");
    private static readonly Lazy<Task<string?>> Installed = new(InstallAsync);

    [Theory]
    [InlineData("node-routeros", "7.16.2", false)]
    [InlineData("node-routeros", "6.49.10", true)]
    [InlineData("node-routeros", "6.40.1", false)]
    [InlineData("routeros-client", "7.4", false)]
    [InlineData("routeros-client", "6.49.10", false)]
    public async Task A_foreign_client_reads_the_simulated_router(string client, string version, bool tls)
    {
        if (await Installed.Value is { } reason) Assert.Skip(reason);
        using X509Certificate2? certificate = tls ? Certificate() : null;
        await using var router = Start(version, certificate: certificate);
        router.StreamEvery = TimeSpan.FromMilliseconds(50);
        var script = Path.Combine(RigDirectory.RepositoryRoot, "tests", "EdgeNoc.Tests", "MikroTik", "clients", $"{client}.js");

        var (exitCode, output, error) = await RunAsync("node", [script, "127.0.0.1", $"{router.EndPoint.Port}", User, Password, tls ? "tls" : "plain"]);

        Assert.True(exitCode == 0, error);
        var answer = JsonNode.Parse(output)!;
        Assert.Equal($"{version} (stable)", (string?)answer["version"]);
        Assert.Equal(router.Model.Online().Count, (int)answer["active"]!);
        Assert.Equal((RouterModel.Account(1), router.Model.Address(1)), ((string?)answer["first"]!["name"], (string?)answer["first"]!["address"]));
        Assert.Equal((60, 1, 0), ((int)answer["log"]!, (int)answer["one"]!, (int)answer["none"]!));
        if (client != "node-routeros") return;
        Assert.Equal("no such command", (string?)answer["refusal"]);
        // One more may be under way while the stream is being stopped.
        Assert.True((int)answer["ticks"]! >= 3);
    }

    /// <summary>Null when both packages are there; else why not.</summary>
    private static async Task<string?> InstallAsync()
    {
        if (Directory.Exists(Path.Combine(Packages, "node_modules", "routeros-client")) && Directory.Exists(Path.Combine(Packages, "node_modules", "node-routeros"))) return null;
        Directory.CreateDirectory(Packages);
        try
        {
            var (exitCode, _, error) = await RunAsync("npm", ["install", "--prefix", Packages, "--no-audit", "--no-fund", "--no-save", "node-routeros@1.6.9", "routeros-client@1.1.2"]);
            return exitCode == 0 ? null : $"npm could not install node-routeros and routeros-client: {error}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "node and npm are not installed: apt-get install nodejs npm";
        }
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["NODE_PATH"] = Path.Combine(Packages, "node_modules");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.HasExited ? process.ExitCode : -1, await output, await error);
    }
}
