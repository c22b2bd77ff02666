using EdgeNoc.Collector.Alerts.Isolation;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Common.Events;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Alerts;

/// <summary>The decisions about people and times, each by itself.</summary>
public sealed class RoutingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("site=kdr-03", true)]
    [InlineData("site!=kdr-03", false)]
    [InlineData("site=~kdr-.*", true)]
    [InlineData("site=~kdr", false)]
    [InlineData("site!~kdr-.*", false)]
    [InlineData("pon=0/3", true)]
    [InlineData("severity=~high|critical", true)]
    [InlineData("customer=budi", true)]
    [InlineData("nobody=", true)]
    [InlineData("nobody!=x", true)]
    [InlineData("site=kdr-03 kind=onu.down", false)]
    public void Matchers_compare_whole_values_and_what_is_missing_is_empty(string matchers, bool expected)
    {
        var fields = new MatchFields
        {
            Site = "kdr-03", Pon = "0/3", Severity = "high", Kind = "pon.down", Labels = () => new Dictionary<string, string>(StringComparer.Ordinal) { ["customer"] = "budi" },
        };
        Assert.Equal(expected, Matchers.All(People.Matching(matchers), fields));
    }

    [Fact]
    public void Matchers_come_back_from_their_column_as_they_went_in_and_broken_ones_match_nothing()
    {
        var matchers = People.Matching("site=a kind!=b entity=~c.* reason!~d");
        Assert.Equal("""[{"name":"site","op":"=","value":"a"},{"name":"kind","op":"!=","value":"b"},{"name":"entity","op":"=~","value":"c.*"},{"name":"reason","op":"!~","value":"d"}]""", Matchers.Write(matchers));
        Assert.Equal(Matchers.Write(matchers), Matchers.Write(Matchers.Read(Matchers.Write(matchers))!));
        Assert.All(["", "{}", "null", "[null]", """[{"name":"site","op":"<","value":"a"}]""", """[{"name":"site","op":"=~","value":"("}]""", """[{"name":"site"}]"""], json => Assert.Null(Matchers.Read(json)));
    }

    [Fact]
    public void No_expression_however_nested_takes_long() =>
        Assert.False(new Matcher("site", MatchOperator.Matches, "(a+)+b").Matches(new string('a', 50_000)));

    [Theory]
    [InlineData("22:00", "06:00", 14, null)]
    [InlineData("22:00", "06:00", 15, 23)]
    [InlineData("22:00", "06:00", 22, 23)]
    [InlineData("22:00", "06:00", 23, null)]
    [InlineData("09:00", "17:00", 2, 10)]
    [InlineData("09:00", "09:00", 2, null)]
    public void Quiet_hours_last_until_their_end_by_the_persons_own_clock(string from, string to, int hourUtc, int? untilHourUtc)
    {
        var now = new DateTimeOffset(2026, 11, 20, hourUtc, 0, 0, TimeSpan.Zero);
        var until = new QuietHours(from, to).Until(now, TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"), Severity.High);
        Assert.Equal(untilHourUtc is { } hour ? now.AddHours(hour - hourUtc) : (DateTimeOffset?)null, until);
        Assert.Null(new QuietHours(from, to).Until(now, TimeZoneInfo.Utc, Severity.Critical));
    }

    [Theory]
    [InlineData("fri", "07:00", "17:00", "2026-11-20T00:00:00Z", true)]
    [InlineData("fri", "07:00", "17:00", "2026-11-19T23:59:00Z", false)]
    [InlineData("fri", "07:00", "17:00", "2026-11-20T10:00:00Z", false)]
    [InlineData("thu", "22:00", "06:00", "2026-11-19T22:59:00Z", true)]
    [InlineData("fri", "22:00", "06:00", "2026-11-19T22:59:00Z", false)]
    public void Hours_of_a_week_belong_to_the_day_on_which_they_begin(string day, string from, string to, string now, bool expected) =>
        Assert.Equal(expected, new WeekInterval([day], from, to, "Asia/Jakarta").Contains(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Whoever_is_on_call_changes_exactly_at_the_end_of_each_shift() => Prop.ForAll(
        Gen.Zip(Gen.Choose(1, 5), Gen.Choose(-50, 50)).ToArbitrary(),
        drawn =>
        {
            var (members, shift) = drawn;
            var rotation = new Rotation("r", Noon, TimeSpan.FromHours(8), [.. Enumerable.Range(0, members).Select(n => $"m{n}")]);
            var begins = Noon + (TimeSpan.FromHours(8) * shift);
            var expected = $"m{((shift % members) + members) % members}";
            Assert.Equal((expected, expected), (rotation.OnCall(begins), rotation.OnCall(begins + TimeSpan.FromHours(8) - TimeSpan.FromTicks(1))));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(10, 2, false)]
    [InlineData(10, 3, true)]
    [InlineData(40, 11, false)]
    [InlineData(40, 12, true)]
    [InlineData(2, 2, false)]
    public void Three_sites_and_three_tenths_of_them_make_an_isolation(int known, int silent, bool isolated)
    {
        var sites = Enumerable.Range(0, known).Select(n => new SiteSign(n < silent ? Noon.AddSeconds(n) : Noon.AddHours(1), IsExplained: false)).ToList();
        var verdict = IsolationDecision.Decide(stands: false, new Hearing(Noon.AddHours(-1), null), sites, TimeSpan.FromSeconds(90), Noon.AddSeconds(120));
        Assert.Equal(isolated ? true : null, verdict.Stands);
    }

    [Fact]
    public void Sites_that_fell_silent_one_after_the_other_or_without_mains_are_no_isolation()
    {
        var hearing = new Hearing(Noon.AddDays(-1), null);
        var slow = Enumerable.Range(0, 10).Select(n => new SiteSign(Noon.AddSeconds(61 * n), IsExplained: false)).ToList();
        Assert.Null(IsolationDecision.Decide(false, hearing, slow, TimeSpan.FromSeconds(90), Noon.AddMinutes(30)).Stands);
        var mains = Enumerable.Range(0, 10).Select(n => new SiteSign(Noon.AddSeconds(n), IsExplained: true)).ToList();
        Assert.Null(IsolationDecision.Decide(false, hearing, mains, TimeSpan.FromSeconds(90), Noon.AddMinutes(30)).Stands);
    }
}
