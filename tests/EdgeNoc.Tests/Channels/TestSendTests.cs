using EdgeNoc.Rig;
using EdgeNoc.Simulators.Gateway;

namespace EdgeNoc.Tests.Channels;

/// <summary><c>edgenoc-collector test send</c>, the built program.</summary>
public sealed class TestSendTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly string _folder = RigDirectory.New("test-send");
    private GatewayServer _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await ProviderRig.GatewayAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder, "key"), ProviderRig.Key);
        await File.WriteAllTextAsync(Path.Combine(_folder, "collector.json"), $$"""
            {
              "state_dir": "state", "broker": { "urls": ["mqtt://127.0.0.1:1"] }, "influx": { "url": "http://127.0.0.1:1" },
              "channels": [
                { "id": "wa", "provider": "waha", "url": "{{_gateway.Address}}", "api_key_file": "key" },
                { "id": "am", "provider": "webhook", "url": "{{_gateway.Address}}alerts", "token_file": "key" },
              ]
            }
            """);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task What_the_provider_made_of_it_is_said()
    {
        var (code, output) = await RunAsync("--channel", "wa", "--to", "0812-3456-789");
        Assert.Equal(0, code);
        Assert.Contains("✔ wa (waha) is linked: WORKING", output, StringComparison.Ordinal);
        Assert.Contains(" as 3EB000000001; that is no delivery: see whether 0812-3456-789 has it, this channel gives no receipts", output, StringComparison.Ordinal);
        Assert.Equal("628123456789@c.us", Assert.Single(_gateway.Messages).To);
        Assert.StartsWith("✅ EdgeNoc noc: a test of wa, ", _gateway.Messages[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delivered_is_said_where_it_is_known()
    {
        var (code, output) = await RunAsync("--channel", "am", "--to", "noc", "--text", "hello there");
        Assert.Equal((0, "hello there"), (code, Assert.Single(_gateway.Messages).Text));
        Assert.Contains("✔ delivered to noc in ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_comes_with_its_remedy()
    {
        _gateway.IsLinked = false;
        _gateway.Behaviour = GatewayBehaviour.StatusFalse;
        var (code, output) = await RunAsync("--channel", "wa", "--to", "628123456789");
        Assert.Equal(1, code);
        Assert.Contains("✘ wa (waha) is not linked: the session waits for its QR code", output, StringComparison.Ordinal);
        Assert.Contains("✘ not now: WAHA says: the device is not connected (HTTP 422)", output, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("--channel", "sms", "--to", "1")).Code);
        Assert.Contains("✘ never: \"12\" is no telephone number", (await RunAsync("--channel", "wa", "--to", "12")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_says_which_telephone_is_not_linked()
    {
        Assert.Contains("✔ wa (waha) is linked: WORKING", (await VerbAsync("check")).Output, StringComparison.Ordinal);
        _gateway.IsLinked = false;
        var (code, output) = await VerbAsync("check");
        Assert.Equal(1, code);
        Assert.Contains("✘ wa (waha) is not linked: ", output, StringComparison.Ordinal);
        Assert.Empty(_gateway.Messages);
    }

    private Task<(int Code, string Output)> RunAsync(params string[] arguments) => VerbAsync(["test", "send", .. arguments]);

    private async Task<(int Code, string Output)> VerbAsync(params string[] verb)
    {
        using var limit = new CancellationTokenSource(Patience);
        await using var process = ManagedProcess.Start(
            new(Built.Collector, [.. verb, "--config", Path.Combine(_folder, "collector.json")]) { LogFile = Path.Combine(_folder, "send.log") });
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, string.Join('\n', process.Output));
    }
}
