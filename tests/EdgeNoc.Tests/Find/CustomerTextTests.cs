using System.Text.Json;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Find;
using EdgeNoc.Tests.Alerts;

namespace EdgeNoc.Tests.Find;

/// <summary>What is said of a customer, by what is known of him.</summary>
public sealed class CustomerTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);
    private static readonly SiteProfile Profile = new("kdr-03", "", TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"), null, "id", 1, null);

    private static readonly OnuFacts Up = new("olt-1", "0/3:17", "up")
    {
        Pon = "0/3", Name = "CLIENT-017", Mac = "00:1A:2B:3C:4D:17", RxDbm = -21.4, DistanceM = 1240, OthersUp = 27, Others = 31,
    };

    private static readonly OnuFacts Off = Up with { Status = "power_off", Reason = "dying_gasp", RxDbm = null, Since = Now.AddHours(-9.75) };
    private static readonly AccountFacts Account = new("router-1", "client-017", "offline") { Profile = "10M", LastLoggedOut = "2026-11-20 09:00:00", LastReason = "peer-request" };
    private static readonly SessionFacts Session = new("router-1", "pppoe", "client-017") { Address = "10.20.0.17", CallerId = "48:8F:5A:00:00:17", Since = Now.AddHours(-30) };

    private static readonly (string Name, CustomerFacts Facts, CustomerVerdict Verdict)[] Cases =
    [
        ("power", Facts(Off), CustomerVerdict.PowerOff),
        ("line", Facts(Off with { Status = "down", Reason = "timeout" }), CustomerVerdict.LineLost),
        ("line without a reason", Facts(Off with { Status = "los", Reason = null, Since = null }), CustomerVerdict.LineLost),
        ("alone on its PON", Facts(Off with { OthersUp = 0, Others = 0 }), CustomerVerdict.PowerOff),
        ("whole PON", Facts(Off with { OthersUp = 0 }), CustomerVerdict.WholePonDown),
        ("incident", Facts(Off) with { Incident = new IncidentFacts(17, "fibre_cut", "Budi", IsOwn: false) }, CustomerVerdict.PartOfIncident),
        ("own incident", Facts(Off) with { Incident = new IncidentFacts(18, null, null, IsOwn: true) }, CustomerVerdict.PowerOff),
        ("switched off", Facts(Off with { Status = "down", Reason = "admin" }), CustomerVerdict.SwitchedOff),
        ("loop", Facts(Off with { Status = "loop", Reason = "loop" }), CustomerVerdict.Loop),
        ("refused", Facts(Off with { Status = "auth_failed", Reason = "auth_rejected" }), CustomerVerdict.OnuRefused),
        ("unknown", Facts(Off with { Status = "unknown", Reason = null }), CustomerVerdict.OnuUnknown),
        ("disabled", Facts(Up) with { Account = Account with { State = "disabled" } }, CustomerVerdict.AccountDisabled),
        ("weak", Facts(Up with { RxDbm = -29.1, MedianDbm = -22.3 }) with { Account = Account with { State = "online" }, Session = Session }, CustomerVerdict.WeakLight),
        ("online", Facts(Up) with { Account = Account with { State = "online" }, Session = Session }, CustomerVerdict.Online),
        ("online by account", new CustomerFacts { Site = "kdr-03", Account = Account with { State = "online" } }, CustomerVerdict.Online),
        ("not logged in", Facts(Up) with { Account = Account }, CustomerVerdict.NotLoggedIn),
        ("no ONU", new CustomerFacts { Site = "kdr-03", Account = Account }, CustomerVerdict.OfflineWithoutOnu),
        ("leased", Facts(Up) with { Lease = new LeaseFacts("router-1", "10.30.0.17", true) { Mac = "48:8F:5A:00:00:17", HostName = "budi-tv" } }, CustomerVerdict.Leased),
        ("lease unused", new CustomerFacts { Site = "kdr-03", Lease = new LeaseFacts("router-1", "10.30.0.17", false) }, CustomerVerdict.LeaseUnused),
        ("up", Facts(Up), CustomerVerdict.OnuUp),
        ("gone", Facts(Off with { GoneAt = Now.AddDays(-3), Status = "unknown" }), CustomerVerdict.Gone),
        ("silent site", Facts(Up) with { SilentSince = Now.AddHours(-2) }, CustomerVerdict.SiteSilent),
    ];

    public static TheoryData<string> Languages => ["id", "pt", "en"];

    [Fact]
    public void The_verdict_follows_from_the_facts() => Assert.All(Cases, one => Assert.Equal((one.Name, one.Verdict), (one.Name, CustomerVerdicts.Of(one.Facts))));

    [Fact]
    public void Every_verdict_has_its_case() => Assert.Equal(Enum.GetValues<CustomerVerdict>(), Cases.Select(one => one.Verdict).Distinct().Order());

    [Theory]
    [MemberData(nameof(Languages))]
    public void It_is_told_in_words(string language) => Golden.Same(
        "find", language, string.Join("\n\n", Cases.Select(one => $"[{one.Name}]\n{Text(new FindResult("q", [new(one.Verdict, one.Facts)], 1, HasMore: false), language)}")));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Several_are_a_short_list(string language) => Golden.Same(
        "find-several", language, Text(new FindResult("client", [.. Cases.Take(10).Select(one => new FoundCustomer(one.Verdict, one.Facts))], 37, HasMore: false), language)
            + "\n\n" + Text(new FindResult("nobody*", [], 0, HasMore: false), language));

    [Fact]
    public void Names_of_strangers_add_no_line_and_no_format()
    {
        var facts = Facts(Up with { Name = "a\n🟢 #17 *restored*\u202E", Mac = "x\ny" }) with { Session = Session with { Address = "1\n2", Service = "_x_" } };
        var text = Text(new FindResult("q", [new(CustomerVerdicts.Of(facts), facts)], 1, HasMore: false), "en");
        Assert.Equal(4, text.Split('\n').Length);
        Assert.DoesNotContain("*restored*", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', text);
    }

    [Fact]
    public void As_JSON_names_are_like_this()
    {
        var json = JsonSerializer.Serialize(new FindView("text", "q", [new(CustomerVerdict.PowerOff, Facts(Off))], 1, HasMore: false), ApiJson.Default.FindView);
        Assert.Contains("\"verdict\":\"power_off\"", json, StringComparison.Ordinal);
        Assert.Contains("\"others_up\":27", json, StringComparison.Ordinal);
        Assert.Contains("\"total\":1", json, StringComparison.Ordinal);
    }

    private static CustomerFacts Facts(OnuFacts onu) => new() { Site = "kdr-03", Onu = onu };

    private static string Text(FindResult result, string language) => CustomerText.Of(result, _ => Profile, language, Now);
}
