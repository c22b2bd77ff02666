using EdgeNoc.Collector.Updates;

namespace EdgeNoc.Tests.Updates;

/// <summary>Bench, one POP, all; until the first one fails.</summary>
public sealed class RolloutPlanTests
{
    private static readonly Rollout Third = new() { Id = 3, Version = "0.2.0" };
    private static readonly StoredPackage[] Packages = [new() { Version = "0.2.0", Arch = "amd64", Sha256 = "amd" }, new() { Version = "0.2.0", Arch = "arm64", Sha256 = "arm" }];

    [Fact]
    public void The_bench_comes_first_then_one_then_all()
    {
        var sites = Sites(4);
        sites[2] = sites[2] with { Ring = Rings.Bench };
        Assert.Equal(["site-3"], Ordered(Third, sites));

        sites[2] = Ordered(sites[2]);
        Assert.IsType<RolloutMove.Wait>(Next(Third, sites));
        sites[2] = sites[2] with { Running = "0.2.0", Wanted = "0.2.0", Stage = "prove" };
        Assert.IsType<RolloutMove.Wait>(Next(Third, sites));
        sites[2] = sites[2] with { Wanted = null, Stage = null };
        Assert.Equal(Rings.First, Assert.IsType<RolloutMove.Advance>(Next(Third, sites)).Ring);

        var first = Third with { Ring = Rings.First };
        Assert.Equal(["site-1"], Ordered(first, sites));
        sites[0] = Ordered(sites[0]) with { Running = "0.2.0" };
        Assert.Equal(Rings.All, Assert.IsType<RolloutMove.Advance>(Next(first, sites)).Ring);

        var all = Third with { Ring = Rings.All };
        Assert.Equal(["site-2", "site-4"], Ordered(all, sites));
        (sites[1], sites[3]) = (Ordered(sites[1]) with { Running = "0.2.0" }, Ordered(sites[3]) with { Running = "0.2.0" });
        Assert.IsType<RolloutMove.Done>(Next(all, sites));
    }

    [Fact]
    public void The_first_that_fails_halts_it_and_is_named()
    {
        var sites = Sites(9);
        sites[4] = Ordered(sites[4]) with { FailedOrder = 1, FailedVersion = "0.2.0", FailedStage = "prove", FailedReason = "it ended again and again" };
        Assert.Equal("site-5: prove: it ended again and again", Assert.IsType<RolloutMove.Halt>(Next(Third with { Ring = Rings.All }, sites)).Reason);
    }

    [Fact]
    public void What_failed_in_an_earlier_rollout_does_not_halt_this_one()
    {
        var sites = Sites(1);
        sites[0] = sites[0] with { OrderNumber = 1, OrderRollout = 2, FailedOrder = 1 };
        Assert.Equal(["site-1"], Ordered(Third with { Ring = Rings.All }, sites));
    }

    [Fact]
    public void Many_sites_go_a_tenth_at_a_time_and_one_that_waits_for_its_cable_blocks_nobody()
    {
        var sites = Sites(200);
        var all = Third with { Ring = Rings.All };
        Assert.Equal(20, Ordered(all, sites).Count);
        for (var i = 0; i < 20; i++) sites[i] = Ordered(sites[i]);
        Assert.IsType<RolloutMove.Wait>(Next(all, sites));
        for (var i = 0; i < 3; i++) sites[i] = sites[i] with { WaitsFor = "the main uplink" };
        Assert.Equal(["site-21", "site-22", "site-23"], Ordered(all, sites));
    }

    [Fact]
    public void Each_site_gets_the_package_of_its_machine_and_whoever_cannot_have_one_is_left_out()
    {
        var sites = Sites(5);
        sites[1] = sites[1] with { Arch = "arm64" };
        sites[2] = sites[2] with { Arch = "riscv64" };
        sites[3] = sites[3] with { Running = "0.3.0" };
        sites[4] = sites[4] with { Online = false };
        var order = Assert.IsType<RolloutMove.Order>(Next(Third with { Ring = Rings.All }, sites));
        Assert.Equal([("site-1", "amd"), ("site-2", "arm")], order.Orders.Select(one => (one.Site, one.Package.Sha256)));
        var back = Assert.IsType<RolloutMove.Order>(Next(Third with { Ring = Rings.All, Downgrade = true }, sites));
        Assert.Equal(["site-1", "site-2", "site-4"], back.Orders.Select(one => one.Site));
    }

    [Fact]
    public void While_the_first_one_is_away_to_start_anew_nobody_else_gets_it()
    {
        var sites = Sites(3);
        var first = Third with { Ring = Rings.First };
        Assert.Equal(["site-1"], Ordered(first, sites));
        sites[0] = Ordered(sites[0]) with { Online = false, Wanted = "0.2.0", Stage = "restart" };
        Assert.IsType<RolloutMove.Wait>(Next(first, sites));
        sites[0] = sites[0] with { Stage = "download" };
        Assert.IsType<RolloutMove.Wait>(Next(first, sites));
    }

    [Fact]
    public void A_bench_that_is_switched_off_holds_everything_back()
    {
        var sites = Sites(2);
        sites[0] = sites[0] with { Ring = Rings.Bench, Online = false };
        Assert.IsType<RolloutMove.Wait>(Next(Third, sites));
    }

    private static SiteUpdate[] Sites(int count) =>
        [.. Enumerable.Range(1, count).Select(number => new SiteUpdate { Site = $"site-{number}", Online = true, Running = "0.1.0", Arch = "amd64" })];

    private static SiteUpdate Ordered(SiteUpdate site) => site with { OrderNumber = 1, OrderRollout = 3, OrderSha256 = "amd" };

    private static RolloutMove Next(Rollout rollout, SiteUpdate[] sites) => RolloutPlan.Next(rollout, sites, Packages);

    private static List<string> Ordered(Rollout rollout, SiteUpdate[] sites) => [.. Assert.IsType<RolloutMove.Order>(Next(rollout, sites)).Orders.Select(one => one.Site)];
}
