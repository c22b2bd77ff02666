using System.Net;
using System.Text.RegularExpressions;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Tests.Web;

namespace EdgeNoc.Tests.Told;

/// <summary>Texts of messages, rewritten in the console.</summary>
public sealed partial class TemplatePageTests : IAsyncLifetime
{
    private const string Page = "/templates/problem/en";
    private DeskRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await DeskRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_text_is_tried_on_a_sample_and_on_what_really_happened_and_what_is_wrong_has_its_line()
    {
        var number = await _rig.IncidentAsync(name: "PEL-007");
        using var ani = await _rig.SignInAsync("ani");
        Assert.Contains($"<option value=\"{number}\"", await ani.TextAsync(Page), StringComparison.Ordinal);
        Assert.Contains("my-mpwa: 1 message", await PreviewAsync(ani, "#{{number}} at {{site}}", ""), StringComparison.Ordinal);
        Assert.Contains("#17 at Kediri 3", await PreviewAsync(ani, "#{{number}} at {{site}}", ""), StringComparison.Ordinal);
        Assert.Contains($"#{number} at", await PreviewAsync(ani, "#{{number}} at {{site_id}}", $"{number}"), StringComparison.Ordinal);
        Assert.Contains("demo-pop", await PreviewAsync(ani, "#{{number}} at {{site_id}}", $"{number}"), StringComparison.Ordinal);
        var wrong = await PreviewAsync(ani, "#{{number}}\r\n{{nothing}}", "");
        Assert.Contains("data-preview=\"refused\"", wrong, StringComparison.Ordinal);
        Assert.Contains("line 2:", wrong, StringComparison.Ordinal);
        Assert.Contains("demo-pop", await PreviewAsync(ani, "#{{number}} {{site_id}} {{remaining}}", $"{number}", "/templates/recovery/en"), StringComparison.Ordinal);
        Assert.Contains("data-preview=\"good\"", await PreviewAsync(ani, "{{total_olt}} OLTs", "now", "/templates/daily/pt"), StringComparison.Ordinal);
        var api = await _rig.Api.PostAsync("/api/v1/templates/preview", new { name = "problem", language = "en", content = "#{{number}} {{site_id}}", incident = number }, Role.Viewer);
        Assert.Equal($"#{number} demo-pop", api.Json.GetProperty("text").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await _rig.Api.PostAsync("/api/v1/templates/preview", new { name = "daily", language = "en", content = "x", incident = number }, Role.Viewer)).Status);
    }

    [Fact]
    public async Task The_second_of_two_keeps_what_he_typed_and_a_text_that_was_given_up_comes_back()
    {
        using var ani = await _rig.SignInAsync("ani");
        using var first = await ani.PostFormAsync(Page, Page, ("seen", ""), ("content", "#{{number}} first"), ("on", ""));
        Assert.Equal("/templates", first.Headers.Location?.OriginalString);
        using var second = await ani.PostFormAsync(Page, Page, ("seen", ""), ("content", "#{{number}} second"), ("on", ""));
        var told = await second.Content.ReadAsStringAsync();
        Assert.Contains("ani changed this text", told, StringComparison.Ordinal);
        Assert.Contains("#{{number}} second</textarea>", told, StringComparison.Ordinal);
        Assert.Contains("id=\"theirs\">#{{number}} first<", told, StringComparison.Ordinal);
        using var third = await ani.PostFormAsync(Page, Page, ("seen", "#{{number}} first"), ("content", "#{{number}} second"), ("on", ""));
        Assert.Equal("/templates", third.Headers.Location?.OriginalString);
        using var back = await ani.PostFormAsync(Page, $"{Page}?handler=Remove", ("seen", "#{{number}} second"));
        Assert.Equal("/templates", back.Headers.Location?.OriginalString);
        Assert.Equal(0, _rig.Story.Query<long>("SELECT COUNT(*) FROM templates").Single());
        (await ani.PostFormAsync("/inventory/removed", "/inventory/removed", ("id", RemovedId().Match(await ani.TextAsync("/inventory/removed")).Groups["text"].Value))).Dispose();
        Assert.Equal(["#{{number}} second"], _rig.Story.Query<string>("SELECT content FROM templates"));
        using var vera = await _rig.SignInAsync("vera");
        Assert.DoesNotContain(">Save<", await vera.TextAsync(Page), StringComparison.Ordinal);
        using var not = await vera.PostFormAsync(Page, Page, ("seen", "#{{number}} second"), ("content", "#{{number}} vera"), ("on", ""));
        Assert.NotEqual("/templates", not.Headers.Location?.OriginalString);
        Assert.Equal(["#{{number}} second"], _rig.Story.Query<string>("SELECT content FROM templates"));
    }

    private static async Task<string> PreviewAsync(ConsoleBrowser browser, string content, string on, string page = Page)
    {
        using var answer = await browser.PostFormAsync(page, $"{page}?handler=Preview", ("content", content), ("on", on));
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("name=\"id\" value=\"(?<text>[0-9]+)\"")]
    private static partial Regex RemovedId();
}
