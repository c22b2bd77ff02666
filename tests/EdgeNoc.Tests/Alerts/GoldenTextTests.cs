using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Reconciliation;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Alerts.Text.Languages;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using static EdgeNoc.Tests.Alerts.Samples;

namespace EdgeNoc.Tests.Alerts;

/// <summary>Whole messages in each language: the files beside this one are what people read.</summary>
public sealed class GoldenTextTests
{
    public static TheoryData<string> Languages => ["id", "pt", "en"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_fibre_cut(string language) => Golden.Same("fibre-cut", language, MessageText.Problem(FibreCut(), Style(language)));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_fibre_cut_that_grows(string language) => Golden.Same("fibre-cut-update", language, MessageText.Update(
        Incident([Pon(1, "pon.down", "0/3", "fibre_cut", CutValues(32), names: "CLIENT-001, CLIENT-002, CLIENT-003")]) with { Now = At.AddMinutes(15), AckedBy = "Budi *NOC*", Note = "ODP 12\nroboh" }, Style(language)));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_reminder(string language) => Golden.Same("reminder", language, MessageText.Reminder(
        Incident([Pon(1, "pon.partial", "0/3", "branch_cut", new() { ["down"] = 9, ["total"] = 32, ["lost_min_m"] = 1240 })]) with { Now = At.AddMinutes(125) }, Style(language)));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_recovery_with_two_left(string language)
    {
        var cut = Pon(1, "pon.down", "0/3", "fibre_cut", CutValues(28)).Over(1800) with { ClearLabelsJson = """{"cause":"power","told_cause":"fibre_cut"}""" };
        var model = Incident([cut], Enumerable.Range(1, 28).Select(number => number > 26 ? Onu(number) : Onu(number).Over(1500 + (number * 10), number > 24 ? ClearedBy.Reconciliation : ClearedBy.Event)));
        Golden.Same("recovery", language, MessageText.Recovery(model with { Now = At.AddSeconds(1830), ClosedAt = At.AddSeconds(1830) }, Style(language)));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_power_cut(string language) => Golden.Same("power", language, MessageText.Problem(PowerCut(), Style(language)));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Several_devices_and_kinds(string language) => Golden.Same("several", language, MessageText.Problem(
        Incident(
        [
            Onu(10) with { Id = 1 },
            Onu(2, "los") with { Id = 2 },
            Onu(3, null, "0/1") with { Id = 3 },
            Onu(4, "dying_gasp", device: "olt-2") with { Id = 4 },
            New(5, "interface.down", "bng", "if/ether1", Severity.High, null, new() { ["speed_bps"] = 1e9, ["rx_bps"] = 734_500_000, ["tx_bps"] = 81_200 }),
            New(6, "device.cpu_high", "bng", "device", Severity.Medium, null, new() { ["cpu_pct"] = 97.26, ["limit"] = 90 }),
        ]) with
        {
            Olts = 2,
            Summaries = [new OfflineSummary(At.AddHours(-3), At.AddHours(-2), Severity.High, [new("interface.down", 1), new("onu.down", 3), new("onu.rx_low", 2)])],
        },
        Style(language)));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_silent_site(string language) => Golden.Same("agent-offline", language, MessageText.Problem(
        Incident([
            New(1, "agent.offline", "site", "agent", Severity.Critical, null, [], new()
            {
                ["last_mains_lost"] = UtcMillisecondsConverter.ToText(At.AddMinutes(-47)), ["gateway"] = "silent", ["uplink"] = "backup", ["was"] = "cut",
            }) with { Source = AlertSource.Collector },
        ]) with
        { SiteTitle = "Kediri 3" },
        Style(language)));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_maintenance(string language) => Golden.Same("maintenance", language, MaintenanceText.Of(
        new MaintenanceModel
        {
            Site = "kdr-03", SiteTitle = "Kediri 3", Scope = "olt-1 0/3", Author = "Budi", Comment = "ganti splitter", From = At, To = At.AddHours(2), Now = At.AddHours(2),
            Down = [.. new[] { 12, 3, 20 }.Select(number => new MaintainedOnu("olt-1", $"onu/0/3:{number}", $"CLIENT-{number:000}"))],
            Gone = [new("olt-1", "onu/0/3:31", null)],
            Worse = [new("olt-1", "onu/0/3:5", "CLIENT-005", -21.5, -25.25), new("olt-1", "onu/0/3:6", "CLIENT-006", -20, -22.4)],
            CameUp = [new("olt-1", "onu/0/3:9", "CLIENT-009")],
        },
        Style(language)));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_digest_of_a_few(string language) => Golden.Same("digest", language, DigestText.Of(
        [.. Enumerable.Range(1, 4).Select(number => new DigestItem(number, $"KDR-0{number}", number == 4 ? Severity.Medium : Severity.Critical, number == 3, $"🔴 #{number} KDR-0{number} …")
        {
            Kind = number == 4 ? "interface.down" : "pon.down", Cause = number == 4 ? null : "fibre_cut",
        })],
        At,
        Style(language)));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_digest_of_a_hundred(string language) => Golden.Same("digest-100", language, DigestText.Of(
        [.. Enumerable.Range(1, 100).Select(number => new DigestItem(number, $"KDR-{number:00}", Severity.High, false, $"🔴 #{number}")
        {
            Kind = number switch { <= 94 => "site.mains_lost", 95 => "device.unreachable", 96 => "device.mgmt_down", _ => "pon.down" }, Cause = number <= 94 ? "power" : number > 96 ? "fibre_cut" : null,
        })],
        At,
        Style(language)));

    [Theory]
    [MemberData(nameof(Languages))]
    public void First_lines(string language)
    {
        var style = Style(language);
        var late = Onu(7) with { RaisedMs = DbTime.Ms(At.AddDays(-1)) };
        IncidentModel[] models =
        [
            FibreCut(),
            FibreCut() with { Olts = 2, SiteTitle = "Kediri 3" },
            Incident([Pon(1, "pon.partial", "0/3", "branch_cut", new() { ["down"] = 9, ["total"] = 1032, ["lost_min_m"] = 12400, ["kept_max_m"] = 20000 })]),
            Incident([Pon(1, "pon.down", "0/3", "port_fault", new() { ["down"] = 32, ["total"] = 32, ["tx_dbm"] = -8.5 })]),
            Incident([Pon(1, "pon.down", "0/3", "mixed", new() { ["down"] = 30, ["total"] = 32 }), Pon(2, "pon.down", "0/4", "mixed", new() { ["down"] = 31, ["total"] = 32 })]),
            Incident([.. Enumerable.Range(1, 3).Select(pon => Pon(pon, "pon.down", $"0/{pon}", "power_or_cable", new() { ["down"] = 20 + pon, ["total"] = 32 }, $"olt-{pon}"))]) with { Olts = 3 },
            PowerCut(),
            Incident([New(1, "site.mains_lost", "site", "mains", Severity.High)], Enumerable.Range(1, 3).Select(number => Onu(number, "dying_gasp"))),
            Incident([New(1, "device.unreachable", "olt-1", "device", Severity.Critical, "unreachable", new() { ["onus"] = 256, ["silent_s"] = 190 })]),
            Incident([New(1, "device.mgmt_down", "olt-1", "device", Severity.Medium, "timeout", new() { ["onus"] = 256 }, new() { ["alive_by"] = "ping" })]),
            Incident([New(1, "device.auth_failed", "olt-1", "device", Severity.High, "auth_failed")]),
            Incident([Onu(7)]),
            Incident([Onu(7, "dying_gasp")]),
            Incident([late]),
            Incident([Onu(7)]) with { Skew = TimeSpan.FromMinutes(-6) },
            Incident([New(1, "ont.down", "ont-001", "device", Severity.Medium), New(2, "ont.down", "ont-002", "device", Severity.Medium)]),
            Incident([New(1, "agent.offline", "site", "agent", Severity.Critical, null, [], new() { ["gateway"] = "answers" })]),
            Incident([New(1, "noc.isolated", "site", "collector", Severity.Critical, null, new() { ["silent"] = 42, ["sites"] = 100 })]) with { Site = "_noc", SiteTitle = "NOC" },
            Incident([New(1, "noc.isolated", "site", "collector", Severity.Critical, null, [], new() { ["why"] = "broker" })]) with { Site = "_noc", SiteTitle = "NOC" },
            Incident([New(1, "channel.down", "site", "channel/mpwa", Severity.Critical)]) with { Site = "_noc", SiteTitle = "NOC" },
        ];
        var recovered = Incident([Onu(7).Over(60), (Onu(7) with { Id = 99, RaisedMs = DbTime.Ms(At.AddSeconds(70)) }).Over(315)]);
        string[] lines =
        [
            .. models.Select(model => MessageText.Problem(model, style)),
            MessageText.Recovery(recovered, style),
            MessageText.Recovery(Incident([New(1, "device.cpu_high", "bng", "device", Severity.Medium).Over(3700)]), style),
            MessageText.Summary("kdr-03", "", new OfflineSummary(At.AddHours(-3), At.AddHours(-2), Severity.High, [new("onu.down", 1), new("onu.down", 3)]), At, style),
            AliveText.Of(new AliveFigures(At, 42, 0, 0, 1234), style),
            AliveText.Of(new AliveFigures(At, 41, 1, 3, 12), style),
        ];
        Golden.Same("first-lines", language, string.Join('\n', lines.Select(text => text.Split('\n')[0])));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Answers(string language)
    {
        var words = Language.Of(language).Replies;
        Golden.Same("answers", language, string.Join('\n',
        [
            words.Acknowledged("#17", "Budi"), words.AcknowledgedAlready("#17", "Budi"), words.Unacknowledged("#17"), words.Muted("#17", "04:12 WIB"),
            words.MaintenanceBegun("KDR-03 olt-1", "05:12 WIB", "5"), words.MaintenanceEnded("KDR-03"), words.NoSuchIncident("#99"), words.IncidentOver("#17"), words.NoSuchSite("olt-9"),
            words.NothingFound("0/3:99"), words.NotAllowed, words.MuteTooLong("60"), words.NotUnderstood, words.NoIncidents, words.OpenIncidents(1), words.OpenIncidents(2), words.Help,
        ]));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_clock_that_is_slow_is_said(string language)
    {
        var text = MessageText.Problem(Incident([Onu(7)]) with { Skew = TimeSpan.FromMinutes(-6) }, Style(language));
        Golden.Same("slow-clock", language, text);
    }
}
