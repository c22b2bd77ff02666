using EdgeNoc.Collector.Alerts.Text;
using static EdgeNoc.Tests.Alerts.Samples;

namespace EdgeNoc.Tests.Alerts;

public sealed class ReportTextTests
{
    // The figures of the monitor that users had: its means are 48.7 °C and -23.3 dBm, each OLT counting alike.
    private static readonly OltFigures[] Known =
    [
        new("kdr-01", "", "olt-1", 50, 48, 42, -22, null),
        new("kdr-02", "", "olt-1", 50, 48, 66, -28, null),
        new("kdr-03", "Kediri 3", "olt-1", 100, 99, 38, -20, null),
    ];

    private static readonly OpenIncidentLine[] Open = [new(17, "🔴 #17 KDR-02 …"), new(18, "🟠 #18 KDR-01 …")];

    private static readonly OltFigures Silent = new("kdr-04", "", "olt-1", 40, 40, 41, -21, new Staleness(At.AddMinutes(-58)));

    private static readonly RouterFigures[] Routers =
    [
        new("kdr-01", "", "router-1", 1118, 1131, 45, 60, IsTroubled: false, null),
        new("kdr-02", "", "bng", 12, null, null, null, IsTroubled: true, null),
        new("kdr-04", "", "router-1", 7, 8, 0, 0, IsTroubled: false, new Staleness(At.AddMinutes(-58))),
    ];

    public static TheoryData<string> Languages => ["id", "pt", "en"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void An_hourly_report(string language) =>
        Golden.Same("hourly", language, ReportText.Of(new NetworkReport { At = At, Olts = [.. Known, Silent, new("kdr-05", "", "olt-9", 0, 0, null, null, new Staleness(null))], Routers = Routers, OpenIncidents = Open }, Style(language)));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_daily_report(string language) => Golden.Same("daily", language, ReportText.Of(
        new NetworkReport
        {
            At = At,
            Olts = Known,
            Day = new DayFigures(
                5, 4, 12,
                [.. Enumerable.Range(1, 10).Select(number => new OnuLine("KDR-01", "olt-1", $"onu/0/3:{number}", $"CLIENT-{number:000}", null, At.AddHours(-number)))],
                [new("KDR-02", "olt-1", "onu/0/1:4", "CLIENT-104", -31.25, null), new("KDR-02", "olt-1", "onu/0/1:5", null, -28, null)], 3, 1, 2),
        },
        Style(language)));

    [Fact]
    public void Means_count_each_OLT_alike_as_users_know_them()
    {
        var report = new NetworkReport { At = At, Olts = Known };
        Assert.Equal((48.7, -23.3, 97.0), (Math.Round(report.MeanTempC!.Value, 1), Math.Round(report.MeanRxDbm!.Value, 1), Math.Round(report.UptimePercent!.Value, 1)));
        Assert.Equal(97.5, report.OnlinePercent);
    }

    [Fact]
    public void What_is_not_known_is_never_counted_as_well()
    {
        var report = new NetworkReport { At = At, Olts = [Known[0], Silent] };
        Assert.Equal((90, 48, 40, 2), (report.Total, report.Online, report.Unknown, report.Problems));
        Assert.Equal(42, report.MeanTempC);
        Assert.Contains("\n⚪ KDR-04 olt-1: no data since 02:14 WIB\n", ReportText.Of(report, Style("en")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_nobody_knows_yet_has_no_percentages()
    {
        var text = ReportText.Of(new NetworkReport { At = At, Olts = [] }, Style("en"));
        Assert.StartsWith("📋 HOURLY STATUS REPORT 📋 no OLT has sent a list yet\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("%", text, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_list_of_OLTs_begins_with_what_needs_a_look()
    {
        var olts = Enumerable.Range(1, 150).Select(number => new OltFigures($"kdr-{number:000}", "", "olt-1", 10, 10, number == 149 ? 70 : 40, -20, number == 150 ? new Staleness(null) : null)).ToList();
        var lines = ReportText.Of(new NetworkReport { At = At, Olts = olts }, Style("en")).Split('\n').Where(line => line.Contains("olt-1", StringComparison.Ordinal)).ToList();
        Assert.Equal(["⚪ KDR-150 olt-1: no data yet", "🟡 KDR-149 olt-1: 10/10 (100.0%) | 🔥70°C | 📶-20dBm", "🟢 KDR-001 olt-1: 10/10 (100.0%) | 🌡️40°C | 📶-20dBm"], lines[..3]);
        Assert.Equal(100, lines.Count);
    }
}
