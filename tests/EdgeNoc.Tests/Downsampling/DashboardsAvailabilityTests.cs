using EdgeNoc.Collector.Downsampling;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Downsampling;

/// <summary>How five minutes of a site are shared out.</summary>
public sealed class DashboardsAvailabilityTests
{
    [Fact]
    public void Each_box_has_its_share_and_one_with_announced_work_is_neither_up_nor_down() =>
        Assert.Equal(new WindowShares(0.75, 0.625, 0.25), WindowShares.Of([(1, false), (1, false), (0.5, false), (0, true)], isWholeSite: false));

    [Fact]
    public void Work_on_the_whole_site_is_all_work_whoever_was_polled()
    {
        Assert.Equal(new WindowShares(0, 0, 1), WindowShares.Of([(1, true), (0, false)], isWholeSite: true));
        Assert.Equal(new WindowShares(0, 0, 1), WindowShares.Of([], isWholeSite: true));
    }

    [Fact]
    public void Where_nobody_polled_nothing_is_known() => Assert.Null(WindowShares.Of([], isWholeSite: false));

    [Fact]
    public void Known_time_and_work_are_always_the_whole_and_up_is_never_more_than_known()
    {
        var boxes = Gen.Choose(0, 10).Select(tenths => tenths / 10.0).SelectMany(up => Gen.Elements(true, false).Select(work => (up, work))).NonEmptyListOf();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(boxes.ToArbitrary(), some =>
        {
            var shares = WindowShares.Of([.. some], isWholeSite: false)!.Value;
            return Math.Abs(shares.Known + shares.Work - 1) < 1e-9 && shares.KnownUp <= shares.Known + 1e-9 && shares.KnownUp >= 0;
        }));
    }
}
