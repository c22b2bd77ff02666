using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Fleet;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.Signing;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Enrolment;

namespace EdgeNoc.Tests.Fleet;

/// <summary>Configs on their way from the office to a POP and back, with the real programs, the real broker and the real database.</summary>
[Trait("Category", "Slow")]
public sealed class ConfigStoryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_config_is_edited_in_the_office_tried_at_the_pop_and_kept_refused_or_undone()
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        await using var noc = await NocWorld.StartAsync();
        await using var pi = new AgentMachine("serial1111");
        Assert.Equal(0, (await pi.EnrollAsync(await noc.SiteAsync("kdr-03"))).ExitCode);
        pi.Run();
        await noc.PointsAsync("kdr-03", 3);
        await HaveAsync(noc, have => have is { Running: { Source: ConfigSources.Enrolment, Version: 1 }, Stage: null });

        // A typo is said in the office, and never leaves it.
        var typo = await EditAsync(noc, Config(noc, device => device["driver"] = "hioso-epom"));
        Assert.Equal(2, typo.ExitCode);
        Assert.Contains("devices[0].driver: \"hioso-epom\" is no driver that is known here", typo.Error, StringComparison.Ordinal);

        // A good one runs, InfluxDB away or not: the proof is the collector's own database.
        noc.Influx.Kill();
        Assert.Equal(0, (await EditAsync(noc, Config(noc, device => device["interval_s"] = 2))).ExitCode);
        await HaveAsync(noc, have => have is { Running: { Source: ConfigSources.Office, Version: 2 }, Stage: null });
        await noc.Influx.StartAsync();
        var stored = await noc.CountAsync("kdr-03");
        await noc.PointsAsync("kdr-03", stored + 8);

        // A device that does not answer is named with its place, and what ran goes on.
        Assert.Equal(0, (await EditAsync(noc, Config(noc, device => device["url"] = "http://127.0.0.1:9"))).ExitCode);
        var failed = await HaveAsync(noc, have => have.LastFailed?.Version == 3 && have.Stage is null);
        Assert.Equal((2L, ConfigStages.Devices, "devices[0]"), (failed.Running.Version, failed.LastFailed!.Stage, failed.LastFailed.Problems[0].Path));
        await noc.AlertAsync("kdr-03 agent.config_rejected devices");
        var fleet = (await noc.VerbAsync(null, "fleet")).Output;
        Assert.Contains("2, 3 failed", fleet, StringComparison.Ordinal);
        Assert.Contains("version 3 failed", fleet, StringComparison.Ordinal);

        // Somebody at the POP makes another, which counts at once; the office sees the difference and adopts it.
        var shown = await pi.VerbAsync(null, "config", "show", "--state-dir", pi.Card);
        var mine = Path.Combine(noc.Folder, "local.json");
        await File.WriteAllTextAsync(mine, shown.Output.Replace("\"interval_s\": 2", "\"interval_s\": 3", StringComparison.Ordinal));
        Assert.Equal(0, (await pi.VerbAsync(null, "config", "apply", mine, "--state-dir", pi.Card)).ExitCode);
        await HaveAsync(noc, have => have.Running.Source == ConfigSources.Local);
        Assert.Contains("+       \"interval_s\": 3", (await noc.VerbAsync(null, "site", "diff", "kdr-03")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await noc.VerbAsync(null, "site", "adopt", "kdr-03")).ExitCode);
        await HaveAsync(noc, have => have is { Running: { Source: ConfigSources.Office, Version: 4 }, Stage: null });
        await WaitFor.TrueAsync(() => !noc.Alerts().Any(alert => alert.Contains("config_rejected", StringComparison.Ordinal)), Patience, "the rejection to be cleared");

        // The agent is killed in the middle of a trial: the next start runs what was good. The broker has the config, and the collector, which would acknowledge, is away.
        var good = await File.ReadAllTextAsync(Path.Combine(pi.Enrolled, "agent.json"));
        await pi.StopAsync();
        Assert.Equal(0, (await EditAsync(noc, Config(noc, device => device["interval_s"] = 4))).ExitCode);
        await using (var card = noc.Client("kdr-03", pi.BrokerPassword, Topics.ConfigWant("kdr-03")))
        {
            while (VersionOf(await card.MessageAsync()) != 5) continue;
        }

        noc.Collector.Kill();
        pi.Run();
        await pi.SaysAsync("config 5 runs on trial");
        pi.Process.Kill();
        Assert.Equal(good, await File.ReadAllTextAsync(Path.Combine(pi.Enrolled, "agent.json")));
        await noc.StartCollectorAsync();
        pi.Run();
        var undone = await HaveAsync(noc, have => have.LastFailed?.Version == 5 && have.Stage is null);
        Assert.Equal((4L, ConfigStages.Ended), (undone.Running.Version, undone.LastFailed!.Stage));
        Assert.False(File.Exists(Path.Combine(pi.Enrolled, "candidate.json")));

        // Nothing was lost on the way: every poll that the OLT saw is in the database, in all runs of the agent.
        await pi.StopAsync();
        Assert.Empty(noc.Rows("SELECT site || ' ' || first_seq FROM gaps WHERE state <> 'open'"));
    }

    private static long VersionOf(MqttMessage message) => WantedConfig.Read(SignedEnvelope.Read(message.Payload.Span)!.Payload)!.Version;

    private static string Config(NocWorld noc, Action<JsonObject> change)
    {
        var config = JsonSerializer.SerializeToNode(noc.Devices)!.AsObject();
        change(config["devices"]![0]!.AsObject());
        return config.ToJsonString();
    }

    private static async Task<ToolRun> EditAsync(NocWorld noc, string config)
    {
        var file = Path.Combine(noc.Folder, "edited.json");
        await File.WriteAllTextAsync(file, config);
        return await noc.VerbAsync(null, "site", "edit", "kdr-03", "--file", file);
    }

    private static async Task<HaveConfig> HaveAsync(NocWorld noc, Func<HaveConfig, bool> isThere)
    {
        HaveConfig? have = null;
        await WaitFor.TrueAsync(
            () => (have = noc.Rows("SELECT have_json FROM site_haves WHERE site = 'kdr-03'").Select(json => HaveConfig.Read(System.Text.Encoding.UTF8.GetBytes(json))).FirstOrDefault()) is { } read && isThere(read),
            Patience, $"the agent to say what was waited for; it says {have}");
        return have!;
    }
}
