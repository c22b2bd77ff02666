using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Reconciliation;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Alerts;

/// <summary>Whole messages, as they arrive on a phone.</summary>
public sealed class MessageTextTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 5, 3, 11, TimeSpan.Zero);
    private static readonly TimeZoneInfo Jakarta = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");
    private static readonly OfflineSummary Night = new(At.AddHours(-3), At.AddHours(-2), Severity.High, [new("interface.down", 1), new("onu.down", 3), new("onu.rx_low", 2)]);

    [Fact]
    public void A_fibre_cut_names_ten_and_counts_the_rest() => Same(
        """
        🔴 #17 demo-pop olt-1 PON 0/3: 64 ONUs down, 12:03:12 WIB
        ⏰ Time: 2026-11-20 12:03:12 WIB
        ⚠️ Severity: low

        🏢 olt-1
        ──────────────────────────────────────────────────
        📊 Status: 64 problems
        📍 PON 0/3: 60 down (timeout), 4 power off (dying gasp)
        🔴 CLIENT-001 0/3:1: down (timeout)
            🔗 00:1A:2B:3C:4D:01 · 📶 -20.75 dBm · 📏 1001 m
        🔴 CLIENT-002 0/3:2: down (timeout)
            🔗 00:1A:2B:3C:4D:02 · 📶 -21.5 dBm · 📏 1002 m
        🔴 CLIENT-003 0/3:3: down (timeout)
            🔗 00:1A:2B:3C:4D:03 · 📶 -22.25 dBm · 📏 1003 m
        🔴 CLIENT-004 0/3:4: down (timeout)
            🔗 00:1A:2B:3C:4D:04 · 📶 -23 dBm · 📏 1004 m
        🔴 CLIENT-005 0/3:5: down (timeout)
            🔗 00:1A:2B:3C:4D:05 · 📶 -23.75 dBm · 📏 1005 m
        🔴 CLIENT-006 0/3:6: down (timeout)
            🔗 00:1A:2B:3C:4D:06 · 📶 -24.5 dBm · 📏 1006 m
        🔴 CLIENT-007 0/3:7: down (timeout)
            🔗 00:1A:2B:3C:4D:07 · 📶 -25.25 dBm · 📏 1007 m
        🔌 CLIENT-008 0/3:8: power off (dying gasp)
            🔗 00:1A:2B:3C:4D:08 · 📶 -26 dBm · 📏 1008 m
        🔴 CLIENT-009 0/3:9: down (timeout)
            🔗 00:1A:2B:3C:4D:09 · 📶 -26.75 dBm · 📏 1009 m
        🔴 CLIENT-010 0/3:10: down (timeout)
            🔗 00:1A:2B:3C:4D:0A · 📵 -27.5 dBm · 📏 1010 m
        +54 more
        """,
        Problem(Enumerable.Range(1, 64).Select(n => Onu(n, n % 16 == 8 ? "dying_gasp" : "timeout"))));

    [Fact]
    public void A_single_power_off_says_so() => Same(
        """
        🔌 #17 demo-pop olt-1 0/1:7 CLIENT-007: power off (dying gasp), 12:03:18 WIB
        ⏰ Time: 2026-11-20 12:03:18 WIB
        ⚠️ Severity: low

        🏢 olt-1
        ──────────────────────────────────────────────────
        📊 Status: 1 problem
        📍 PON 0/1: 1 power off (dying gasp)
        🔌 CLIENT-007 0/1:7: power off (dying gasp)
            🔗 00:1A:2B:3C:4D:07 · 📶 -25.25 dBm · 📏 1007 m
        """,
        Problem([Onu(7, "dying_gasp", pon: "0/1")]));

    [Fact]
    public void Several_devices_and_kinds_are_listed_one_after_the_other() => Same(
        """
        🔴 #17 demo-pop: bng ether1 down and 5 more alerts, 12:03:11 WIB
        ⏰ Time: 2026-11-20 12:03:11 WIB
        ⚠️ Severity: high

        🏢 bng
        ──────────────────────────────────────────────────
        📊 Status: 2 problems
        📍 1 cpu high, 1 down
        🔴 ether1: down
        🟠 cpu high
            cpu pct 97.26

        🏢 olt-1
        ──────────────────────────────────────────────────
        📊 Status: 3 problems
        📍 PON 0/1: 1 down
        🔴 CLIENT-003 0/1:3: down
            🔗 00:1A:2B:3C:4D:03 · 📶 -22.25 dBm · 📏 1003 m
        📍 PON 0/3: 1 down (LOS), 1 down (timeout)
        🔴 CLIENT-002 0/3:2: down (LOS)
            🔗 00:1A:2B:3C:4D:02 · 📶 -21.5 dBm · 📏 1002 m
        🔴 CLIENT-010 0/3:10: down (timeout)
            🔗 00:1A:2B:3C:4D:0A · 📵 -27.5 dBm · 📏 1010 m

        🏢 olt-2
        ──────────────────────────────────────────────────
        📊 Status: 1 problem
        📍 PON 0/3: 1 power off (dying gasp)
        🔌 CLIENT-004 0/3:4: power off (dying gasp)
            🔗 00:1A:2B:3C:4D:04 · 📶 -23 dBm · 📏 1004 m
        ℹ️ while offline 09:03–10:03 WIB: 1 interface went down and came back, 3 ONUs went down and came back, 2 ONUs had RX low for a time
        """,
        Problem(
            [
                Onu(10, "timeout"),
                Onu(2, "los"),
                Onu(3, null, pon: "0/1"),
                Onu(4, "dying_gasp", device: "olt-2"),
                Other(5, "interface.down", "bng", "if/ether1", Severity.High),
                Other(6, "device.cpu_high", "bng", "device", Severity.Medium, values: new() { ["cpu_pct"] = 97.26 }),
            ],
            Night));

    [Fact]
    public void What_stood_before_it_was_known_says_since_when() => Same(
        """
        🔴 #17 demo-pop olt-1 0/3:7 CLIENT-007: down (timeout), since ~2026-11-19 12:03:11 WIB
        ⏰ Time: 2026-11-19 12:03:11 WIB
        ⚠️ Severity: low

        🏢 olt-1
        ──────────────────────────────────────────────────
        📊 Status: 1 problem
        📍 PON 0/3: 1 down (timeout)
        🔴 CLIENT-007 0/3:7: down (timeout)
            🔗 00:1A:2B:3C:4D:07 · 📶 -25.25 dBm · 📏 1007 m
        """,
        Problem([Onu(7, "timeout") with { RaisedMs = DbTime.Ms(At.AddDays(-1)), TimeQuality = TimeQuality.Estimated }]));

    [Fact]
    public void An_agent_that_is_away_is_silent_since() => Same(
        """
        🔴 #17 demo-pop agent: offline, silent since 12:03:11 WIB
        ⏰ Time: 2026-11-20 12:03:11 WIB
        ⚠️ Severity: critical

        🏢 demo-pop
        ──────────────────────────────────────────────────
        📊 Status: 1 problem
        🔴 agent: offline
        """,
        Problem([Other(1, "agent.offline", "site", "agent", Severity.Critical)]));

    [Fact]
    public void ONTs_are_devices_of_their_own() => Same(
        """
        🔴 #17 demo-pop: 2 ONTs down, 12:03:11 WIB
        ⏰ Time: 2026-11-20 12:03:11 WIB
        ⚠️ Severity: medium

        🏢 demo-pop
        ──────────────────────────────────────────────────
        📊 Status: 2 problems
        📍 2 down
        🔴 ont-001 Balai Desa: down
        🔴 ont-002 SD 1: down
        """,
        Problem([Other(1, "ont.down", "ont-001", "device", Severity.Medium, "Balai Desa"), Other(2, "ont.down", "ont-002", "device", Severity.Medium, "SD 1")]));

    [Fact]
    public void A_recovery_says_how_long_each_was_away() => Same(
        """
        🟢 #17 demo-pop olt-1 PON 0/3 restored after 5m 26s: 12 of 12 back, 12:08:38 WIB
        ⏰ Recovery time: 2026-11-20 12:08:38 WIB
        🟢 CLIENT-001 0/3:1 (down → ok) ⏱️ 5m 15s
        🟢 CLIENT-002 0/3:2 (down → ok) ⏱️ 5m 15s
        🟢 CLIENT-003 0/3:3 (power off → ok) ⏱️ 5m 15s
        🟢 CLIENT-004 0/3:4 (down → ok) ⏱️ 5m 15s
        🟢 CLIENT-005 0/3:5 (down → ok) ⏱️ 5m 15s
        🟢 CLIENT-006 0/3:6 (down → ok) ⏱️ 5m 15s
        🟢 CLIENT-007 0/3:7 (down → ok) ⏱️ 5m 15s
        🟢 CLIENT-008 0/3:8 (down → ok) ⏱️ 5m 15s
        🟢 CLIENT-009 0/3:9 (down → ok) ⏱️ 5m 15s
        🟢 CLIENT-010 0/3:10 (down → ok) ⏱️ 5m 15s
        +2 more
        ℹ️ 3 cleared while the site was offline
        ℹ️ while offline 09:03–10:03 WIB: 1 interface went down and came back, 3 ONUs went down and came back, 2 ONUs had RX low for a time
        """,
        Recovery(Enumerable.Range(1, 12).Select(n => Over(Onu(n, n == 3 ? "dying_gasp" : "timeout"), 315 + n, n > 9 ? ClearedBy.Reconciliation : ClearedBy.Event)), Night));

    [Fact]
    public void A_single_recovery_is_short_and_counts_a_relapse_as_one() => Same(
        """
        🟢 #17 demo-pop olt-1 0/3:7 CLIENT-007 restored after 5m 15s, 12:08:33 WIB
        ⏰ Recovery time: 2026-11-20 12:08:33 WIB
        🟢 CLIENT-007 0/3:7 (down → ok) ⏱️ 5m 15s
        """,
        Recovery([Over(Onu(7, "timeout"), 60), Over(Onu(7, "timeout") with { Id = 99, RaisedMs = DbTime.Ms(At.AddSeconds(70)) }, 322)]));

    [Fact]
    public void The_time_offline_alone_is_one_line() => Same(
        "ℹ️ demo-pop: while offline 09:03–10:03 WIB: 1 interface went down and came back, 3 ONUs went down and came back, 2 ONUs had RX low for a time",
        MessageText.Summary("demo-pop", "", Night, At, new MessageStyle("en", Jakarta)));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(-5, "0s")]
    [InlineData(59.9, "59s")]
    [InlineData(315, "5m 15s")]
    [InlineData(7500, "2h 5m")]
    [InlineData(273_600, "3d 4h")]
    public void Durations_have_two_units(double seconds, string expected) => Assert.Equal(expected, DurationText.Of(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("UTC", "05:03:11 UTC")]
    [InlineData("Asia/Makassar", "13:03:11 WITA")]
    [InlineData("America/Sao_Paulo", "02:03:11 UTC-03:00")]
    public void Times_carry_their_zone(string zone, string expected) => Assert.Equal(expected, SiteTime.Clock(At, At, TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Fact]
    public void Every_kind_there_is_has_words()
    {
        foreach (var (kind, severity) in EventKinds.All)
        {
            var text = Problem([Other(1, kind, "box-1", "device", severity)]);
            Assert.DoesNotContain('_', text);
            Assert.DoesNotContain(kind, text, StringComparison.Ordinal);
        }
    }

    private static Alert Onu(int number, string? reason, string pon = "0/3", string device = "olt-1") => new()
    {
        Id = number, Site = "demo-pop", Device = device, Entity = $"onu/{pon}:{number}", Kind = "onu.down", Severity = Severity.Low, Reason = reason,
        ValuesJson = FlatJson.Write(new Dictionary<string, double> { ["rx_dbm"] = -20 - (number * 0.75), ["distance_m"] = 1000 + number }),
        LabelsJson = FlatJson.Write(new Dictionary<string, string> { ["pon"] = pon, ["name"] = $"CLIENT-{number:000}", ["mac"] = $"00:1A:2B:3C:4D:{number:X2}" }),
        RaisedMs = DbTime.Ms(At.AddSeconds(number)), SeenMs = DbTime.Ms(At.AddSeconds(number)),
    };

    private static Alert Other(int id, string kind, string device, string entity, Severity severity, string? name = null, Dictionary<string, double>? values = null) => new()
    {
        Id = id, Site = "demo-pop", Device = device, Entity = entity, Kind = kind, Severity = severity, ValuesJson = FlatJson.Write(values ?? []),
        LabelsJson = FlatJson.Write(name is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["name"] = name }),
        RaisedMs = DbTime.Ms(At), SeenMs = DbTime.Ms(At),
    };

    private static Alert Over(Alert alert, int clearedAfter_s, ClearedBy by = ClearedBy.Event) => alert with { ClearedMs = DbTime.Ms(At.AddSeconds(clearedAfter_s)), ClearedBy = by };

    private static string Problem(IEnumerable<Alert> alerts, params OfflineSummary[] summaries) =>
        MessageText.Problem(Model([.. alerts], summaries, At.AddSeconds(90)), new MessageStyle("en", Jakarta));

    private static string Recovery(IEnumerable<Alert> alerts, params OfflineSummary[] summaries) =>
        MessageText.Recovery(Model([.. alerts], summaries, At.AddSeconds(400)), new MessageStyle("en", Jakarta));

    private static IncidentModel Model(IReadOnlyList<Alert> alerts, IReadOnlyList<OfflineSummary> summaries, DateTimeOffset now) => new()
    {
        Number = 17, Site = "demo-pop", Severity = alerts.Max(alert => alert.Severity), Alerts = alerts, Summaries = summaries, Since = alerts.Min(alert => alert.Raised), Now = now,
    };

    private static void Same(string expected, string actual) => Assert.Equal(expected, actual);
}
