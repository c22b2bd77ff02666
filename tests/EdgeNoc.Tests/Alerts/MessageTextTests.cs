using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using static EdgeNoc.Tests.Alerts.Samples;

namespace EdgeNoc.Tests.Alerts;

public sealed class MessageTextTests
{
    [Fact]
    public void The_first_line_of_a_fibre_cut_is_the_whole_verdict() =>
        Assert.Equal("🔴 #17 KDR-03 PON 0/3 fibre cut? 28/32 down, ≥1,240 m, 03:12 WIB", FirstLine(MessageText.Problem(FibreCut(), Style("en"))));

    [Fact]
    public void Its_recovery_counts_who_is_back_and_who_is_not()
    {
        var model = Incident(
            [Pon(1, "pon.down", "0/3", "fibre_cut", CutValues(28)).Over(315)], Enumerable.Range(1, 28).Select(number => number > 26 ? Onu(number) : Onu(number).Over(315)));
        var text = MessageText.Recovery(model with { Now = At.AddSeconds(330) }, Style("en"));
        Assert.Equal("🟢 #17 KDR-03 PON 0/3 restored after 5m 15s: 26/28 back, 2 remaining, 03:17 WIB", FirstLine(text));
        Assert.Contains("\n⏳ 2 remaining: CLIENT-027 (0/3:27), CLIENT-028 (0/3:28)\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recovery_of_ONUs_that_are_not_known_one_by_one_counts_by_what_its_end_said()
    {
        var cut = Pon(1, "pon.down", "0/3", "fibre_cut", CutValues(28)).Over(315) with
        {
            ClearValuesJson = """{"lost":30,"back":28,"remaining":2,"total":32}""",
            ClearLabelsJson = """{"names":"CLIENT-027, CLIENT-028","cause":"fibre_cut"}""",
        };
        var text = MessageText.Recovery(Incident([cut]), Style("en"));
        Assert.Contains(": 28/30 back, 2 remaining, ", FirstLine(text), StringComparison.Ordinal);
        Assert.Contains("\n⏳ 2 remaining: CLIENT-027, CLIENT-028\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Power_says_that_nobody_needs_to_drive_there()
    {
        var line = FirstLine(MessageText.Problem(PowerCut(), Style("en")));
        Assert.Equal("🔌 #17 KDR-03 power outage, no truck roll: 30/128 ONUs off on 4 PONs, 03:12 WIB", line);
    }

    [Fact]
    public void What_stood_before_it_was_known_says_since_when()
    {
        var late = Onu(7) with { RaisedMs = DbTime.Ms(At.AddMinutes(-12)), SeenMs = DbTime.Ms(At) };
        Assert.EndsWith("down (timeout), since 03:00 WIB", FirstLine(MessageText.Problem(Incident([late]), Style("en"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-360, "The clock at this POP is 6m 0s slow")]
    [InlineData(45, "The clock at this POP is 45s fast")]
    public void A_clock_that_is_off_is_said_and_marked(int skewS, string expected)
    {
        var text = MessageText.Problem(Incident([Onu(7)]) with { Skew = TimeSpan.FromSeconds(skewS) }, Style("en"));
        Assert.EndsWith(", ~03:12 WIB", FirstLine(text), StringComparison.Ordinal);
        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_is_right_is_not_spoken_of()
    {
        var text = MessageText.Problem(Incident([Onu(7)]) with { Skew = TimeSpan.FromSeconds(29) }, Style("en"));
        Assert.DoesNotContain("~", text, StringComparison.Ordinal);
        Assert.DoesNotContain("🕒", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_collector_saw_itself_is_not_off_by_the_agents_clock()
    {
        var offline = New(1, "agent.offline", "site", "agent", Severity.Critical) with { Source = AlertSource.Collector };
        Assert.EndsWith("silent since 03:12 WIB", FirstLine(MessageText.Problem(Incident([offline]) with { Skew = TimeSpan.FromMinutes(-6) }, Style("en"))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_time_zone_is_said()
    {
        var (zone, unknown) = SiteTime.Zone("Mars/Olympus");
        var text = MessageText.Problem(FibreCut(), new MessageStyle("en", zone) { UnknownZone = unknown });
        Assert.EndsWith("20:12 UTC", FirstLine(text), StringComparison.Ordinal);
        Assert.Contains("The site's time zone Mars/Olympus is unknown here: times are in UTC", text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_than_ten_are_named_and_the_rest_is_counted()
    {
        var text = MessageText.Problem(FibreCut(), Style("id"));
        Assert.Equal(10, text.Split('\n').Count(line => line.StartsWith("🔗", StringComparison.Ordinal)));
        Assert.EndsWith("\n+18 lainnya", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_detail_names_them_all() =>
        Assert.Equal(28, MessageText.Detail(FibreCut(), Style("id")).Split('\n').Count(line => line.StartsWith("🔗", StringComparison.Ordinal)));

    [Fact]
    public void A_thousand_ONUs_make_no_long_message()
    {
        var text = MessageText.Problem(Incident([Pon(1, "pon.down", "0/3", "fibre_cut", CutValues(32))], Enumerable.Range(1, 1000).Select(number => Onu(number, pon: $"0/{number % 64}"))), Style("pt"));
        Assert.InRange(text.Length, 1, 4000);
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(-5, "0s")]
    [InlineData(59.9, "59s")]
    [InlineData(315, "5m 15s")]
    [InlineData(7500, "2h 5m")]
    [InlineData(273_600, "3d 4h")]
    public void Durations_have_two_units(double seconds, string expected)
    {
        Assert.Equal(expected, DurationText.Of(TimeSpan.FromSeconds(seconds)));
        Assert.Equal(expected, new Phrasing(Style("en")).Duration(TimeSpan.FromSeconds(seconds)));
    }

    [Theory]
    [InlineData("UTC", "05:03 UTC")]
    [InlineData("Asia/Jakarta", "12:03 WIB")]
    [InlineData("Asia/Makassar", "13:03 WITA")]
    [InlineData("Asia/Jayapura", "14:03 WIT")]
    [InlineData("America/Sao_Paulo", "02:03 BRT")]
    [InlineData("America/Manaus", "01:03 AMT")]
    [InlineData("America/Rio_Branco", "00:03 ACT")]
    [InlineData("America/New_York", "00:03 UTC-05:00")]
    public void Times_carry_their_zone(string zone, string expected)
    {
        var at = new DateTimeOffset(2026, 11, 20, 5, 3, 11, TimeSpan.Zero);
        Assert.Equal(expected, SiteTime.Clock(at, at, TimeZoneInfo.FindSystemTimeZoneById(zone)));
    }

    [Fact]
    public void A_summer_time_is_not_called_by_its_winters_name()
    {
        var at = new DateTimeOffset(2018, 12, 20, 5, 3, 11, TimeSpan.Zero);
        Assert.Equal("03:03 UTC-02:00", SiteTime.Clock(at, at, SaoPaulo));
    }

    [Theory]
    [InlineData("en", "1,240.5")]
    [InlineData("id", "1.240,5")]
    [InlineData("pt", "1.240,5")]
    public void Numbers_are_written_as_the_language_does(string language, string expected) => Assert.Equal(expected, new Phrasing(Style(language)).Number(1240.5));

    private static string FirstLine(string text) => text.Split('\n')[0];
}
