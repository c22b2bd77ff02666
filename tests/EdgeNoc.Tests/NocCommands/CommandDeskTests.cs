using System.Text;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Polling;
using EdgeNoc.Common.NocCommands;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Tests.NocCommands;

/// <summary>The agent's side of commands, message by message.</summary>
public sealed class CommandDeskTests
{
    [Fact]
    public async Task An_interface_and_a_subscriber_of_a_router_are_shown_as_it_has_them()
    {
        await using var rig = await DeskRig.StartAsync();
        var reply = await rig.AskAsync("show-interface", "router-1", "ether1");
        Assert.Equal((CommandOutcome.Done, null), (reply.Outcome, reply.Detail));
        Assert.Contains("/interface/print\n  name: ether1\n", reply.Text, StringComparison.Ordinal);
        Assert.Equal(1, reply.Text!.Split("/interface/print").Length - 1);

        reply = await rig.AskAsync("show-subscriber", "router-1", "user0007");
        Assert.Contains("/ppp/active/print\n  name: user0007\n", reply.Text, StringComparison.Ordinal);
        Assert.Contains("/ppp/secret/print\n  name: user0007\n", reply.Text, StringComparison.Ordinal);
        reply = await rig.AskAsync("show-subscriber", "router-1", "d0-d0-4b-00-00-07");
        Assert.Contains("  name: user0007\n", reply.Text, StringComparison.Ordinal);

        reply = await rig.AskAsync("show-interface", "router-1", "ether99");
        Assert.Equal((CommandOutcome.Unsupported, "the router has no interface of that name"), (reply.Outcome, reply.Detail));
    }

    [Fact]
    public async Task An_onu_of_an_olt_is_shown_without_its_password()
    {
        await using var rig = await DeskRig.StartAsync();
        var reply = await rig.AskAsync("show-interface", "olt-1", "1/1/1:3");
        Assert.Equal(["show gpon onu detail-info gpon-onu_1/1/1:3"], rig.Zte.Box.Commands.Where(command => command != "terminal length 0"));
        Assert.Contains("Serial number:       ZTEG0000003", reply.Text, StringComparison.Ordinal);
        Assert.Contains("Password:            ***", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("onu-secret-7", reply.Text, StringComparison.Ordinal);

        reply = await rig.AskAsync("show-interface", "olt-2", "0/1/0");
        Assert.Contains("In port 0/ 1/0", reply.Text, StringComparison.Ordinal);
        reply = await rig.AskAsync("show-interface", "olt-4", "1/1:3");
        Assert.Equal(("show onu optical-ddm epon 1/1 3", CommandOutcome.Done), (rig.Hioso.Box.Commands.Last(), reply.Outcome));
        reply = await rig.AskAsync("show-subscriber", "olt-1", "joao");
        Assert.Equal("a ZTE OLT is asked for an ONU or a PON", reply.Detail);
    }

    [Fact]
    public async Task A_driver_without_such_a_question_says_so()
    {
        await using var rig = await DeskRig.StartAsync();
        var reply = await rig.AskAsync("show-interface", "olt-3", "0/1");
        Assert.Equal((CommandOutcome.Unsupported, "the driver hioso-epon has no question for one part of a device"), (reply.Outcome, reply.Detail));
        reply = await rig.AskAsync("show-interface", "olt-9", "0/1");
        Assert.Equal((CommandOutcome.BadRequest, "the site's config has no device olt-9", "the devices are router-1, olt-1, olt-2, olt-4, olt-3"), (reply.Outcome, reply.Detail, reply.Remedy));
        reply = await rig.AskAsync("panel-test");
        Assert.Equal((CommandOutcome.Unsupported, "this site has no panel"), (reply.Outcome, reply.Detail));
        Assert.Equal(CommandOutcome.Unsupported, (await rig.AskAsync("check")).Outcome);
    }

    [Fact]
    public async Task A_poll_gives_the_part_that_was_asked_for()
    {
        await using var rig = await DeskRig.StartAsync();
        rig.Polled = (_, _) => Task.FromResult<PolledOnce?>(new(new PollResult.Read(new Reading { Onus = [new OnuRecord { Pon = "1/1/1", Onu = "3", Status = OnuStatus.Up }, new OnuRecord { Pon = "1/1/1", Onu = "4", Status = OnuStatus.Up }] }), TimeSpan.FromMilliseconds(7)));
        var reply = await rig.AskAsync("poll", "olt-1", "onu/1/1/1:4");
        Assert.Equal("4", Assert.Single(reply.Records!.Value.EnumerateArray()).GetProperty("onu").GetString());
        reply = await rig.AskAsync("poll", "olt-1", "onu/1/1/1:5");
        Assert.Equal((CommandOutcome.Failed, "olt-1 answered, and has no onu/1/1/1:5"), (reply.Outcome, reply.Detail));
    }

    [Fact]
    public async Task Of_a_poll_that_is_larger_than_256_kB_whole_records_are_sent_and_it_is_said()
    {
        await using var rig = await DeskRig.StartAsync();
        var all = Enumerable.Range(1, 8_000).Select(number => new OnuRecord { Pon = "1/1/1", Onu = $"{number}", Status = OnuStatus.Up, Name = $"CLIENT-{number:0000}" }).ToList();
        rig.Polled = (_, _) => Task.FromResult<PolledOnce?>(new(new PollResult.Read(new Reading { Onus = all }), TimeSpan.FromMilliseconds(7)));
        var reply = await rig.AskAsync("poll", "olt-1");
        Assert.Equal(CommandOutcome.Done, reply.Outcome);
        Assert.True(reply.CutFromBytes > 256 << 10, $"{reply.CutFromBytes}");
        var sent = reply.Records!.Value.EnumerateArray().Where(record => record.TryGetProperty("onu", out _)).Select(record => record.GetProperty("onu").GetString()).ToList();
        Assert.InRange(sent.Count, 100, 7_999);
        Assert.Equal(Enumerable.Range(1, sent.Count).Select(number => $"{number}"), sent);
    }

    [Fact]
    public async Task A_pause_is_longer_than_the_cabinet_gives_and_can_be_ended()
    {
        await using var rig = await DeskRig.StartAsync();
        Assert.Equal("olt-1 is left alone for 480 minutes", (await rig.AskAsync("pause", "olt-1", "480")).Detail);
        Assert.Equal((CommandOutcome.Failed, "olt-1 is left alone already"), (await rig.AskAsync("pause", "olt-1")) is var again ? (again.Outcome, again.Detail) : default);
        Assert.Equal(480, rig.Log.All[^1].Values["minutes"]);
        Assert.Equal("olt-1 is polled again", (await rig.AskAsync("resume", "olt-1")).Detail);
        Assert.Equal((CommandOutcome.Failed, "olt-1 is not paused"), (await rig.AskAsync("resume", "olt-1")) is var none ? (none.Outcome, none.Detail) : default);
        Assert.Equal(CommandOutcome.BadRequest, (await rig.AskAsync("pause", "olt-1", "481")).Outcome);
    }

    [Fact]
    public async Task A_ping_shows_each_answer_and_the_sum()
    {
        await using var rig = await DeskRig.StartAsync();
        var reply = await rig.AskAsync("ping", "192.0.2.1", "3");
        Assert.Equal("1: 192.0.2.1 answered in 1.2 ms\n2: no answer within 1 s\n3: 192.0.2.1 answered in 1.2 ms\n3 sent, 2 answered, 33 % lost; 1.2 / 1.2 / 1.2 ms (least, mean, most)", reply.Text!.Replace("1.3 ms", "1.2 ms", StringComparison.Ordinal).Replace("1.3", "1.2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_log_leaves_without_the_passwords_that_the_agent_knows_and_a_restart_answers_first()
    {
        await using var rig = await DeskRig.StartAsync();
        rig.Tail.CreateLogger("EdgeNoc.Test").LogWarning("the box said: admin pw-1 is wrong");
        var reply = await rig.AskAsync("log", "10");
        Assert.EndsWith("warn EdgeNoc.Test: the box said: admin *** is wrong", reply.Text, StringComparison.Ordinal);
        Assert.False(rig.Restarted);
        Assert.Equal(CommandOutcome.Done, (await rig.AskAsync("restart")).Outcome);
        await EdgeNoc.Rig.WaitFor.TrueAsync(() => rig.Restarted, TimeSpan.FromSeconds(5), "the restart");
    }

    [Fact]
    public async Task Who_may_not_is_refused_here_too_and_what_came_before_is_not_run_again()
    {
        await using var rig = await DeskRig.StartAsync();
        Assert.Equal((CommandOutcome.Forbidden, "restart needs the role noc"), (await rig.AskAsync("restart", new Dictionary<string, string>(), CommandRole.Technician)) is var refused ? (refused.Outcome, refused.Detail) : default);
        Assert.Equal(CommandOutcome.Forbidden, (await rig.AskAsync("poll", new Dictionary<string, string> { ["device"] = "olt-1" }, CommandRole.Viewer)).Outcome);
        Assert.False(rig.Restarted);

        var request = rig.Request("resume", new Dictionary<string, string> { ["device"] = "olt-1" });
        rig.Send(request);
        await rig.AnswerAsync();
        rig.Send(request);
        rig.Send(request with { Id = Guid.NewGuid() }, retain: true);
        await rig.AskAsync("resume", "olt-2");
        Assert.False(rig.HasAnswer);
    }

    [Fact]
    public async Task The_eleventh_command_of_a_minute_is_refused_in_words()
    {
        await using var rig = await DeskRig.StartAsync();
        for (var number = 1; number <= 11; number++)
        {
            rig.Send(rig.Request("resume", new Dictionary<string, string> { ["device"] = "olt-1" }));
            var reply = await rig.AnswerAsync();
            Assert.Equal(number <= 10 ? CommandOutcome.Failed : CommandOutcome.RateLimited, reply.Outcome);
            if (number > 10) Assert.Equal("10 commands a minute are run for one site", reply.Detail);
        }
    }

    [Fact]
    public async Task What_does_not_end_in_twenty_seconds_is_given_up_and_a_fifth_beside_four_is_refused()
    {
        await using var rig = await DeskRig.StartAsync();
        var begun = System.Threading.Channels.Channel.CreateUnbounded<string>();
        rig.Polled = async (id, _) =>
        {
            begun.Writer.TryWrite(id);
            // Deaf to whoever gives up.
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
            return null;
        };
        string[] devices = ["router-1", "olt-1", "olt-2", "olt-3"];
        foreach (var device in devices) rig.Send(rig.Request("poll", new Dictionary<string, string> { ["device"] = device }));
        foreach (var _ in devices) await begun.Reader.ReadAsync(TestContext.Current.CancellationToken);
        rig.Send(rig.Request("resume", new Dictionary<string, string> { ["device"] = "olt-1" }));
        Assert.Equal((CommandOutcome.Busy, "4 commands run here already"), (await rig.AnswerAsync()) is var busy ? (busy.Outcome, busy.Detail) : default);

        rig.Pass(TimeSpan.FromSeconds(19.9));
        Assert.False(rig.HasAnswer);
        rig.Pass(TimeSpan.FromSeconds(0.2));
        foreach (var _ in devices) Assert.Equal((CommandOutcome.Timeout, "it did not end within 20 s"), (await rig.AnswerAsync()) is var late ? (late.Outcome, late.Detail) : default);
    }

    [Fact]
    public async Task A_box_that_refused_the_agents_login_is_not_asked_by_anybody()
    {
        await using var rig = await DeskRig.StartAsync(olt1Password: "another");
        rig.StartPolling();
        await EdgeNoc.Rig.WaitFor.TrueAsync(() => rig.HealthOf("olt-1") == "auth_failed", TimeSpan.FromSeconds(20), "the login to be refused");
        var before = rig.Zte.Box.Commands.Count;
        for (var number = 0; number < 5; number++) Assert.Equal(CommandOutcome.Failed, (await rig.AskAsync("show-interface", "olt-1", "1/1/1:3")).Outcome);
        Assert.Equal((before, 0), (rig.Zte.Box.Commands.Count, rig.Zte.Sessions));
    }

    [Fact]
    public async Task Whatever_comes_on_the_topic_is_a_command_something_else_or_nothing()
    {
        await using var rig = await DeskRig.StartAsync();
        Assert.False(rig.Take("""{"do":"secrets","version":1,"sealed":"AA=="}"""));
        Assert.False(rig.Take("[]"));
        Assert.False(rig.Take(""));
        Assert.True(rig.Take("""{"do":"run"}"""));
        Assert.True(rig.Take("""{"do":"run","id":"00000000-0000-0000-0000-000000000000","command":"restart","args":{},"by":"x","role":"admin","sent":"2026-11-20T05:00:00Z","expires":"2026-11-20T05:00:10Z"}"""));
        Assert.True(rig.Take("""{"do":"run","id":"6f0e3f0e-6a4e-4f5b-9b59-111111111111","command":"restart","args":{},"by":"x","role":7,"sent":"2026-11-20T05:00:00Z","expires":"2026-11-20T05:00:10Z"}"""));
        Assert.True(rig.Take("""{"do":"run","id":"6f0e3f0e-6a4e-4f5b-9b59-111111111111","command":"restart","args":{"x":"\ud800"},"by":"x","role":"admin","sent":"2026-11-20T05:00:00Z","expires":"2026-11-20T05:00:10Z"}"""));
        Assert.True(rig.Take(Encoding.UTF8.GetBytes($$"""{"do":"run","x":"{{new string('x', 20_000)}}"}""")));
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => rig.Take(bytes ?? []) || true).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
        Assert.False(rig.Restarted);
        Assert.False(rig.HasAnswer);
    }
}
