using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Cabinet.Page.Http;
using EdgeNoc.Agent.Cabinet.Patterns;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Cabinet.Page;

public sealed partial class CabinetPageTextTests
{
    [Theory]
    [InlineData("id-ID,id;q=0.9,en-US;q=0.8", "id")]
    [InlineData("in", "id")]
    [InlineData("pt-BR", "pt")]
    [InlineData("de-DE,de;q=0.9,pt;q=0.4,en;q=0.5", "en")]
    [InlineData("en;q=0, pt-PT", "pt")]
    [InlineData("de", "id")]
    [InlineData("", "id")]
    [InlineData(null, "id")]
    [InlineData(";;;,q=1,=,en;q=x", "id")]
    public void The_page_speaks_what_the_browser_asks_for_and_else_the_sites_language(string? header, string language) => Assert.Equal(language, LanguageChoice.Of(header, "id"));

    [Theory]
    [InlineData("id")]
    [InlineData("pt")]
    public void Every_language_has_the_same_texts_with_the_same_blanks(string language) => Assert.Equal(Blanks(Texts("en")), Blanks(Texts(language)));

    [Fact]
    public void There_is_a_text_for_whatever_the_agent_may_say()
    {
        var texts = Texts("en");
        foreach (var kind in Enum.GetValues<PollErrorKind>())
        {
            var word = new PollError(kind, "", "").Word;
            Assert.NotNull(texts["error"]![word]);
            Assert.NotNull(texts["remedy"]![word]);
        }

        foreach (var status in Enum.GetValues<OnuStatus>()) Assert.NotNull(texts["status"]![OnuRecord.Word(status)]);
        foreach (var reason in Enum.GetValues<OnuReason>()) Assert.NotNull(texts["reason"]![OnuRecord.Word(reason)]);
        string[] elsewhere = ["noc.", "database.", "channel.", "update.", "onu.new", "onu.replaced", "onu.removed", "site.maintenance", "site.polling_paused"];
        Assert.DoesNotContain(EventKinds.All.Keys, kind => !elsewhere.Any(start => kind.StartsWith(start, StringComparison.Ordinal)) && texts["kinds"]![kind] is null);
    }

    [Fact]
    public void Nothing_of_the_page_comes_from_elsewhere()
    {
        foreach (var (path, asset) in Assets.All)
        {
            var text = System.Text.Encoding.UTF8.GetString(asset.Bytes).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
            Assert.False(text.Contains("//cdn", StringComparison.Ordinal) || Address().IsMatch(text), $"{path} names an address");
        }
    }

    [Theory]
    [InlineData("slow", LampPattern.SlowBlink)]
    [InlineData("double", LampPattern.DoubleBlink)]
    [InlineData("fast", LampPattern.Fast)]
    public void The_lamps_on_the_page_blink_as_the_wired_ones(string name, LampPattern pattern)
    {
        var blink = Blinks.Of(pattern);
        var period = TimeSpan.FromTicks(blink.Steps.Sum(step => step.Length.Ticks));
        var frames = blink.Steps.Select((step, index) => FormattableString.Invariant(
            $"{100 * blink.Steps.Take(index).Sum(before => before.Length.TotalMilliseconds) / period.TotalMilliseconds:0}% {{ background: {(step.Lit ? "var(--lamp)" : "#3a3a3a")}; }}"));
        var css = System.Text.Encoding.UTF8.GetString(Assets.All["/page.css"].Bytes);
        Assert.Contains($"@keyframes {name} {{ {string.Join(' ', frames)} }}", css, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"animation: {name} {period.TotalSeconds:#.##}s steps(1) infinite;"), css, StringComparison.Ordinal);
    }

    private static JsonObject Texts(string language) => JsonNode.Parse(Assets.All[$"/texts/{language}.json"].Bytes)!.AsObject();

    /// <summary>Paths of all texts, each with its blanks; a text that is empty in one is empty in all.</summary>
    private static List<string> Blanks(JsonObject texts, string path = "") =>
    [
        .. texts.SelectMany(entry => entry.Value is JsonObject inner
            ? Blanks(inner, $"{path}{entry.Key}.")
            : [$"{path}{entry.Key} {string.Join(' ', Blank().Matches((string)entry.Value!).Select(match => match.Value).Order(StringComparer.Ordinal))}{(((string)entry.Value!).Length == 0 ? "empty" : "")}"]),
    ];

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Blank();

    [GeneratedRegex("https?://")]
    private static partial Regex Address();
}
