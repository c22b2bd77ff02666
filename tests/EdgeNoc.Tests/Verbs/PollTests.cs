using System.Text.Json;
using EdgeNoc.Agent.Commands;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.HiosoEpon;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Host;
using EdgeNoc.Agent.Polling;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Configuration;
using EdgeNoc.Tests.Devices;
using EdgeNoc.Tests.Polling;
using static EdgeNoc.Tests.Devices.OnuTable;

namespace EdgeNoc.Tests.Verbs;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class PollTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_running_agent_the_verb_polls_by_itself_and_shows_the_part()
    {
        await using var olt = await TinyWeb.StartAsync(context => TinyWeb.Send(context, Page(Row(1), Row(2, "Down"), Row(3))));
        var run = await RunAsync(olt, "poll", "olt-1", "onu/0/1:3");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("onu onu=3 pon=0/1 up=1 status=up rx_dbm=", run.Output, StringComparison.Ordinal);
        Assert.Single(run.Output.TrimEnd().Split('\n'));
        Assert.Equal(4, (await RunAsync(olt, "poll", "olt-1", "pon/0/1")).Output.TrimEnd().Split('\n').Length);
        Assert.Equal(5, JsonDocument.Parse((await RunAsync(olt, "poll", "--json", "olt-1")).Output).RootElement.GetArrayLength());
    }

    [Fact]
    public async Task A_routers_log_is_shown_and_an_olts_is_not()
    {
        await using var router = MikroTik.TestRouter.Start();
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "pw"), MikroTik.TestRouter.Password, Stop);
        var config = Path.Combine(_folder.Path, "agent.json");
        await File.WriteAllTextAsync(config, $$"""
            { "site": "a", "state_dir": "{{_folder.Path}}", "broker": { "urls": ["mqtt://127.0.0.1:1"] },
              "devices": [ { "id": "router-1", "driver": "mikrotik", "url": "api://127.0.0.1:{{router.EndPoint.Port}}", "user": "edgenoc", "password_file": "pw" } ] }
            """, Stop);
        var run = await Task.Run(() => VerbRun.Of("poll", "router-1", "log", "--config", config));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var lines = run.Output.TrimEnd().Split('\n');
        Assert.Equal(50, lines.Length);
        Assert.StartsWith("log message=\"line 60\" time=", lines[^1], StringComparison.Ordinal);

        await using var olt = await TinyWeb.StartAsync(context => TinyWeb.Send(context, Page(Row(1))));
        var none = await RunAsync(olt, "poll", "olt-1", "log");
        Assert.Equal((1, "✘ the log of olt-1 cannot be read by hioso-epon: look at it on the device itself\n"), (none.ExitCode, none.Error));
    }

    [Fact]
    public async Task A_part_or_a_device_that_is_not_there_is_said_so()
    {
        await using var olt = await TinyWeb.StartAsync(context => TinyWeb.Send(context, Page(Row(1))));
        var part = await RunAsync(olt, "poll", "olt-1", "onu/0/9:9");
        Assert.Equal((1, "✘ olt-1 answered, and has no onu/0/9:9: parts are written as pon/0/3 or onu/0/3:17; without one all are shown\n"), (part.ExitCode, part.Error));
        var device = await RunAsync(olt, "poll", "olt-9");
        Assert.Equal((2, "poll: the config has no device olt-9: the devices are olt-1\n"), (device.ExitCode, device.Error));
    }

    [Fact]
    public async Task A_running_agent_is_asked_and_polls_at_once()
    {
        await using var olt = await TinyWeb.StartAsync(context => TinyWeb.Send(context, Page(Row(1), Row(2))));
        var config = Config(olt, "\"interval_s\": 3600, ");
        await using var agent = ManagedProcess.Start(new(Built.Agent, "run", "--config", config) { LogFile = Path.Combine(_folder.Path, "agent.log") });
        await WaitFor.TrueAsync(() => olt.Requests.Count >= 1, TimeSpan.FromSeconds(30), "the agent's first poll");
        await WaitFor.TrueAsync(async () => (await StatusClient.ReadAsync(_folder.Path))?.Devices[0].Health == "ok", TimeSpan.FromSeconds(30), "its status");

        var run = await Task.Run(() => VerbRun.Of("poll", "olt-1", "onu/0/1:2", "--config", config));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("onu onu=2 pon=0/1 up=1", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, olt.Requests.Count(request => request.StartsWith("/onuAllPonOnuList.asp", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task People_who_ask_at_once_share_a_poll_and_the_next_waits_five_seconds()
    {
        var time = new AdjustableTime(DateTimeOffset.UnixEpoch);
        var polls = new List<TaskCompletionSource<PolledOnce?>>();
        var requests = new PollRequests((_, _) =>
        {
            var poll = new TaskCompletionSource<PolledOnce?>();
            lock (polls) polls.Add(poll);
            return poll.Task;
        }, time);

        Task<PolledOnce?>[] first = [requests.PollAsync("olt-1", Stop), requests.PollAsync("olt-1", Stop)];
        await BegunAsync(polls, 1);
        polls[0].SetResult(Result(1));
        Assert.All(await Task.WhenAll(first), result => Assert.Equal(Result(1), result));

        var second = requests.PollAsync("olt-1", Stop);
        await time.TimersAsync(1);
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Single(polls);
        time.Advance(TimeSpan.FromSeconds(0.2));
        await BegunAsync(polls, 2);
        polls[1].SetResult(Result(2));
        Assert.Equal(Result(2), await second);
    }

    [Fact]
    public async Task A_person_is_not_refused_by_the_errors_of_polls_under_way()
    {
        var time = new AdjustableTime(DateTimeOffset.UnixEpoch);
        var timer = new PollTimer(time);
        timer.Ended(TimeSpan.Zero, isOpen: false);
        Assert.False(timer.Soon(TimeSpan.Zero));
        timer.Insist();
        timer.Ended(TimeSpan.Zero, isOpen: false);
        var wait = timer.WaitAsync(TimeSpan.FromHours(1), Stop);
        await time.TimersAsync(1);
        time.Advance(TimeSpan.FromSeconds(1.5));
        await wait.WaitAsync(TimeSpan.FromSeconds(30), Stop);

        timer.Ended(TimeSpan.Zero, isOpen: false);
        Assert.False(timer.Soon(TimeSpan.Zero));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Task BegunAsync(List<TaskCompletionSource<PolledOnce?>> polls, int count) => WaitFor.TrueAsync(() =>
    {
        lock (polls) return polls.Count == count;
    }, TimeSpan.FromSeconds(30), $"poll {count}");

    private static readonly PollResult.Read Empty = new(new Reading());

    private static PolledOnce Result(int number) => new(Empty, TimeSpan.FromSeconds(number));

    private string Config(TinyWeb olt, string more)
    {
        var path = Path.Combine(_folder.Path, "agent.json");
        File.WriteAllText(path, $$"""
            { "site": "a", "state_dir": "{{_folder.Path}}", "broker": { "urls": ["mqtt://127.0.0.1:1"] },
              "devices": [ { "id": "olt-1", "driver": "hioso-epon", {{more}}"url": "{{olt.Url}}" } ] }
            """);
        return path;
    }

    private async Task<VerbRun> RunAsync(TinyWeb olt, params string[] arguments)
    {
        var config = Config(olt, "");
        return await Task.Run(() => VerbRun.Of([.. arguments, "--config", config]));
    }
}
