using EdgeNoc.Collector.Inventory;

namespace EdgeNoc.Tests.Inventory;

public sealed class OfflineDecisionTests
{
    private static readonly DateTimeOffset Zero = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(90);

    // Seconds after Zero: last heartbeat, state changed, collector connected, now; then the verdict, dark since, look again.
    [Theory]
    [InlineData(nameof(SiteState.Online), 0, 0, 0, 59, nameof(OfflineVerdict.Fine), null, 150)]
    [InlineData(nameof(SiteState.Online), 0, 0, 0, 60, nameof(OfflineVerdict.Undecided), 60, 150)]
    [InlineData(nameof(SiteState.Online), 0, 0, 0, 149, nameof(OfflineVerdict.Undecided), 60, 150)]
    [InlineData(nameof(SiteState.Online), 0, 0, 0, 150, nameof(OfflineVerdict.Dark), 60, null)]
    [InlineData(nameof(SiteState.Offline), 0, 20, 0, 109, nameof(OfflineVerdict.Undecided), 20, 110)]
    [InlineData(nameof(SiteState.Offline), 0, 20, 0, 110, nameof(OfflineVerdict.Dark), 20, null)]
    [InlineData(nameof(SiteState.Offline), 0, 20, 1000, 1089, nameof(OfflineVerdict.Undecided), 20, 1090)]
    [InlineData(nameof(SiteState.Offline), 0, 20, 1000, 1090, nameof(OfflineVerdict.Dark), 20, null)]
    [InlineData(nameof(SiteState.Online), 0, 0, 1000, 1089, nameof(OfflineVerdict.Undecided), 60, 1090)]
    [InlineData(nameof(SiteState.Stopped), 0, 20, 0, 5000, nameof(OfflineVerdict.Fine), null, null)]
    [InlineData(nameof(SiteState.Unknown), 0, 0, 0, 5000, nameof(OfflineVerdict.Undecided), null, null)]
    public void Dark_counts_from_the_will_or_the_missed_heartbeat_and_never_from_before_the_collector_listened(
        string state, int heartbeat, int changed, int connected, int now, string verdict, int? darkSince, int? lookAgain)
    {
        var site = new Liveness(Enum.Parse<SiteState>(state), At(heartbeat), Zero, At(changed));
        Assert.Equal((Enum.Parse<OfflineVerdict>(verdict), At(darkSince), At(lookAgain)), OfflineDecision.Decide(At(now), At(connected), site, Hold));
    }

    [Fact]
    public void A_collector_off_its_broker_raises_nothing_and_heals_nothing()
    {
        var site = new Liveness(SiteState.Offline, Zero, Zero, Zero);
        Assert.Equal(OfflineVerdict.Undecided, OfflineDecision.Decide(At(9000), null, site, Hold).Verdict);
    }

    private static DateTimeOffset? At(int? seconds) => seconds is { } s ? Zero.AddSeconds(s) : null;

    private static DateTimeOffset At(int seconds) => Zero.AddSeconds(seconds);
}
