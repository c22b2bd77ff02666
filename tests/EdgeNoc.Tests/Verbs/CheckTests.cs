using System.Net.Sockets;
using System.Text.Json.Nodes;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Commands;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.HiosoEpon;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Host;
using EdgeNoc.Tests.Configuration;
using EdgeNoc.Tests.Devices;
using static EdgeNoc.Tests.Devices.OnuTable;

namespace EdgeNoc.Tests.Verbs;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CheckTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_unusable_config_is_exit_code_2_with_all_its_errors()
    {
        var run = VerbRun.Of("check", "--config", Config("""{ "site": "A", "broker": {} }"""));
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal(2, run.Error.Split("✘ agent.json").Length - 1);
    }

    [Fact]
    public async Task Every_device_and_the_broker_get_a_line_and_failures_a_remedy()
    {
        await using var good = await TinyWeb.StartAsync(context => TinyWeb.Send(context, Page(Row(1), Row(2, "Down"))));
        await using var refuses = await TinyWeb.StartAsync(context => TinyWeb.Send(context, "no", System.Net.HttpStatusCode.Unauthorized));
        var run = await Task.Run(() => VerbRun.Of("check", "--json", "--config", Config($$"""
            { "site": "a", "state_dir": "{{_folder.Path}}", "broker": { "urls": ["mqtt://127.0.0.1:1"] },
              "devices": [ { "id": "olt-1", "driver": "hioso-epon", "url": "{{good.Url}}" }, { "id": "olt-2", "driver": "hioso-epon", "url": "{{refuses.Url}}" } ] }
            """)));

        Assert.Equal(1, run.ExitCode);
        var items = JsonNode.Parse(run.Output)!.AsArray().ToDictionary(item => (string)item!["check"]!, item => item!, StringComparer.Ordinal);
        Assert.Equal(["config ok", "disk ok", "olt-1 ok", "olt-2 failed", "broker failed"], items.Where(item => item.Key != "clock").Select(item => $"{item.Key} {item.Value["state"]}"));
        Assert.StartsWith("2 ONUs, 1 up, ", (string)items["olt-1"]["detail"]!, StringComparison.Ordinal);
        Assert.Equal("check user and password file by logging in with a browser", (string)items["olt-2"]["remedy"]!);
        Assert.NotNull(items["broker"]["remedy"]);
    }

    [Fact]
    public void An_agent_that_runs_is_seen_by_its_socket()
    {
        using var agent = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Assert.False(CheckMachine.AgentRuns(_folder.Path));
        agent.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder.Path, "agent.sock")));
        Assert.False(CheckMachine.AgentRuns(_folder.Path));
        agent.Listen();
        Assert.True(CheckMachine.AgentRuns(_folder.Path));
    }

    [Theory]
    [InlineData(true, 12.0, 3600, "broker Ok, round trip Ok")]
    [InlineData(true, 900.0, 3600, "broker Ok, round trip Failed")]
    [InlineData(true, null, 3600, "broker Ok, round trip Failed")]
    [InlineData(true, null, 20, "broker Ok, round trip Warning")]
    [InlineData(false, 12.0, 3600, "broker Failed")]
    public void A_running_agent_is_asked_instead_of_its_broker(bool connected, double? ackAgeS, int runsForS, string expected)
    {
        var now = new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);
        var uplink = new UplinkReport(connected, "mqtt://127.0.0.1:1883", now, ackAgeS, null, connected ? null : "connection refused", connected ? null : "check the address", null, 0);
        var report = new StatusReport("a", "A", "1", Guid.Empty, 1, now.AddSeconds(-runsForS), now, "synced", "", uplink, [], 0, [], [], null, null!);
        Assert.Equal(expected, string.Join(", ", CheckRunningAgent.Judge(report).Select(item => $"{item.Check} {item.State}")));
    }

    [Theory]
    [InlineData(2, 2, CheckMark.Ok, "2 ONTs, 2 answer, 12 ms")]
    [InlineData(2, 1, CheckMark.Warning, "2 ONTs, 1 answer, 12 ms")]
    [InlineData(2, 0, CheckMark.Failed, "2 ONTs, 0 answer, 12 ms")]
    public void Some_silent_onts_are_a_remark_and_only_silent_ones_a_failure(int onts, int up, object mark, string detail)
    {
        var members = Enumerable.Range(1, onts).Select(number =>
            PingDriver.ToRecord(new PingTarget($"ont-{number}", null, System.Net.IPAddress.Loopback, null, null), new PingResult(3, number <= up ? 3 : 0, null))).ToList();
        var item = CheckDevices.Judge("onts", new Reading { Members = members }, TimeSpan.FromMilliseconds(12));
        Assert.Equal(((CheckMark)mark, detail), (item.State, item.Detail));
    }

    [Theory]
    [InlineData("Synced", null, CheckMark.Ok)]
    [InlineData("Unsynced", null, CheckMark.Warning)]
    [InlineData("Unsynced", 0.4, CheckMark.Ok)]
    [InlineData("Unsynced", 0.0, CheckMark.Ok)]
    [InlineData("Unsynced", 1.5, CheckMark.Warning)]
    [InlineData("Unsynced", 3600.0, CheckMark.Warning)]
    public void A_clock_that_nobody_disciplines_is_a_remark_unless_it_is_a_containers_and_agrees_with_the_collectors(string state, double? fromOfficeS, object expected) =>
        Assert.Equal((CheckMark)expected, CheckMachine.Clock(Enum.Parse<ClockState>(state), fromOfficeS is { } s ? TimeSpan.FromSeconds(s) : null).State);

    [Theory]
    [InlineData(3.0, 0.0)]
    [InlineData(-2.0, 2.0)]
    [InlineData(25.0, 5.0)]
    public void A_slow_answer_of_the_collector_is_no_wrong_clock(double collectorS, double offsetS)
    {
        var asked = DateTimeOffset.UnixEpoch;
        Assert.Equal(offsetS, CheckBroker.Offset(asked, asked.AddSeconds(collectorS), asked.AddSeconds(20)).TotalSeconds);
    }

    [Fact]
    public async Task A_session_that_somebody_else_has_is_told_with_its_remedy()
    {
        var definition = HiosoEponDriver.Definition with { Create = (_, _) => new TakenDriver() };
        var device = new DeviceConfig("olt-1", definition, TimeSpan.FromSeconds(30), new HiosoEponOptions { Url = new Uri("http://192.0.2.10") });
        await using var pinger = new Pinger(new Random(1));
        var item = Assert.Single(await CheckDevices.RunAsync(device, new DriverContext(TimeProvider.System, pinger), TestContext.Current.CancellationToken));
        Assert.Equal((CheckMark.Failed, "somebody else is logged in at http://192.0.2.10, and it bears one session"), (item.State, item.Detail));
        Assert.StartsWith("log out there when you are done", item.Remedy, StringComparison.Ordinal);
        Assert.Equal("session_taken", PollError.OfTakenSession("x").Word);
    }

    private sealed class TakenDriver : IDriver
    {
        public Task<PollResult> PollAsync(CancellationToken cancellationToken) =>
            Task.FromResult<PollResult>(new PollResult.Failed(PollError.OfTakenSession("http://192.0.2.10")));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private string Config(string json)
    {
        var path = Path.Combine(_folder.Path, "agent.json");
        File.WriteAllText(path, json);
        return path;
    }
}
