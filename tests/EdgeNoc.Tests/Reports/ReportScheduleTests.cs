using EdgeNoc.Collector.Reports;
using EdgeNoc.Collector.Store;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Reports;

public sealed class ReportScheduleTests
{
    private static readonly TimeZoneInfo Jakarta = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");
    private static readonly TimeZoneInfo Kathmandu = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu");
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void A_new_report_waits_for_its_first_slot() =>
        Assert.Equal(new ReportDecision.Skip(At("2026-11-20T00:00Z"), 0), ReportSchedule.Decide(Daily("07:00", null), Jakarta, At("2026-11-20T00:05Z")));

    [Theory]
    [InlineData("2026-11-19T23:59:59.999Z", null)]
    [InlineData("2026-11-20T00:00Z", "2026-11-20T00:00Z")]
    [InlineData("2026-11-20T00:59:59Z", "2026-11-20T00:00Z")]
    public void A_daily_report_comes_by_the_readers_clock(string now, string? slot) => Assert.Equal(
        slot is null ? new ReportDecision.Wait() : new ReportDecision.Send(At(slot), 0), ReportSchedule.Decide(Daily("07:00", "2026-11-19T00:00Z"), Jakarta, At(now)));

    [Fact]
    public void A_daily_report_that_is_an_hour_late_is_skipped() =>
        Assert.Equal(new ReportDecision.Skip(At("2026-11-20T00:00Z"), 1), ReportSchedule.Decide(Daily("07:00", "2026-11-19T00:00Z"), Jakarta, At("2026-11-20T01:00Z")));

    [Theory]
    [InlineData(null, "2026-11-20T05:00Z", "2026-11-20T05:00Z")]
    [InlineData("00:15", "2026-11-20T05:14Z", "2026-11-20T04:15Z")]
    [InlineData("00:15", "2026-11-20T05:15Z", "2026-11-20T05:15Z")]
    public void An_hourly_report_takes_the_minutes(string? at, string now, string slot) => Assert.Equal(
        new ReportDecision.Send(At(slot), 0), ReportSchedule.Decide(new Report { Kind = ReportKind.Hourly, AtLocal = at, LastMs = DbTime.Ms(At(slot).AddHours(-1)) }, Jakarta, At(now)));

    [Fact]
    public void In_a_zone_of_quarter_hours_the_full_hour_is_that_of_its_clocks() => Assert.Equal(
        new ReportDecision.Send(At("2026-11-20T05:15Z"), 0),
        ReportSchedule.Decide(new Report { Kind = ReportKind.Hourly, LastMs = DbTime.Ms(At("2026-11-20T04:15Z")) }, Kathmandu, At("2026-11-20T05:20Z")));

    [Fact]
    public void After_hours_away_one_report_comes_and_the_missed_ones_are_counted() => Assert.Equal(
        new ReportDecision.Send(At("2026-11-20T10:00Z"), 4),
        ReportSchedule.Decide(new Report { Kind = ReportKind.Hourly, LastMs = DbTime.Ms(At("2026-11-20T05:00Z")) }, Jakarta, At("2026-11-20T10:30Z")));

    [Fact]
    public void A_clock_that_was_ahead_does_not_silence_a_report() =>
        Assert.Equal(new ReportDecision.Skip(At("2026-11-20T00:00Z"), 0), ReportSchedule.Decide(Daily("07:00", "2071-01-01T00:00Z"), Jakarta, At("2026-11-20T00:05Z")));

    [Fact]
    public void A_time_that_is_left_out_comes_when_the_clock_goes_on() =>
        Assert.Equal(new ReportDecision.Send(At("2026-03-29T01:00Z"), 0), ReportSchedule.Decide(Daily("02:30", "2026-03-28T01:30Z"), Berlin, At("2026-03-29T01:01Z")));

    [Fact]
    public void A_time_that_comes_twice_comes_once()
    {
        var first = ReportSchedule.Decide(Daily("02:30", "2026-10-24T00:30Z"), Berlin, At("2026-10-25T00:31Z"));
        Assert.Equal(new ReportDecision.Send(At("2026-10-25T00:30Z"), 0), first);
        Assert.Equal(new ReportDecision.Wait(), ReportSchedule.Decide(Daily("02:30", "2026-10-25T00:30Z"), Berlin, At("2026-10-25T01:31Z")));
    }

    [Theory]
    [InlineData("7 o'clock")]
    [InlineData("24:00")]
    [InlineData("")]
    public void A_time_that_is_none_means_seven(string at) =>
        Assert.Equal(new ReportDecision.Send(At("2026-11-20T00:00Z"), 0), ReportSchedule.Decide(Daily(at, "2026-11-19T00:00Z"), Jakarta, At("2026-11-20T00:05Z")));

    [Fact]
    public void Whenever_it_looks_each_day_has_one_report()
    {
        var steps = Gen.Choose(1, 50 * 60).ListOf(200);
        Prop.ForAll(steps.ToArbitrary(), pauses =>
        {
            var now = At("2026-10-20T12:00Z");
            var report = Daily("02:30", "2026-10-20T00:30Z");
            var sent = new List<DateTimeOffset>();
            foreach (var pause in pauses)
            {
                now += TimeSpan.FromSeconds(pause);
                if (ReportSchedule.Decide(report, Berlin, now) is not ReportDecision.Send send) continue;
                sent.Add(send.Slot);
                report = report with { LastMs = DbTime.Ms(send.Slot) };
            }

            var days = sent.Select(slot => TimeZoneInfo.ConvertTime(slot, Berlin).Date).ToList();
            Assert.Equal(days.Distinct(), days);
            if (days.Count > 0) Assert.Equal((days[^1] - days[0]).TotalDays + 1, days.Count);
        }).QuickCheckThrowOnFailure();
    }

    private static Report Daily(string at, string? last) => new() { Kind = ReportKind.Daily, AtLocal = at, LastMs = last is null ? null : DbTime.Ms(At(last)) };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
