using EdgeNoc.Demo.Reckoning;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Tests.Stories;

/// <summary>A POP whose cable is cut and whose modem takes over, on the real parts, in a network of its own with two default routes.</summary>
[Trait("Category", "Slow")]
public sealed class MeteredStoryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Over_the_metered_way_only_what_changed_leaves_and_when_the_main_way_is_back_nothing_is_missing()
    {
        Assert.SkipWhen(NetworkNamespace.Missing is not null, NetworkNamespace.Missing ?? "");
        using var space = NetworkNamespace.Create();
        space.AddDefaultRoutes();
        await using var world = await StoryWorld.StartAsync(space, new { metered_interfaces = new[] { space.BackupInterface } });
        await PagesAsync(world, 4);
        await world.StoredUpToAsync(DateTimeOffset.UtcNow);
        Assert.Equal("main", await WayAsync(world));

        space.SetMainRoute(up: false);
        await world.Agent.WaitForLineAsync("the uplink is metered", Patience);
        await WaitFor.TrueAsync(() => world.Agent.Output.Count(line => line.Contains("connected to mqtt", StringComparison.Ordinal)) == 2, Patience, "the agent to connect over the other way");
        await WaitFor.TrueAsync(async () => await WayAsync(world) == "backup", Patience, "the status to say so");
        // By then the set that follows a connection is on its way.
        await PagesAsync(world, 3);
        var before = world.Olt.Ledger.Pages.Count;
        world.Olt.Model.Apply(new OltAction(OltActionKind.GaspOnu, "0/2:7"));
        await WaitFor.TrueAsync(async () => await CountAsync(world, "SELECT COUNT(up) FROM onu WHERE pon = '0/2' AND onu = '7' AND status = 'power_off'") == 1, Patience, "the changed row to be stored");
        await PagesAsync(world, 8);

        // The ONUs that did not change wait on the agent's disk, of all others nothing does, and the one that did was stored once, as often as it changed.
        var unchanged = world.Served(page => page.Number > before + 1).ToList();
        Assert.NotEmpty(unchanged);
        Assert.Empty((await world.StoredAsync()).Intersect(unchanged));
        await WaitFor.TrueAsync(async () => await CountAsync(world, "SELECT COUNT(total) FROM pon WHERE pon = '0/1'") >= before + 8, Patience, "each reading of the PON to be stored at once");
        Assert.Equal(1, await CountAsync(world, "SELECT COUNT(up) FROM onu WHERE pon = '0/2' AND onu = '7' AND status = 'power_off'"));

        await WaitFor.TrueAsync(async () => await CountAsync(world, "SELECT COUNT(sent_bytes) FROM agent WHERE uplink = 'backup'") > 0, Patience, "the agent's own figures to say which way it is");

        space.SetMainRoute(up: true);
        await world.Agent.WaitForLineAsync("the uplink is free", Patience);
        await world.StoredUpToAsync(DateTimeOffset.UtcNow);
        await WaitFor.TrueAsync(async () => await WayAsync(world) == "main", Patience, "the status to say so");
        Assert.True(await world.Agent.StopAsync(TimeSpan.FromSeconds(30)), $"the agent did not end by itself; see {world.Agent.LogFile}");
        var end = ValueCount.Of(world.Served(_ => true), await world.StoredAsync());
        Assert.Equal((0, 0, 0), (end.Lost, end.Doubled, end.Unknown));
    }

    private static Task PagesAsync(StoryWorld world, int more)
    {
        var wanted = world.Olt.Ledger.Pages.Count + more;
        return WaitFor.TrueAsync(() => world.Olt.Ledger.Pages.Count >= wanted, TimeSpan.FromSeconds(30), $"the agent to read {more} more pages");
    }

    private static async Task<string?> WayAsync(StoryWorld world)
    {
        await using var status = await RetainedMessage.ReadAsync(world.Broker.Port, $"edgenoc/v1/{StoryWorld.Site}/status");
        return status.Json.RootElement.TryGetProperty("uplink", out var way) ? way.GetString() : null;
    }

    private static async Task<long> CountAsync(StoryWorld world, string query)
    {
        using var answer = await world.Influx.QueryAsync(StoryWorld.Database, query);
        return answer.RootElement.GetProperty("results")[0].TryGetProperty("series", out var series) ? series[0].GetProperty("values")[0][1].GetInt64() : 0;
    }
}
