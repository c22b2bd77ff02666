using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Devices.Vrp;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Vrp;

/// <summary>Two screens speak of a domain: the one that counts addresses, and the one that counts subscribers.</summary>
public sealed class VrpMemoryTests
{
    private readonly AdjustableTime _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void A_domain_with_a_pool_is_left_to_it_and_one_without_shows_its_subscribers()
    {
        var memory = new VrpMemory(_time, VrpPeaks.Load(RigDirectory.New("peaks"), "ne-1"));
        var subscribers = new[] { Domain("residential", 812), Domain("radius", 40) };
        Assert.Equal(["residential 800/1024", "radius 40/"], Shown(memory.Pools([.. subscribers, Pool("residential", 800, 1024), Pool("radius", 0, 0)])));
        Assert.Equal(["radius 41/"], Shown(memory.Pools([Domain("residential", 813), Domain("radius", 41)])));
    }

    [Fact]
    public void Polls_that_do_not_ask_for_pools_cost_no_forecast()
    {
        var memory = new VrpMemory(_time, VrpPeaks.Load(RigDirectory.New("peaks"), "ne-1"));
        long? last = null;
        for (var minute = 0; minute <= 60; minute++, _time.Advance(TimeSpan.FromMinutes(1)))
        {
            var pools = memory.Pools(minute % 5 == 0 ? [Pool("residential", 480 + (2 * minute), 1000)] : [Domain("residential", 7)]);
            if (minute % 5 == 0) last = Assert.Single(pools).FullInS;
        }

        Assert.Equal(200 * 60, last);
    }

    private static IEnumerable<string> Shown(IReadOnlyList<IpPoolRecord> pools) => pools.Select(pool => $"{pool.Pool} {pool.Used}/{pool.Total}");

    private static IpPoolRecord Pool(string name, long used, long total) => new() { Pool = name, Used = used, Total = total };

    private static IpPoolRecord Domain(string name, long users) => new() { Pool = name, Used = users };
}
