using System.Text.Json;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Vrp;

namespace EdgeNoc.Tests.NocCommands;

/// <summary>From a person at the office to a box at the POP and back, with every part real.</summary>
public sealed class CommandStoryTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task The_office_asks_boxes_at_the_pop_and_reads_who_asked_what()
    {
        await using var world = await CommandWorld.StartAsync(withVrp: VrpBox.Missing is null);
        var noc = await world.TokenAsync("operator");
        var (status, json) = await world.PostAsync(noc, "show-interface", new { device = "router-1", @interface = "ether1" });
        Assert.True(status == 200, $"{json}");
        Assert.Equal(("done", true), (Text(json, "outcome"), Text(json, "text").Contains("  name: ether1\n", StringComparison.Ordinal)));

        (status, json) = await world.PostAsync(noc, "show-interface", new { device = "olt-1", @interface = "1/1/1:3" });
        Assert.Equal((200, "done"), (status, Text(json, "outcome")));
        Assert.Contains("Password:            ***", Text(json, "text"), StringComparison.Ordinal);
        if (VrpBox.Missing is null)
        {
            (status, json) = await world.PostAsync(noc, "show-subscriber", new { device = "ne-1", subscriber = "user-7@isp1" });
            Assert.True(status == 200 && Text(json, "outcome") == "done", $"{json}");
            Assert.Contains("10.1.0.7", Text(json, "text"), StringComparison.Ordinal);
        }

        (status, json) = await world.PostAsync(noc, "poll", new { device = "olt-1", part = "onu/1/1/1:4" });
        Assert.Equal("4", Assert.Single(json.GetProperty("records").EnumerateArray()).GetProperty("onu").GetString());

        // By the verb, as an administrator at the collector's machine.
        var (code, output) = await world.RunAsync("ping", "127.0.0.1", "count=2");
        Assert.True(code == 0, output);
        Assert.Contains("2 sent, 2 answered, 0 % lost", output, StringComparison.Ordinal);
        Assert.Contains("✔ kdr-03 ping: done", output, StringComparison.Ordinal);
        (code, output) = await world.RunAsync("panel-test");
        Assert.Contains("all lamps are lit for 5 s", output, StringComparison.Ordinal);
        (code, output) = await world.RunAsync("show-interface", "router-1", "ether1;reboot");
        Assert.Equal(2, code);
        Assert.Contains("✘ interface: \"ether1;reboot\" is no name of an interface", output, StringComparison.Ordinal);
        (code, output) = await world.RunAsync("reboot");
        Assert.Equal(2, code);
        Assert.Contains("there is no command reboot", output, StringComparison.Ordinal);

        // Who may not, who asks for what is not there, and what nobody may say.
        var viewer = await world.TokenAsync("viewer");
        Assert.Equal(403, (await world.PostAsync(viewer, "ping", new { address = "127.0.0.1" })).Status);
        var technician = await world.TokenAsync("technician", "--sites", CommandWorld.Site);
        Assert.Equal("restart needs the role noc; yours amounts to technician", Text((await world.PostAsync(technician, "restart", new { })).Json, "detail"));
        var elsewhere = await world.TokenAsync("technician", "--sites", "other-pop");
        Assert.Equal(404, (await world.PostAsync(elsewhere, "ping", new { address = "127.0.0.1" })).Status);
        Assert.Equal(404, (await world.PostAsync(noc, "check", new { }, site: "nobody")).Status);
        (status, json) = await world.PostAsync(noc, "show-interface", new { device = "router-1", @interface = "ether1\n/system/reboot" });
        Assert.Equal((400, "args.interface"), (status, json.GetProperty("errors")[0].GetProperty("path").GetString()));
        (status, json) = await world.PostAsync(noc, "reload", new { });
        Assert.Equal(400, status);

        var audit = world.Audit();
        Assert.Contains("api kdr-03 show-interface router-1 by operator 1: done", audit);
        Assert.Contains("api kdr-03 show-interface router-1 by operator 1: bad_request", audit);
        Assert.Contains("api kdr-03 reload - by operator 1: unknown_command", audit);
        Assert.Contains("api kdr-03 restart - by technician 1: forbidden", audit);
        Assert.Contains($"verb kdr-03 show-interface router-1 by {Environment.UserName}: bad_request", audit);
        Assert.Contains($"api kdr-03 panel-test - by {Environment.UserName} (verb): done", audit);
        Assert.Empty(world.Rows("SELECT name FROM tokens WHERE name LIKE '%(verb)'"));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_pause_outlives_a_restart_that_the_office_asked_for_and_the_eleventh_command_waits()
    {
        await using var world = await CommandWorld.StartAsync();
        var noc = await world.TokenAsync("operator");
        Assert.Equal("olt-1 is left alone for 60 minutes", Text((await world.PostAsync(noc, "pause", new { device = "olt-1", minutes = "60" })).Json, "detail"));
        var (status, json) = await world.PostAsync(noc, "restart", new { });
        Assert.True(status == 200 && Text(json, "outcome") == "done", $"{json}");
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60))) await world.Agent.WaitForExitAsync(limit.Token);
        Assert.Equal(75, world.Agent.ExitCode);
        await WaitFor.TrueAsync(() => world.Rows("SELECT state || ': ' || reason FROM sites").Contains("stopped: begins anew, as the office asked"), TimeSpan.FromSeconds(20), "the collector to know that it stopped");

        (status, json) = await world.PostAsync(noc, "check", new { });
        Assert.Equal(409, status);
        Assert.Contains("the agent of kdr-03 is stopped since", Text(json, "detail"), StringComparison.Ordinal);

        await world.StartAgentAsync();
        await WaitFor.TrueAsync(async () => Text((await world.PostAsync(noc, "pause", new { device = "olt-1" })).Json, "detail") == "olt-1 is left alone already", TimeSpan.FromSeconds(20), "the pause to stand");
        Assert.Equal("olt-1 is polled again", Text((await world.PostAsync(noc, "resume", new { device = "olt-1" })).Json, "detail"));
        (status, json) = await world.PostAsync(noc, "support", new { });
        var bundle = Text(json, "text");
        Assert.All(["== versions\nagent ", "\n== status\n", "\n== stores\n", "events.db: ", "\n== config\n", "\"device\"", "\n== log\n"], part => Assert.True(part == "\"device\"" || bundle.Contains(part, StringComparison.Ordinal), $"{part} in {bundle}"));
        Assert.DoesNotContain(CommandWorld.Password, bundle, StringComparison.Ordinal);

        for (var number = 0; status == 200 && number < 10; number++) (status, json) = await world.PostAsync(noc, "silence-buzzer", new { });
        Assert.Equal(429, status);
        Assert.Contains("10 commands within a minute", Text(json, "detail"), StringComparison.Ordinal);
        var audit = world.Audit();
        Assert.EndsWith(": rate_limited", audit[^1], StringComparison.Ordinal);
        foreach (var known in (string[])["pause olt-1 by operator 1: done", "restart - by operator 1: done", "check - by operator 1: offline", "pause olt-1 by operator 1: failed", "resume olt-1 by operator 1: done", "support - by operator 1: done"])
            Assert.Contains($"api kdr-03 {known}", audit);
        Assert.DoesNotContain(audit, line => line.EndsWith(": sent", StringComparison.Ordinal));
    }

    internal static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() ?? "" : $"({name} is not in {json})";
}
