using System.Text.RegularExpressions;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Alerts.Text.Languages;
using EdgeNoc.Common.Events;
using static EdgeNoc.Tests.Alerts.Samples;

namespace EdgeNoc.Tests.Alerts;

/// <summary>What does not compile when it is missing needs no test; what the wire names by text does.</summary>
public sealed partial class LanguageTests
{
    private static readonly string[] Reasons =
    [
        "dying_gasp", "timeout", "los", "onu_init", "olt_init", "rebooted", "admin", "auth_rejected", "deregistered", "loop", "other",
        "unreachable", "auth_failed", "prompt_lost", "unsupported", "session_taken", "parse_failed",
        "quota", "age", "disk_low", "disk_full", "process", "agent.power", "corrupt", "log_cut", "agent.missing", "newer_version", "not_writable", "ahead_of_collector", "no_ntp",
        "replaced", "removed", "abandoned", "moved", "missing", "disabled", "recovered", "power", "grew", "new_normal",
        "no_session", "refused", "canary_lost", "unconfirmed", "not_stored", "site_failed",
    ];

    private static readonly string[] Causes = ["fibre_cut", "branch_cut", "port_fault", "power", "mixed", "power_or_cable"];

    // Words of the English texts that are no words of the other languages; the field's own terms are the same everywhere.
    private static readonly HashSet<string> EnglishWords = new(
        ("the of is are was were and with without all back remaining since silent down unreachable power outage fibre cut branch fault more problem problems restored after memory "
        + "temperature alert alerts failed refused rebooted high low medium critical drop exhausted errors network report health average unknown nobody has it open incidents "
        + "maintenance over worse messages sites site clock slow fast zone while went came up truck roll no ask customer first recovery previous reason distance severity").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    // Spelt alike in the other language, or a name of this product's own.
    private static readonly HashSet<string> Shared = new(["no", "has", "is"], StringComparer.OrdinalIgnoreCase);

    public static TheoryData<string> Codes => ["id", "pt", "en"];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_kind_cause_and_reason_has_words(string code)
    {
        var words = Language.Of(code).Catalogue;
        Assert.Equal(EventKinds.All.Keys.Order(StringComparer.Ordinal), words.Conditions.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Causes.Order(StringComparer.Ordinal), words.Causes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Reasons.Order(StringComparer.Ordinal), words.Reasons.Keys.Order(StringComparer.Ordinal));
        Assert.All(EventKinds.All.Keys.Select(kind => kind.Split('.')[0]), noun => Assert.True(words.Nouns.ContainsKey(noun), noun));
        Assert.Equal(Language.Of("en").Catalogue.Signs.Keys.Order(StringComparer.Ordinal), words.Signs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Language.Of("en").Catalogue.Remedies.Keys.Order(StringComparer.Ordinal), words.Remedies.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Language.Of("en").Catalogue.Values.Keys.Order(StringComparer.Ordinal), words.Values.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Enum.GetValues<Severity>().Length, Enum.GetValues<Severity>().Select(new Phrasing(Style(code)).Severity).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("pt-BR", "pt")]
    [InlineData("ID", "id")]
    [InlineData("fr", "en")]
    [InlineData("", "en")]
    public void A_language_is_found_by_its_code(string code, string expected) => Assert.Equal(expected, Language.Of(code).Code);

    [Theory]
    [MemberData(nameof(Codes))]
    public void Any_kind_can_be_told(string code)
    {
        foreach (var (kind, severity) in EventKinds.All)
        {
            var text = MessageText.Problem(Incident([New(1, kind, "box-1", "device", severity)]), Style(code)) + MessageText.Recovery(Incident([New(1, kind, "box-1", "device", severity).Over(60)]), Style(code));
            Assert.DoesNotContain('_', text);
            Assert.DoesNotContain(kind, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_kind_that_only_a_driver_knows_is_read_as_it_is_written() => Assert.Equal(
        "🟠 #17 KDR-03 box-1: coolant low, 03:12 WIB", MessageText.Problem(Incident([New(1, "device.coolant_low", "box-1", "device", Severity.Medium)]), Style("id")).Split('\n')[0]);

    [Theory]
    [InlineData("id")]
    [InlineData("pt")]
    public void No_English_is_left_in_what_is_told_in_another_language(string code)
    {
        foreach (var text in Texts(code))
        {
            var leaked = Word().Matches(text).Select(match => match.Value).Where(word => EnglishWords.Contains(word) && !Shared.Contains(word)).Distinct(StringComparer.Ordinal);
            Assert.True(!leaked.Any(), $"{string.Join(", ", leaked)} in:\n{text}");
        }
    }

    [Fact]
    public void The_search_for_English_finds_it_in_English() =>
        Assert.All(Texts("en").Take(4), text => Assert.Contains(Word().Matches(text).Select(match => match.Value), EnglishWords.Contains));

    private static IEnumerable<string> Texts(string code)
    {
        var style = Style(code);
        yield return MessageText.Problem(FibreCut() with { Skew = TimeSpan.FromMinutes(7), AckedBy = "Budi" }, style);
        yield return MessageText.Problem(PowerCut(), style with { UnknownZone = "Mars/Olympus" });
        yield return MessageText.Reminder(FibreCut(), style);
        yield return MessageText.Recovery(FibreCut(), style);
        foreach (var cause in Causes) yield return MessageText.Update(Incident([Pon(1, "pon.down", "0/3", cause, CutValues(28))]), style);
        foreach (var (kind, severity) in EventKinds.All) yield return MessageText.Problem(Incident([New(1, kind, "box-1", "device", severity)]), style);
        foreach (var reason in Reasons) yield return MessageText.Problem(Incident([Onu(1) with { Reason = reason }]), style)
            .Replace(Phrasing.Term(reason), "", StringComparison.OrdinalIgnoreCase);
        foreach (var reason in Reasons) yield return MessageText.Problem(Incident([New(1, $"{(reason.StartsWith("agent.", StringComparison.Ordinal) ? "agent" : "box")}.x", "box-1", "device", Severity.High, reason.Split('.')[^1])]), style);
        foreach (var value in Language.Of("en").Catalogue.Values.Keys) yield return MessageText.Problem(Incident([New(1, "agent.disk_low", "site", "agent", Severity.High, null, new() { [value] = 1 })]), style);
        foreach (var reason in Language.Of("en").Catalogue.Remedies.Keys)
            yield return MessageText.Problem(Incident([New(1, "channel.down", "site", "channel/wa", Severity.Critical, reason) with { Source = AlertSource.Collector }]), style);
        foreach (var severity in Enum.GetValues<Severity>()) yield return MessageText.Problem(Incident([Onu(1, null, severity: severity)]), style);
    }

    [GeneratedRegex(@"\p{L}+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
