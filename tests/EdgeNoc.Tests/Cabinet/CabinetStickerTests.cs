using AngleSharp.Html.Parser;
using EdgeNoc.Agent.Cabinet.Sticker;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Verbs;

namespace EdgeNoc.Tests.Cabinet;

public sealed class CabinetStickerTests
{
    private static readonly StickerFacts Facts = new("kdr-03", "Kediri <3>", "+62 812-3456-7890", "id", null);

    [Theory]
    [InlineData("id", "Berkedip pelan: telepon kami.")]
    [InlineData("pt", "Piscando devagar: ligue para nós.")]
    [InlineData("en", "Blinking slowly: call us.")]
    public void It_says_in_the_owners_language_what_the_lamp_means_and_whom_to_call(string language, string call)
    {
        var page = new HtmlParser().ParseDocument(StickerPage.Of(Facts with { Language = language }));
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(3, page.QuerySelectorAll("li svg").Length);
        Assert.Contains(call, page.QuerySelectorAll("li").Select(item => item.TextContent.Trim()));
        Assert.Equal(("+62 812-3456-7890", "kdr-03"), (page.QuerySelector(".phone")!.TextContent, page.QuerySelector(".site")!.TextContent));
        Assert.Contains("Kediri <3>", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(".qr"));
    }

    [Fact]
    public void The_pages_address_is_there_to_read_and_as_a_code()
    {
        var page = new HtmlParser().ParseDocument(StickerPage.Of(Facts with { Page = new Uri("http://192.168.7.2:8080/") }));
        Assert.Contains("http://192.168.7.2:8080/", page.QuerySelector(".tech small")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".tech svg.qr path"));
    }

    [Fact]
    public void The_verb_writes_it_and_without_a_number_to_call_says_what_is_missing()
    {
        var folder = RigDirectory.New("sticker");
        var config = Path.Combine(folder, "agent.json");
        File.WriteAllText(config, """{ "site": "kdr-03", "language": "pt", "broker": { "urls": ["mqtt://127.0.0.1"] }, "cabinet": { "phone": "+55 11 91234-5678" } }""");
        var page = Path.Combine(folder, "sticker.html");
        Assert.Equal(0, VerbRun.Of("cabinet", "sticker", "--config", config, "--out", page).ExitCode);
        Assert.Contains("+55 11 91234-5678", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.Contains("lang=\"en\"", VerbRun.Of("cabinet", "sticker", "--config", config, "--language", "en").Output, StringComparison.Ordinal);

        File.WriteAllText(config, """{ "site": "kdr-03", "broker": { "urls": ["mqtt://127.0.0.1"] }, "cabinet": {} }""");
        Assert.Equal(new VerbRun(2, "", "error: cabinet.phone is missing: write the number that the owner of the place calls, such as \"+62 812-3456-7890\"\n"), VerbRun.Of("cabinet", "sticker", "--config", config));
    }

    [Fact]
    public void It_needs_nothing_from_elsewhere() =>
        Assert.Empty(new HtmlParser().ParseDocument(StickerPage.Of(Facts with { Page = new Uri("http://192.168.7.2:8080/") })).QuerySelectorAll("[src],link,script,a"));
}
