using System.Text.RegularExpressions;
using EdgeNoc.Demo.Reckoning;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Tests.Stories;

/// <summary>The promise, on the real parts: kill what you like, nothing is lost, nothing comes twice, nobody is told wrongly.</summary>
[Trait("Category", "Slow")]
public sealed partial class NothingIsLostTests
{
    /// <summary>A power cut may take so much telemetry with it; a page read longer before has to be on disk.</summary>
    private static readonly TimeSpan PowerCutLoss = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Each_part_dies_in_turn_and_every_value_is_stored_once_and_every_loss_told_once()
    {
        await using var world = await StoryWorld.StartAsync();
        await PagesAsync(world, 4);
        await world.StoredUpToAsync(DateTimeOffset.UtcNow);

        // The broker dies with all it holds, while a fibre is cut.
        world.Broker.Kill();
        world.Olt.Model.Apply(new OltAction(OltActionKind.CutPon, "0/1"));
        await PagesAsync(world, 4);
        await world.Broker.StartAsync();
        await ToldAsync(world, count: 1, "0/1");

        // The collector dies; the fibre is spliced meanwhile.
        world.Collector.Kill();
        world.Olt.Model.Apply(new OltAction(OltActionKind.RepairPon, "0/1"));
        await PagesAsync(world, 4);
        world.StartCollector();
        await ToldAsync(world, count: 2, "restored");

        // The database dies: acks stop, and nothing else. A customer's power goes and is told all the same.
        world.Influx.Kill();
        world.Olt.Model.Apply(new OltAction(OltActionKind.GaspOnu, "0/2:7"));
        await ToldAsync(world, count: 3, "0/2:7");
        await world.Influx.StartAsync();
        await world.StoredUpToAsync(DateTimeOffset.UtcNow);

        // The uplink is cut; a PON is lost and mended in that time. Then the agent loses power before the uplink is back.
        world.Uplink.Silent = true;
        world.Uplink.Cut();
        world.Olt.Model.Apply(new OltAction(OltActionKind.CutPon, "0/1"));
        await PagesAsync(world, 4);
        world.Olt.Model.Apply(new OltAction(OltActionKind.RepairPon, "0/1"));
        await PagesAsync(world, 8);
        var powerCut = DateTimeOffset.UtcNow;
        world.Agent.Kill();
        world.StartAgent();
        world.Uplink.Silent = false;
        world.Uplink.Cut();
        await PagesAsync(world, 4);
        // The agent says itself that it died, and when.
        await ToldAsync(world, count: 4, "restarted without a shutdown");
        world.Olt.Model.Apply(new OltAction(OltActionKind.RestoreOnu, "0/2:7"));
        await ToldAsync(world, count: 5, "restored");

        // A planned stop: what was polled is sent or kept.
        Assert.True(await world.Agent.StopAsync(TimeSpan.FromSeconds(30)), $"the agent did not end by itself; see {world.Agent.LogFile}");
        await world.StoredUpToAsync(powerCut - PowerCutLoss);
        var owed = world.Served(page => page.At < powerCut - PowerCutLoss || page.At > powerCut).ToList();
        await WaitFor.TrueAsync(async () => (await world.StoredAsync()).ToHashSet() is var stored && owed.All(stored.Contains), TimeSpan.FromSeconds(30), "the last values to be stored");

        var count = ValueCount.Of(world.Served(_ => true), await world.StoredAsync());
        Assert.Equal(0, count.Doubled);
        Assert.Equal(0, count.Unknown);
        Assert.Equal(owed.Count, ValueCount.Of(owed, await world.StoredAsync()).Stored);
        await NobodyIsToldWronglyAsync(world);
    }

    private static Task PagesAsync(StoryWorld world, int more)
    {
        var wanted = world.Olt.Ledger.Pages.Count + more;
        return WaitFor.TrueAsync(() => Task.FromResult(world.Olt.Ledger.Pages.Count >= wanted), TimeSpan.FromSeconds(30), $"the agent to read {more} more pages");
    }

    private static async Task ToldAsync(StoryWorld world, int count, string about)
    {
        try
        {
            await WaitFor.TrueAsync(() => Task.FromResult(Told(world).Count >= count && Told(world)[count - 1].Contains(about, StringComparison.Ordinal)), TimeSpan.FromSeconds(45), $"message {count} to tell of \"{about}\"");
        }
        catch (TimeoutException timeout)
        {
            throw new TimeoutException($"{timeout.Message}; the gateway has: {string.Join(" | ", Told(world).Select(text => text.Split('\n')[0]))}", timeout);
        }
    }

    /// <summary>What the gateway got, without what came once more because the collector died between sending and noting it: those say so themselves.</summary>
    private static IReadOnlyList<string> Told(StoryWorld world) =>
        [.. world.Gateway.Messages.Select(message => message.Text).Where(text => !text.Contains("may be a repeat", StringComparison.Ordinal))];

    /// <summary>Two incidents, each told once and ended once; the loss that began and ended behind a dead uplink told nobody, and nothing stays open but the agent's own death, for ten minutes.</summary>
    private static async Task NobodyIsToldWronglyAsync(StoryWorld world)
    {
        Assert.Equal(5, Told(world).Count);
        Assert.All(Told(world).Where(text => !text.Contains("restarted without a shutdown", StringComparison.Ordinal)).GroupBy(text => Incident().Match(text).Value, StringComparer.Ordinal), incident => Assert.Equal(2, incident.Count()));
        await using var open = await RetainedMessage.ReadAsync(world.Broker.Port, $"edgenoc/v1/{StoryWorld.Site}/incidents");
        Assert.Equal(["agent.unclean_restart"], open.Json.RootElement.GetProperty("incidents").EnumerateArray().Select(incident => incident.GetProperty("kind").GetString()));
    }

    [GeneratedRegex(@"#\d+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Incident();
}
