using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Fleet;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.Signing;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;
using EdgeNoc.Tests.Enrolment;
using EdgeNoc.Tests.Mqtt;

namespace EdgeNoc.Tests.Fleet;

/// <summary>Configs that must not cut a POP off, with real agents, broker, collector and InfluxDB: refused or undone, by the agent alone, and nothing of what it measured is lost.</summary>
[Trait("Category", "Slow")]
public sealed class ConfigTroubleTests(TroubledWorld world) : IClassFixture<TroubledWorld>
{
    private const int Sigstop = 19, Sigcont = 18;

    /// <summary>Of what a config may say nothing leads to the broker. What cuts a site off is what it has asked: here a modem that falls over whenever its pages are read.</summary>
    [Fact]
    public async Task A_config_that_cuts_the_uplink_is_undone_after_three_minutes_by_the_agent_alone()
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        Assert.SkipWhen(LibFakeTime.Missing is not null, LibFakeTime.Missing ?? "");
        const string site = "cut-01";
        await using var modem = await OltServer.StartAsync(new OltServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), User = "admin", Password = NocWorld.OltPassword, Plan = new OltPlan(8, Pons: 1, Seed: 9) });
        await using var uplink = new UplinkOf(world.Noc.Line!, () => modem.Requests);
        await using var pi = await world.EnrolledAsync(site);
        Assert.Equal(0, (await pi.VerbAsync(NocWorld.OltPassword, "secret", "set", "modem-1", "--state-dir", pi.Card)).ExitCode);
        pi.RunFaster(15);
        await world.HaveAsync(site, have => have is { Running: { Source: ConfigSources.Enrolment, Version: 1 }, Stage: null });
        await world.Noc.PointsAsync(site, 8);
        var good = await File.ReadAllTextAsync(Path.Combine(pi.Enrolled, "agent.json"));

        await world.EditAsync(site, config => config["devices"]!.AsArray().Add(new JsonObject { ["id"] = "modem-1", ["driver"] = "hioso-epon", ["url"] = modem.Address.ToString().TrimEnd('/'), ["user"] = "admin", ["interval_s"] = 5 }));
        await pi.SaysAsync("config 2 runs on trial");
        await pi.SaysAsync("config 2 is not taken, the last good one runs: the collector's database acknowledged nothing within 3 minutes of running it");

        // Nobody did anything: it came back by itself, and tells what happened.
        var have = await world.HaveAsync(site, have => have.LastFailed is not null && have.Stage is null);
        Assert.Equal((1L, 2L, 2L, ConfigStages.Acknowledgement), (have.Running.Version, have.Wanted, have.LastFailed!.Version, have.LastFailed.Stage));
        Assert.Contains("this config cuts the site off", Assert.Single(have.LastFailed.Problems).Remedy, StringComparison.Ordinal);
        Assert.Equal(good, await File.ReadAllTextAsync(Path.Combine(pi.Enrolled, "agent.json")));
        Assert.True(uplink.Cuts > 0);
        await world.Noc.AlertAsync($"{site} agent.config_rejected acknowledgement");
        await world.NothingIsMissingAsync(site, pi);
    }

    [Fact]
    public async Task What_is_unsigned_of_another_site_old_or_out_of_reach_leaves_config_and_rows_unharmed()
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        const string site = "forged-01";
        await using var pi = await world.EnrolledAsync(site);
        pi.Run();
        await world.EditAsync(site, config => config["devices"]![0]!["interval_s"] = 2);
        await world.HaveAsync(site, have => have is { Running: { Source: ConfigSources.Office, Version: 2 }, Stage: null });
        var good = await File.ReadAllTextAsync(Path.Combine(pi.Enrolled, "agent.json"));

        // Somebody has the collector's place at the broker: he says what he likes, and what was signed before.
        using var stranger = SigningKey.Make();
        var (theirs, older) = (world.Config(config => config["name"] = "theirs"), world.Config(_ => { }));
        var flipped = world.Sign(site, 3, theirs);
        flipped[flipped.Length / 2] ^= 1;
        var outOfReach = ConfigReach.Kept.Select((key, index) => (Key: key, Version: 3L + index)).ToList();
        await world.Noc.Collector.StopAsync();
        try
        {
            await using (var intruder = world.Noc.Client("collector", "collector-pw-1", Topics.ConfigHave(site)))
            {
                await intruder.ConnectedAsync();
                var forged = new (byte[] Envelope, string Reason)[]
                {
                    (Encoding.UTF8.GetBytes(theirs), "no_envelope"),
                    (TroubledWorld.Sign(stranger, site, 3, theirs), "other_key"),
                    (world.Sign("cut-01", 3, theirs), "other_site"),
                    (world.Sign(site, 1, older), "replayed"),
                    (world.Sign(site, 3, theirs, SignedPurposes.Update), "other_purpose"),
                };
                await PutAsync(intruder, site, flipped);
                Assert.Contains((await SaidAsync(intruder, have => have.Refused is not null)).Refused!.Reason, (string[])["no_envelope", "bad_signature"]);
                foreach (var (envelope, reason) in forged)
                {
                    await PutAsync(intruder, site, envelope);
                    Assert.Equal(2L, (await SaidAsync(intruder, have => have.Refused?.Reason == reason)).Running.Version);
                }

                // Genuine, but about what is the machine's own: refused by its path, before anything runs.
                foreach (var (key, version) in outOfReach)
                {
                    await PutAsync(intruder, site, world.Sign(site, version, world.Config(config => config[key] = key is "site" or "state_dir" ? "elsewhere" : new JsonObject { ["urls"] = new JsonArray("mqtt://203.0.113.9"), ["max_mb"] = 16 })));
                    var failed = (await SaidAsync(intruder, have => have.LastFailed?.Version == version)).LastFailed!;
                    Assert.Equal((ConfigStages.Schema, key, "is out of the office's reach"), (failed.Stage, Assert.Single(failed.Problems).Path, failed.Problems[0].Problem));
                }
            }
        }
        finally
        {
            await world.Noc.StartCollectorAsync();
        }

        Assert.Equal(good, await File.ReadAllTextAsync(Path.Combine(pi.Enrolled, "agent.json")));
        Assert.False(File.Exists(Path.Combine(pi.Enrolled, "candidate.json")));
        Assert.DoesNotContain(pi.Process.Output, line => line.Contains("runs on trial", StringComparison.Ordinal) && !line.Contains("config 2 ", StringComparison.Ordinal));

        // What was measured meanwhile arrives, and the office goes on above all that the site has seen.
        await world.HaveAsync(site, have => have.Wanted == outOfReach[^1].Version);
        await world.EditAsync(site, config => config["devices"]![0]!["interval_s"] = 3);
        await world.HaveAsync(site, have => have.Running.Version == outOfReach[^1].Version + 1 && have.Stage is null);
        await world.NothingIsMissingAsync(site, pi);
    }

    [Fact]
    public async Task A_config_under_which_the_agent_dies_again_and_again_is_given_up_and_said()
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        const string site = "dies-01";
        await using var silent = new TcpProxy(world.Noc.Olt.Address.Port) { Silent = true };
        await using var pi = await world.EnrolledAsync(site);
        pi.Run();
        await world.HaveAsync(site, have => have is { Running.Version: 1, Stage: null });
        var good = await File.ReadAllTextAsync(Path.Combine(pi.Enrolled, "agent.json"));

        // Its box takes the connection and says nothing, so that there is time to die while it is tried.
        await world.EditAsync(site, config => config["devices"]![0]!["url"] = $"http://127.0.0.1:{silent.Port}");
        await pi.SaysAsync("config 2 came");
        await silent.AcceptedAsync();
        pi.Process.Kill();
        pi.Run();
        await WaitFor.TrueAsync(() => File.ReadAllText(Path.Combine(pi.Enrolled, "config-state.json")).Contains("\"starts\": 2", StringComparison.Ordinal), TimeSpan.FromSeconds(30), "the second try");
        pi.Process.Kill();
        pi.Run();
        var have = await world.HaveAsync(site, have => have.LastFailed is not null);
        Assert.Equal((1L, 2L, ConfigStages.Ended, null), (have.Running.Version, have.LastFailed!.Version, have.LastFailed.Stage, have.Stage));
        Assert.Equal("the agent ended 2 times while it checked this config and tried its devices", Assert.Single(have.LastFailed.Problems).Problem);
        Assert.Equal(good, await File.ReadAllTextAsync(Path.Combine(pi.Enrolled, "agent.json")));
        Assert.False(File.Exists(Path.Combine(pi.Enrolled, "candidate.json")));

        // The broker gives it again with each connection: it is not tried a third time.
        await pi.StopAsync();
        pi.Run();
        var before = await world.Noc.CountAsync(site);
        await world.Noc.PointsAsync(site, before + 16);
        Assert.DoesNotContain(pi.Process.Output, line => line.Contains("config 2 came", StringComparison.Ordinal));
        await world.NothingIsMissingAsync(site, pi);
    }

    [Fact]
    public async Task A_good_config_stays_while_influxdb_hangs_and_every_row_arrives_after()
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        const string site = "hangs-01";
        await using var pi = await world.EnrolledAsync(site);
        pi.Run();
        await world.HaveAsync(site, have => have is { Running.Version: 1, Stage: null });
        await world.Noc.PointsAsync(site, 8);
        world.Noc.Influx.Process.Signal(Sigstop);
        try
        {
            await world.EditAsync(site, config => config["devices"]![0]!["interval_s"] = 2);
            await world.HaveAsync(site, have => have is { Running: { Source: ConfigSources.Office, Version: 2 }, Stage: null, LastFailed: null });

            // Somebody at the POP changes it, which counts without anybody's word; the office sees it and sends its own again.
            var shown = await pi.VerbAsync(null, "config", "show", "--state-dir", pi.Card);
            var mine = Path.Combine(world.Noc.Folder, "hangs-local.json");
            await File.WriteAllTextAsync(mine, shown.Output.Replace("\"interval_s\": 2", "\"interval_s\": 4", StringComparison.Ordinal));
            Assert.Equal(0, (await pi.VerbAsync(null, "config", "apply", mine, "--state-dir", pi.Card)).ExitCode);
            await world.HaveAsync(site, have => have.Running.Source == ConfigSources.Local);
            Assert.Contains("made at the POP", (await world.Noc.VerbAsync(null, "fleet")).Output, StringComparison.Ordinal);
            Assert.Equal(0, (await world.Noc.VerbAsync(null, "site", "overwrite", site)).ExitCode);
            await world.HaveAsync(site, have => have is { Running: { Source: ConfigSources.Office, Version: 3 }, Stage: null, LastFailed: null });
        }
        finally
        {
            world.Noc.Influx.Process.Signal(Sigcont);
        }

        await world.NothingIsMissingAsync(site, pi);
    }

    [Fact]
    public async Task A_machine_that_was_enrolled_before_there_was_a_key_fetches_it_and_takes_what_waited()
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        const string site = "older-01";
        await using var pi = await world.EnrolledAsync(site);
        File.Delete(Path.Combine(pi.Enrolled, "noc.pem"));
        await world.EditAsync(site, config => config["devices"]![0]!["interval_s"] = 2);
        pi.Run();
        await world.HaveAsync(site, have => have is { Running: { Source: ConfigSources.Office, Version: 2 }, Stage: null });
        await pi.SaysAsync("the office's key came, [0-9a-f]{16}: configs and updates from there are taken from now on");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(pi.Enrolled, "noc.pem")));
        await world.NothingIsMissingAsync(site, pi);
    }

    private static async Task PutAsync(Client client, string site, byte[] envelope) =>
        Assert.Equal(PublishOutcome.Accepted, await client.Session.PublishAsync(new MqttMessage(Topics.ConfigWant(site), envelope) { Retain = true }, TestContext.Current.CancellationToken));

    /// <summary>What the agent says next that is so.</summary>
    private static async Task<HaveConfig> SaidAsync(Client client, Func<HaveConfig, bool> isSo)
    {
        while (true)
        {
            if (HaveConfig.Read((await client.MessageAsync()).Payload.Span) is { } have && isSo(have)) return have;
        }
    }

    /// <summary>A way that is gone for two seconds after each request to the modem on it.</summary>
    private sealed class UplinkOf : IAsyncDisposable
    {
        private static readonly TimeSpan Restart = TimeSpan.FromSeconds(2);
        private readonly TcpProxy _line;
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _watching;
        private volatile int _cuts;

        public UplinkOf(TcpProxy line, Func<long> requests)
        {
            _line = line;
            _watching = WatchAsync(requests);
        }

        public int Cuts => _cuts;

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _line.Silent = false;
            _line.Cut();
            _stop.Dispose();
        }

        private async Task WatchAsync(Func<long> requests)
        {
            var (seen, asked) = (requests(), 0L);
            while (true)
            {
                await Task.Delay(20, _stop.Token);
                if (requests() is var now && now != seen)
                {
                    if (!_line.Silent) _cuts++;
                    _line.Silent = true;
                    _line.Cut();
                    (seen, asked) = (now, TimeProvider.System.GetTimestamp());
                }
                else if (_line.Silent && TimeProvider.System.GetElapsedTime(asked) > Restart)
                {
                    // Whoever connected in the dark begins anew.
                    _line.Silent = false;
                    _line.Cut();
                }
            }
        }
    }
}
