using EdgeNoc.Collector.Web.Optics;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Web;

public sealed class LightTrendTests
{
    private const long Day = 86_400_000;
    private const double Weak = -27;

    [Fact]
    public void Light_that_falls_evenly_says_when_it_is_weak()
    {
        var trend = LightTrend.Of(Falling(30, -20, -0.1), -22.9, Weak);
        Assert.Equal((-0.7, -2.9, -0.7, 41.0), (trend.Change7Db, trend.Change30Db, trend.SlopeDbWeek, trend.WeakInDays));
    }

    [Fact]
    public void Light_that_scatters_or_stands_still_gives_no_date()
    {
        var random = new Random(7);
        var scattered = Enumerable.Range(0, 30).Select(n => new LightDay(n * Day, -22 - (random.NextDouble() * 6))).ToList();
        Assert.Null(LightTrend.Of(scattered, -24, Weak).WeakInDays);
        Assert.Null(LightTrend.Of(Falling(30, -22, -0.01), -22.3, Weak).WeakInDays);
        Assert.Null(LightTrend.Of(Falling(30, -24, +0.1), -21.1, Weak).WeakInDays);
        Assert.Null(LightTrend.Of(Falling(30, -10, -0.02), -10.6, Weak).WeakInDays);
    }

    [Fact]
    public void What_is_weak_is_weak_today_and_a_few_days_are_no_trend()
    {
        Assert.Equal(0, LightTrend.Of([], Weak, Weak).WeakInDays);
        Assert.Equal(0, LightTrend.Of(Falling(30, -25, -0.1), -27.9, Weak).WeakInDays);
        Assert.Equal((null, null, null, null), Four(LightTrend.Of(Falling(4, -20, -0.5), -21.5, Weak)));
        Assert.Equal((null, null, null, null), Four(LightTrend.Of([], -20, Weak)));
    }

    [Fact]
    public void A_gap_is_bridged_by_a_day_or_there_is_no_change_to_tell()
    {
        var days = Falling(30, -20, -0.1);
        days.RemoveAll(day => day.AtMs / Day == 22);
        Assert.Equal(-0.7, LightTrend.Of(days, -22.9, Weak).Change7Db!.Value, 0.101);
        days.RemoveAll(day => day.AtMs / Day is > 18 and < 28);
        Assert.Null(LightTrend.Of(days, -22.9, Weak).Change7Db);
    }

    [Fact]
    public void A_straight_line_is_found_whatever_it_is() => Prop.ForAll(
        Arb.From(from start in Gen.Choose(-300, -100) from slope in Gen.Choose(-20, 20) from count in Gen.Choose(5, 30) select (Start: start / 10.0, Slope: slope / 100.0, count)),
        line => Math.Abs(LightTrend.Of(Falling(line.count, line.Start, line.Slope), line.Start + (line.Slope * (line.count - 1)), -90).SlopeDbWeek!.Value - (line.Slope * 7)) < 0.006).QuickCheckThrowOnFailure();

    [Fact]
    public void What_cannot_be_told_comes_last_in_each_order()
    {
        OpticEntry Of(string name, double rx, double? slope, double? soon) => new("kdr-03", "olt-1", "0/1:1", name, rx, null, null, slope, soon);
        OpticEntry[] items = [Of("a", -28, null, 0), Of("b", -26, -0.5, 14), Of("c", -25, -1.5, 9), Of("d", -24, 0.2, null)];
        Assert.Equal(["a", "b", "c", "d"], OpticReader.Ordered(items, "rx").Select(one => one.Name));
        Assert.Equal(["c", "b", "d", "a"], OpticReader.Ordered(items, "slope").Select(one => one.Name));
        Assert.Equal(["a", "c", "b", "d"], OpticReader.Ordered(items, "soon").Select(one => one.Name));
    }

    private static (double?, double?, double?, double?) Four(LightTrend trend) => (trend.Change7Db, trend.Change30Db, trend.SlopeDbWeek, trend.WeakInDays);

    private static List<LightDay> Falling(int count, double start, double slopeADay) => [.. Enumerable.Range(0, count).Select(n => new LightDay(n * Day, start + (n * slopeADay)))];
}
