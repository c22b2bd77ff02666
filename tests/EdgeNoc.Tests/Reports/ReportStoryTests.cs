using System.Text.Json;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Reports;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Alerts;
using Microsoft.Extensions.Logging.Abstractions;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Reports;

/// <summary>Reports from what a site sent, through the database to the phone.</summary>
public sealed class ReportStoryTests
{
    [Fact]
    public async Task An_hourly_report_comes_once_a_slot_also_across_restarts()
    {
        using var story = new Story();
        Site(story);
        Add(story, "hourly", "hourly", sites: null, at: "00:30");
        await TellAsync(story);
        Assert.Empty(story.Channel.Sent);

        story.After(30 * 60);
        story.ReceiveStatus(AgentState.Online);
        await TellAsync(story);
        await TellAsync(story);
        await story.RestartAsync();
        await TellAsync(story);
        var (recipient, text) = Assert.Single(story.Channel.Sent);
        Assert.Equal("628999", recipient);
        Assert.Equal("📋 LAPORAN STATUS PER JAM 📋 3/4 online (75,0%), 1 masalah", text.Split('\n')[0]);
        Assert.Contains("\n⏰ Waktu laporan: 2026-11-20 12:30:00 WIB\n", text, StringComparison.Ordinal);
        Assert.Contains("\n🟡 DEMO-POP olt-1: 3/4 (75,0%) | 🌡️42°C | 📵-27dBm\n", text, StringComparison.Ordinal);

        story.After(3600);
        await TellAsync(story);
        Assert.Equal(2, story.Channel.Sent.Count);
    }

    [Fact]
    public async Task A_report_that_would_be_late_is_skipped_and_the_reason_is_kept()
    {
        using var story = new Story();
        Site(story);
        Add(story, "daily", "daily", sites: null, at: "13:00");
        await TellAsync(story);
        story.After((2 * 3600) + 1);
        await TellAsync(story);
        Assert.Empty(story.Channel.Sent);
        Assert.Equal(["report_skipped"], story.Decisions());
        story.After(24 * 3600 - 3600);
        await TellAsync(story);
        Assert.StartsWith("📋 LAPORAN STATUS HARIAN 📋", story.Texts.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_is_silent_is_never_told_as_well()
    {
        using var story = new Story();
        Site(story);
        Add(story, "hourly", "hourly", sites: """["demo-pop","other-pop"]""", at: null);
        await TellAsync(story);
        story.After(3600);
        await TellAsync(story);
        Assert.Contains("\n⚪ DEMO-POP olt-1: tidak ada data sejak 12:00 WIB\n", story.Texts.Single(), StringComparison.Ordinal);
        Assert.Contains(" 0/4 online (0,0%), 4 tidak diketahui\n", story.Texts.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_OLT_that_does_not_answer_is_unknown_though_its_site_speaks()
    {
        using var story = new Story();
        Site(story);
        Add(story, "hourly", "hourly", sites: null, at: null);
        await TellAsync(story);
        story.After(1800);
        story.Receive(1, story.Event("device.unreachable", Raised, "olt-1", "device", Severity.Critical));
        story.After(1800);
        story.ReceiveStatus(AgentState.Online);
        await TellAsync(story);
        var report = Assert.Single(story.Texts, text => text.StartsWith("📋", StringComparison.Ordinal));
        Assert.Contains("\n⚪ DEMO-POP olt-1: tidak ada data sejak 12:30 WIB\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_is_about_its_own_sites_only()
    {
        using var story = new Story();
        Site(story);
        Add(story, "hourly", "hourly", sites: """["other-pop"]""", at: null);
        Add(story, "broken", "hourly", sites: "no list", at: null);
        await TellAsync(story);
        story.After(3600);
        await TellAsync(story);
        Assert.Equal(2, story.Texts.Count());
        Assert.All(story.Texts, text => Assert.DoesNotContain("DEMO-POP", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_daily_report_lists_what_paged_nobody()
    {
        using var story = new Story();
        Site(story);
        Add(story, "daily", "daily", sites: null, at: "13:00");
        await TellAsync(story);
        story.Receive(1, story.Onu(7, Raised, name: "CLIENT-007\n*evil*"), story.Event("onu.new", Raised, "olt-1", "onu/0/3:9", Severity.Info));
        story.After(3600);
        story.ReceiveStatus(AgentState.Online);
        await TellAsync(story);
        var text = Assert.Single(story.Texts, told => told.StartsWith("📋", StringComparison.Ordinal));
        Assert.Contains("\n🔴 1 ONU mati\n• DEMO-POP olt-1 0/3:7 CLIENT-007 ∗evil∗: sejak 12:00 WIB\n", text, StringComparison.Ordinal);
        Assert.Contains("\n🔀 ONU: 1 baru, 0 diganti, 0 dihapus\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\n📵 RX lemah, 2 terburuk\n• DEMO-POP olt-1 0/3:3 CLIENT-003: -33 dBm\n• DEMO-POP olt-1 0/3:2 CLIENT-002: -27 dBm", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_incidents_stand_in_a_report_with_their_first_lines()
    {
        using var story = new Story();
        Site(story);
        Add(story, "hourly", "hourly", sites: null, at: null);
        await TellAsync(story);
        story.After(3550);
        story.ReceiveStatus(AgentState.Online);
        story.Receive(1, story.Event("device.cpu_high", Raised, "bng", "device", Severity.Medium), story.Event("interface.down", Raised, "bng", "if/ether1", Severity.High));
        story.After(40);
        story.Step();
        story.Receive(2, story.Event("device.cpu_high", Cleared, "bng", "device", Severity.Medium), story.Event("interface.down", Cleared, "bng", "if/ether1", Severity.High));
        story.After(10);
        story.Step();
        await TellAsync(story);
        var report = Assert.Single(story.Texts, text => text.StartsWith("📋", StringComparison.Ordinal));
        Assert.EndsWith("\n🚨 INSIDEN TERBUKA (1)\n🟢 #1 DEMO-POP", report, StringComparison.Ordinal);

        story.Receive(3, story.Event("interface.down", Raised, "bng", "if/ether1", Severity.High));
        story.Step();
        story.After(3600);
        await TellAsync(story);
        Assert.EndsWith("\n🔴 #1 DEMO-POP bng ether1: mati, sejak 05:59 UTC", story.Texts.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_of_life_counts_sites_incidents_and_messages()
    {
        using var story = new Story();
        Site(story);
        Add(story, "alive", "alive", sites: null, at: "13:00");
        await TellAsync(story);
        story.After(3600);
        story.ReceiveStatus(AgentState.Online);
        await TellAsync(story);
        Assert.Equal(["💚 EdgeNoc hidup, 13:00 WIB: 1 lokasi online, 0 insiden terbuka, 0 pesan terkirim dalam 24 jam"], story.Texts);
    }

    [Fact]
    public async Task Whom_nobody_can_reach_is_noted()
    {
        using var story = new Story();
        Site(story);
        story.Database.Write(db => db.Execute("INSERT INTO reports (id, kind, contact) VALUES ('r', 'hourly', 'nobody')"));
        await TellAsync(story);
        story.After(3600);
        await TellAsync(story);
        Assert.Empty(story.Channel.Sent);
        Assert.Equal(["nobody_to_tell"], story.Decisions());
    }

    [Fact]
    public async Task A_number_of_the_config_can_have_reports_too()
    {
        using var story = new Story(recipients: ["628111"]);
        story.Database.Write(db => db.Execute("INSERT INTO reports (id, kind, contact) VALUES ('r', 'hourly', '628111')"));
        await TellAsync(story);
        story.After(3600);
        await TellAsync(story);
        Assert.Equal("628111", Assert.Single(story.Channel.Sent).Recipient);
        Assert.StartsWith("📋 HOURLY STATUS REPORT 📋 no OLT has sent a list yet", story.Texts.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Routers_stand_in_a_report_with_what_their_lists_come_to()
    {
        using var story = new Story();
        Site(story);
        List(story, 2, "router-1", "ppp_active", ["name"], ["client-001"], ["client-002"]);
        List(story, 3, "router-1", "ppp_accounts", ["name", "status"], ["client-001", "online"], ["client-002", "online"], ["client-003", "offline"], ["client-004", "disabled"]);
        List(story, 4, "router-1", "dhcp_leases", ["address", "status"], ["10.0.0.1", "bound"], ["10.0.0.2", "waiting"]);
        List(story, 5, "bng", "hotspot_active", ["user"], ["guest-1"]);
        Add(story, "hourly", "hourly", sites: null, at: null);
        await TellAsync(story);
        story.After(1800);
        story.Receive(1, story.Event("device.unreachable", Raised, "bng", "device", Severity.Critical));
        story.Receive(2, story.Event("sessions.drop", Raised, "router-1", "sessions/pppoe", Severity.High));
        story.After(1800);
        story.ReceiveStatus(AgentState.Online);
        await TellAsync(story);
        Assert.Contains("\n📡 ROUTER\n⚪ DEMO-POP bng: tidak ada data sejak 12:30 WIB\n🟡 DEMO-POP router-1: PPP 2/3 | DHCP 1\n", story.Texts.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_nonsense_is_no_figure()
    {
        var rows = new TableRows(new TableMessage(
            Story.Start, ["entity", "status", "rx_dbm", "temp_c"],
            [["onu/0/3:1", "up", "-1e400", "NaN"], ["onu/0/3:2", "up", "x", ""], ["onu/0/3:3", "up"], ["", "up", "-20", "40"], ["onu/0/3:4", "down", "-20", "40"], ["onu/0/3:5", "up", "-21.5", "41"]]));
        var reading = OltReading.Of(rows, -27);
        Assert.Equal((5, 4, 41.0, -21.5), (reading.Total, reading.Online, reading.TempC!.Value, reading.RxDbm!.Value));
    }

    private static async Task TellAsync(Story story)
    {
        new ReportSender(story.Database, story.Rules, NullLogger<ReportSender>.Instance).Run(story.Clock.Now);
        while (await story.Sender.SendNextAsync(default))
        {
        }
    }

    private static void Add(Story story, string id, string kind, string? sites, string? at) => story.Database.Write(db =>
    {
        db.Execute(
            "INSERT INTO contacts (id, name, language, time_zone, role) VALUES ('budi', 'Budi', 'id', 'Asia/Jakarta', 'operator') ON CONFLICT (id) DO NOTHING");
        db.Execute("INSERT INTO contact_addresses (contact, position, channel, address) VALUES ('budi', 0, 'mpwa', '628999') ON CONFLICT (contact, position) DO NOTHING");
        db.Execute("INSERT INTO reports (id, kind, contact, sites_json, at_local) VALUES (@id, @kind, 'budi', @sites, @at)", new { id, kind, sites, at });
    });

    private static void List(Story story, long seq, string device, string name, string[] columns, params IReadOnlyList<string>[] rows) => story.ReceiveTable(
        GzipPayload.Of(JsonSerializer.SerializeToUtf8Bytes(new TableMessage(story.Clock.Now, columns, rows), WireJson.Default.TableMessage)), seq, device, name);

    /// <summary>An OLT of four ONUs, one of them down, its stale levels still on the page.</summary>
    private static void Site(Story story)
    {
        story.ReceiveStatus(AgentState.Online);
        string[] columns = ["entity", "name", "status", "rx_dbm", "temp_c"];
        IReadOnlyList<IReadOnlyList<string>> rows =
        [
            ["onu/0/3:1", "CLIENT-001", "up", "-21", "41"], ["onu/0/3:2", "CLIENT-002", "up", "-27", "42"], ["onu/0/3:3", "CLIENT-003", "up", "-33", "43"], ["onu/0/3:4", "CLIENT-004", "down", "-10", "90"],
        ];
        story.ReceiveTable(GzipPayload.Of(JsonSerializer.SerializeToUtf8Bytes(new TableMessage(story.Clock.Now, columns, rows), WireJson.Default.TableMessage)), 1, "olt-1", "onus");
    }
}
