using EdgeNoc.Agent.Detection.Levels;

namespace EdgeNoc.Tests.Detection;

public sealed class RxBaselineTests
{
    private const int Day = 96;

    [Fact]
    public void Two_days_are_a_habit_and_less_is_none()
    {
        var baseline = new RxBaseline();
        Fill(baseline, 0, 2 * Day, -21);
        Assert.Null(baseline.MedianDbm);
        Assert.True(baseline.Add(2 * Day, -21));
        Assert.Equal((-21, 8), (baseline.MedianDbm, baseline.Known));
    }

    [Fact]
    public void A_bad_day_of_seven_does_not_move_it_and_four_do()
    {
        var baseline = new RxBaseline();
        Fill(baseline, 0, 6 * Day, -20.5);
        Fill(baseline, 6 * Day, 7 * Day, -29);
        baseline.Add(7 * Day, -29);
        Assert.Equal((-20.5, 28), (baseline.MedianDbm, baseline.Known));
        Fill(baseline, (7 * Day) + 1, 10 * Day, -29);
        baseline.Add(10 * Day, -29);
        Assert.Equal(-29, baseline.MedianDbm);
    }

    [Fact]
    public void What_is_seven_days_old_is_forgotten_also_when_nobody_measured_since()
    {
        var baseline = new RxBaseline();
        Fill(baseline, 0, 3 * Day, -20);
        baseline.Add(20 * Day, -25);
        Assert.Equal((null, 0), (baseline.MedianDbm, baseline.Known));
    }

    [Fact]
    public void Two_samples_of_one_quarter_of_an_hour_and_a_clock_that_goes_back_change_nothing()
    {
        var baseline = new RxBaseline();
        Fill(baseline, Day, 4 * Day, -20);
        baseline.Add(4 * Day, -20);
        var text = baseline.ToText();
        for (var slot = 0; slot <= 4 * Day; slot++) Assert.False(baseline.Add(slot, -39));
        Assert.Equal((text, -20), (baseline.ToText(), baseline.MedianDbm));
    }

    [Fact]
    public void A_quarter_with_three_samples_is_none()
    {
        var baseline = new RxBaseline();
        for (var slot = 0; slot < 4 * Day; slot += 8) baseline.Add(slot, -20);
        Assert.Equal(0, baseline.Known);
    }

    [Fact]
    public void What_is_stored_is_what_is_read()
    {
        var baseline = new RxBaseline();
        Fill(baseline, 0, 5 * Day, -23.45);
        baseline.Add(5 * Day, -23.45);
        var read = RxBaseline.Parse(baseline.ToText(), baseline.Quarter)!;
        Assert.Equal((76, -23.45, 20, 20), (baseline.ToText().Length, read.MedianDbm, read.Known, read.Quarter));
        Assert.Null(RxBaseline.Parse("!", 20));
        Assert.Null(RxBaseline.Parse("AAAA", 20));
        Assert.Null(RxBaseline.Parse(baseline.ToText() + "AAAA", 20));
    }

    private static void Fill(RxBaseline baseline, int from, int to, double dbm)
    {
        for (var slot = from; slot < to; slot++) baseline.Add(slot, dbm);
    }
}
