using System.Text;
using System.Text.RegularExpressions;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Cabinet.Page;

namespace EdgeNoc.Tests.Provisioning;

/// <summary>The technicians' pages: one sheet of paper each, with their pictures, and saying the same in each language.</summary>
public sealed partial class GuideTests
{
    private static readonly string Folder = Path.Combine(RigDirectory.RepositoryRoot, "provisioning", "guide");

    public static TheoryData<string> Pages => [.. Directory.GetFiles(Folder, "*.html").Select(file => Path.GetFileName(file))];

    [Theory]
    [InlineData("guide")]
    [InlineData("parts")]
    public void The_three_languages_have_the_same_pictures_steps_and_rows(string page)
    {
        var shapes = new[] { "en", "id", "pt" }.Select(language => Shape(File.ReadAllText(Path.Combine(Folder, $"{page}.{language}.html")))).ToList();
        Assert.True(shapes[0].Length > 20);
        Assert.Equal(shapes[0], shapes[1]);
        Assert.Equal(shapes[0], shapes[2]);
        Assert.All(Source().Matches(File.ReadAllText(Path.Combine(Folder, $"{page}.en.html"))), match => Assert.True(File.Exists(Path.Combine(Folder, match.Groups[1].Value)), match.Value));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    [Trait("Category", "Slow")]
    public void A_page_is_one_sheet_when_printed(string page)
    {
        var output = RigDirectory.New("guide");
        var pdf = Path.Combine(output, "page.pdf");
        Assert.SkipWhen(Chromium.Missing is not null, Chromium.Missing ?? "");
        var problem = SystemCommand.TryRun(
            "timeout", "60", "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            $"--user-data-dir={output}/profile", "--no-pdf-header-footer", $"--print-to-pdf={pdf}", Path.Combine(Folder, page));
        Assert.True(File.Exists(pdf), problem);
        Assert.Single(Sheet().Matches(Encoding.Latin1.GetString(File.ReadAllBytes(pdf))));
    }

    /// <summary>The tags and the names of the pictures, without the words.</summary>
    private static string Shape(string html) => string.Concat(Tag().Matches(html[html.IndexOf("<body>", StringComparison.Ordinal)..]).Select(match => match.Value is ['<', 'i', 'm', 'g', ..] ? Source().Match(match.Value).Value : match.Value));

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Source();

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex Sheet();
}
