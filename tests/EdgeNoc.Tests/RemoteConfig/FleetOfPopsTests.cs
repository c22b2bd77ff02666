using System.Globalization;
using EdgeNoc.Common.Fleet;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.RemoteConfig;

/// <summary>Configs that are wrong in every way meet POPs that nobody can drive to.</summary>
public sealed class FleetOfPopsTests : IDisposable
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private readonly AdjustableTime _time = new(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));
    private readonly SimulatedOffice _office = new();
    private readonly List<SimulatedPop> _pops = [];

    [Fact]
    public async Task Fifty_pops_that_got_fuzzed_configs_are_all_back_alone_within_five_minutes()
    {
        var seed = Environment.TickCount;
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var random = new Random(seed);
        var pops = Enumerable.Range(1, 50).Select(n => Pop($"pop-{n}")).ToList();
        var sent = new List<string>();
        for (var round = 2; round <= 6; round++)
        {
            foreach (var pop in pops)
            {
                var (what, envelope) = Fuzz(random, pop.Site, round);
                sent.Add($"{pop.Site} {round}: {what}");
                pop.Deliver(envelope);
                if (random.Next(8) == 0) pop.PowerCut();
            }

            // The next comes while some of these are on trial still.
            await PassAsync(TimeSpan.FromSeconds(random.Next(1, 200)));
        }

        var began = _time.GetTimestamp();
        while (pops.Exists(pop => !IsBack(pop)) && _time.GetElapsedTime(began) < FiveMinutes) await PassAsync(TimeSpan.FromSeconds(1));
        Assert.All(pops, pop => Assert.True(IsBack(pop), $"seed {seed}: {pop.Site} runs {pop.Runs} ({pop.Have}); it got {string.Join(" | ", sent.Where(line => line.StartsWith(pop.Site + " ", StringComparison.Ordinal)))}"));
        Assert.All(pops, pop => Assert.Contains("\"max_mb\": 64", pop.LastGood.Replace("\"max_mb\":64", "\"max_mb\": 64", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_good_config_is_tried_acknowledged_and_stays()
    {
        var pop = Pop("kdr-03");
        pop.Deliver(_office.Sign("kdr-03", 2, SimulatedOffice.Named("second", "192.0.2.11")));
        await PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(("second", "running"), (pop.Runs, pop.Told!.Stage));
        await PassAsync(TimeSpan.FromSeconds(3));
        Assert.Equal((ConfigSources.Office, 2, 2, null), (pop.Told!.Running.Source, pop.Told.Running.Version, pop.Told.Wanted, pop.Told.Stage));
        Assert.DoesNotContain(pop.Events, line => line != "cleared");
        await PassAsync(FiveMinutes);
        Assert.Equal("second", pop.Runs);
    }

    [Fact]
    public async Task A_config_that_says_what_runs_already_is_taken_without_a_restart()
    {
        var pop = Pop("kdr-03");
        pop.Deliver(_office.Sign("kdr-03", 2, SimulatedOffice.Named("first")));
        await PassAsync(TimeSpan.Zero);
        Assert.Equal((2L, null), (pop.Told!.Running.Version!.Value, pop.Told.Stage));
    }

    [Theory]
    [InlineData("a cut", ConfigStages.Acknowledgement)]
    [InlineData("a crash", ConfigStages.Ended)]
    public async Task A_config_that_cuts_the_uplink_or_ends_the_agent_is_undone_and_says_so(string name, string stage)
    {
        var pop = Pop("kdr-03");
        var before = pop.LastGood;
        pop.Deliver(_office.Sign("kdr-03", 2, SimulatedOffice.Named(name)));
        await PassAsync(FiveMinutes);
        Assert.Equal(("first", before), (pop.Runs, pop.LastGood));
        Assert.Equal((2L, stage), (pop.Told!.LastFailed!.Version, pop.Told.LastFailed.Stage));
        Assert.Equal($"raised 2 {stage}", Assert.Single(pop.Events));

        // The broker keeps it: it comes again with every connection, and is not tried again.
        pop.PowerCut();
        await PassAsync(FiveMinutes);
        Assert.Equal(("first", 2L, 1), (pop.Runs, pop.Told.Wanted, pop.Events.Count));
        pop.Deliver(_office.Sign("kdr-03", 3, SimulatedOffice.Named("third")));
        await PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(("third", 2L, "cleared"), (pop.Runs, pop.Told.LastFailed.Version, pop.Events[^1]));
    }

    [Fact]
    public async Task A_device_that_does_not_answer_is_named_with_its_place_and_nothing_was_restarted()
    {
        var pop = Pop("kdr-03");
        pop.Deliver(_office.Sign("kdr-03", 2, SimulatedOffice.Named("second", SimulatedPop.DeadHost)));
        await PassAsync(TimeSpan.Zero);
        Assert.Equal((ConfigStages.Devices, new ConfigProblem("devices[0]", "olt-1: nobody answers at 192.0.2.66", "check the cable")), (pop.Told!.LastFailed!.Stage, Assert.Single(pop.Told.LastFailed.Problems)));
        Assert.Equal("first", pop.Runs);
    }

    [Fact]
    public async Task What_is_unsigned_of_another_site_or_old_changes_nothing_and_hides_no_failure()
    {
        var pop = Pop("kdr-03");
        using var stranger = new SimulatedOffice();
        pop.Deliver(_office.Sign("kdr-03", 5, SimulatedOffice.Named("fifth")));
        await PassAsync(TimeSpan.FromSeconds(5));
        pop.Deliver(_office.Sign("kdr-03", 6, """{"devices":[{"id":"olt-1","driver":"hioso-epom"}]}"""));
        await PassAsync(TimeSpan.Zero);
        var cases = new (byte[] Envelope, string Reason)[]
        {
            (stranger.Sign("kdr-03", 7, SimulatedOffice.Named("stranger")), "other_key"),
            (_office.Sign("kdr-04", 7, SimulatedOffice.Named("other site")), "other_site"),
            (_office.Sign("kdr-03", 5, SimulatedOffice.Named("older")), "replayed"),
            (_office.Sign("kdr-03", 7, SimulatedOffice.Named("an update"), "update"), "other_purpose"),
            ("{\"devices\":[]}"u8.ToArray(), "no_envelope"),
        };
        foreach (var (envelope, reason) in cases)
        {
            pop.Deliver(envelope);
            await PassAsync(TimeSpan.FromSeconds(5));
            Assert.Equal((reason, "fifth", 6L), (pop.Told!.Refused!.Reason, pop.Runs, pop.Told.LastFailed!.Version));
        }

        Assert.Equal("devices[0].driver", pop.Told!.LastFailed!.Problems[0].Path);
    }

    [Fact]
    public async Task A_config_made_at_the_pop_stays_without_the_office_and_ends_a_trial()
    {
        var pop = Pop("kdr-03");
        pop.Deliver(_office.Sign("kdr-03", 2, SimulatedOffice.Named("a cut")));
        await PassAsync(TimeSpan.FromSeconds(2));
        Assert.False(pop.IsConnected);
        pop.MakeHere("""{"site":"kdr-03","broker":{"urls":["mqtts://other.example.net"]},"name":"by hand","devices":[]}""");
        await PassAsync(FiveMinutes);
        Assert.Equal(("by hand", ConfigSources.Local, null), (pop.Runs, pop.Told!.Running.Source, pop.Told.Running.Version));
        Assert.Contains("other.example.net", pop.Told.Running.Config, StringComparison.Ordinal);
        Assert.Equal(ConfigStages.Local, pop.Told.LastFailed!.Stage);

        // The broker list that was mended there is kept by what the office sends next.
        pop.Deliver(_office.Sign("kdr-03", 3, SimulatedOffice.Named("third")));
        await PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(("third", 3L), (pop.Runs, pop.Told.Running.Version!.Value));
        Assert.Contains("other.example.net", pop.LastGood, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_comes_while_another_is_on_trial_waits_for_its_end()
    {
        var pop = Pop("kdr-03");
        pop.Deliver(_office.Sign("kdr-03", 2, SimulatedOffice.Named("second")));
        await PassAsync(TimeSpan.FromSeconds(1));
        pop.Deliver(_office.Sign("kdr-03", 3, SimulatedOffice.Named("third")));
        pop.Deliver(_office.Sign("kdr-03", 4, SimulatedOffice.Named("fourth")));
        Assert.Equal("second", pop.Runs);
        await PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(("fourth", 4L), (pop.Runs, pop.Told!.Running.Version!.Value));
    }

    public void Dispose()
    {
        foreach (var pop in _pops) pop.Dispose();
        _office.Dispose();
    }

    private static bool IsBack(SimulatedPop pop) => pop is { IsConnected: true, Have.Stage: null } && pop.Told?.Stage is null && pop.Told?.Running.Sha256 == pop.Have.Running.Sha256;

    private SimulatedPop Pop(string site)
    {
        var pop = new SimulatedPop(site, _office.Public, _time);
        _pops.Add(pop);
        return pop;
    }

    private (string What, byte[] Envelope) Fuzz(Random random, string site, int version)
    {
        var good = SimulatedOffice.Named(string.Create(CultureInfo.InvariantCulture, $"good {version}"), $"192.0.2.{random.Next(1, 60)}");
        string[] configs =
        [
            good, good, SimulatedOffice.Named("a cut"), SimulatedOffice.Named("a crash"), SimulatedOffice.Named("dead", SimulatedPop.DeadHost),
            "", "null", "[]", "{", good[..random.Next(good.Length)], good.Replace("olt-1", "ölt 1", StringComparison.Ordinal), good.Replace("hioso", "hiosi", StringComparison.Ordinal),
            """{"devices":{}}""", """{"devices":[{}]}""", """{"devices":[null]}""", """{"outbox":{"max_mb":16}}""", """{"broker":{"urls":["mqtt://192.0.2.1"]}}""", """{"site":"kdr-99"}""",
            new string('[', 5_000), "{\"name\":\"" + new string('x', 100_000) + "\"}", "{\"name\":\"\\ud800\"}", "{\"time_zone\":\"Mars/Olympus\"}", "{\"uplink\":{\"monthly_budget_mb\":-1}}", "{\"uplink\":{\"monthly_budget_mb\":99999999999999999999}}",
        ];
        var config = configs[random.Next(configs.Length)];
        var envelope = _office.Sign(site, version, config);
        switch (random.Next(8))
        {
            case 0:
                envelope[random.Next(envelope.Length)] ^= (byte)(1 << random.Next(8));
                return ("a flipped bit", envelope);
            case 1:
                return ("of another site", _office.Sign("kdr-99", version, good));
            case 2:
                return ("an older one", _office.Sign(site, version - random.Next(1, 3), good));
            case 3:
                var bytes = new byte[random.Next(2_000)];
                random.NextBytes(bytes);
                return ("noise", bytes);
            default:
                return (config.Length > 60 ? config[..60] : config, envelope);
        }
    }

    /// <summary>Lets manual time pass; after each second all threads come to rest.</summary>
    private async Task PassAsync(TimeSpan span)
    {
        var step = TimeSpan.FromSeconds(1);
        await QuietAsync();
        for (var passed = TimeSpan.Zero; passed < span; passed += step)
        {
            _time.Advance(step);
            await QuietAsync();
        }
    }

    private Task QuietAsync() => _pops.TrueForAll(pop => pop.IsQuiet)
        ? Task.CompletedTask
        : WaitFor.TrueAsync(() => _pops.TrueForAll(pop => pop.IsQuiet), TimeSpan.FromSeconds(60), "the POPs to have done what there is to do");
}
