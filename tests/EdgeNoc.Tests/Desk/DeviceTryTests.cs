using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Cabinet.Page;
using EdgeNoc.Tests.Enrolment;
using EdgeNoc.Tests.Web;
using EdgeNoc.Tests.Web.Tour;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeNoc.Tests.Desk;

/// <summary>A device is tried from the console before it is saved: by the real agent of an enrolled machine, at a simulated OLT.</summary>
[Trait("Category", "Slow")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class DeviceTryTests
{
    private const string Site = "kdr-03";
    private const string Versions = "SELECT CAST(version AS TEXT) FROM site_configs WHERE site = 'kdr-03' ORDER BY version";

    [Fact]
    public async Task The_sites_agent_asks_a_device_before_it_is_saved_and_each_way_to_fail_says_what_to_do()
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        TourFixture.SkipWithoutBrowser();
        await using var noc = await NocWorld.StartAsync();
        await using var pi = new AgentMachine("serial1111");
        var claim = await noc.SiteAsync(Site);
        Assert.Equal(0, (await pi.EnrollAsync(claim)).ExitCode);
        pi.Run();
        await noc.PointsAsync(Site);
        await using var chromium = await Chromium.StartAsync();
        var page = await SignInAsync(noc, chromium);
        var olt = noc.Olt.Address.ToString().TrimEnd('/');

        var versions = noc.Rows(Versions);
        await page.GotoAsync($"/inventory/device?site={Site}&driver=hioso-epon");
        await FillAsync(page, olt, "wrong-secret-1");
        await TestAsync(page, "bad", "refused user and password", "check user");
        await FillAsync(page, "http://127.0.0.1:9", NocWorld.OltPassword);
        await TestAsync(page, "bad", "127.0.0.1:9", "check");
        await page.FillAsync("#f-interval_s", "soon");
        await TestAsync(page, "bad", "interval_s", "soon");
        await page.FillAsync("#f-interval_s", "");
        await FillAsync(page, olt, NocWorld.OltPassword);
        await TestAsync(page, "good", "It answers", "olt-2 answered");
        await PageLook.PictureAsync(page, "device-tried");

        // Nothing of it was kept, and nothing said the password to anybody.
        Assert.Empty(Directory.GetFiles(pi.Card, "try-*", SearchOption.AllDirectories));
        Assert.Equal(versions, noc.Rows(Versions));
        var audit = string.Join('\n', noc.Rows("SELECT action || ' ' || outcome || ' ' || COALESCE(detail_json, '') FROM audit"));
        Assert.Contains("try", audit, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-1", audit + string.Join('\n', noc.Collector.Output) + string.Join('\n', pi.Process.Output) + await page.ContentAsync(), StringComparison.Ordinal);

        // Saved as it was tried, it is polled.
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("#devices")).ToContainTextAsync("olt-2");
        await WaitFor.TrueAsync(async () => await noc.Influx.CountAsync("edgenoc", "onu", "up", "device = 'olt-2'") > 0, TimeSpan.FromSeconds(60), "olt-2 to be polled");

        await page.GotoAsync($"/inventory/device?site={Site}&driver=mikrotik");
        await FillAsync(page, $"api://{noc.Olt.Address.Authority}", NocWorld.OltPassword);
        await TestAsync(page, "bad", $"{noc.Olt.Address.Port}", ": ");
    }

    private static async Task FillAsync(IPage page, string url, string password)
    {
        foreach (var (field, value) in new[] { ("id", "olt-2"), ("url", url), ("user", "admin"), ("new_password", password) }) await page.FillAsync($"#f-{field}", value);
    }

    private static async Task TestAsync(IPage page, string outcome, string says, string remedy)
    {
        await page.EvaluateAsync("document.getElementById('tested').replaceChildren()");
        await page.ClickAsync("#test");
        await Expect(page.Locator("[data-tested]")).ToHaveAttributeAsync("data-tested", outcome, new() { Timeout = 60_000 });
        var text = await page.Locator("[data-tested]").InnerTextAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        Assert.Contains(remedy, text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(says, text, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<IPage> SignInAsync(NocWorld noc, Chromium chromium)
    {
        using var config = JsonDocument.Parse(await File.ReadAllTextAsync(noc.Config));
        var home = config.RootElement.GetProperty("listen").GetString()!;
        var token = (await noc.VerbAsync(null, "token", "add", "--name", "installer", "--role", "admin")).Output.Split('\n').Single(line => line.StartsWith("edgenoc.", StringComparison.Ordinal)).Trim();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var user = new StringContent(JsonSerializer.Serialize(new { name = "Ani", role = "admin", password = ConsoleRig.Password }), Encoding.UTF8, "application/json");
        using var made = await http.PutAsync(new Uri($"{home}/api/v1/users/ani"), user);
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        var page = await (await chromium.Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = home, Locale = "en-GB" })).NewPageAsync();
        await page.GotoAsync("/sign-in");
        await TourFixture.SignInAsync(page, "ani");
        await Expect(page.Locator(".live.on")).ToBeAttachedAsync();
        return page;
    }
}
