using System.Collections.Concurrent;
using Deque.AxeCore.Playwright;
using EdgeNoc.Collector.Web.Static;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Cabinet.Page;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeNoc.Tests.Web;

/// <summary>Somebody of the NOC at a real collector with its broker and database, in Debian's browser. Its screenshots stay in <c>var/screenshots</c>.</summary>
[Trait("Category", "Slow")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ConsoleBrowserTests
{
    private const int Onus = 250;
    private static readonly string Screenshots = Directory.CreateDirectory(Path.Combine(RigDirectory.RepositoryRoot, "var", "screenshots")).FullName;
    private static readonly string[] Names = [.. Enumerable.Range(1, Onus).Select(n => n == 7 ? "<script>window.hacked=1</script>" : $"CLIENT-{n:000}")];

    [Fact]
    public async Task The_first_administrator_sees_a_site_come_change_and_fall_silent_without_a_reload()
    {
        if (Chromium.Missing is { } missing) Assert.Skip(missing);
        if (!new ConsoleAssets().IsComplete) Assert.Skip("the collector was built without npm: its console has no libraries");
        await using var rig = await ConsoleRig.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await DeskAsync(chromium, rig.Address.AbsoluteUri);
        var trouble = Watch(page, rig.Address);

        await page.GotoAsync($"{rig.Address}");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/setup$"));
        await AxeAsync(page, "setup");
        foreach (var (label, value) in new[] { ("token", rig.Token), ("id", "ani"), ("name", "Ani"), ("password", ConsoleRig.Password) }) await page.FillAsync($"#{label}", value);
        await page.Locator("form button").ClickAsync();
        await Expect(page.Locator(".live.on")).ToBeVisibleAsync();
        await page.EvaluateAsync("window.same = 'page'");

        await rig.OnlineAsync("kdr-03", "Kediri 3");
        await rig.ListAsync("kdr-03", Names);
        var row = page.Locator("[data-site='kdr-03']");
        await Expect(row).ToContainTextAsync("Kediri 3");
        await Expect(Total(page, "onus_up")).ToHaveTextAsync($"{Onus}");
        await rig.TellAsync(
            "kdr-03", "onu,device=olt-1,onu=17,pon=0/1 up=0i,status=\"power_off\",reason=\"dying_gasp\"", "onu,device=olt-1,onu=18,pon=0/1 up=1i,status=\"up\",rx_dbm=-28.4",
            "device,device=olt-1,kind=olt,vendor=hioso up=1i,rtt_ms=2.5,cpu_pct=41.5", "sessions,device=router-1,service=pppoe active=42i", "pon,device=olt-1,pon=0/1 online=249i,offline=1i");
        await Expect(Total(page, "onus_power_off")).ToHaveTextAsync("1");
        await Expect(Total(page, "onus_weak")).Not.ToHaveTextAsync("0");
        await Expect(Total(page, "sessions")).ToHaveTextAsync("42");
        await Expect(row.Locator("[data-figure='onus_power_off']")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("warn"));
        await AxeAsync(page, "overview");

        await rig.OfflineAsync("kdr-03");
        await Expect(row).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("stale"));
        await Expect(row).ToContainTextAsync("offline since");
        Assert.Equal("page", await page.EvaluateAsync<string>("window.same"));
        await rig.OnlineAsync("kdr-03", "Kediri 3");
        await Expect(row).Not.ToHaveClassAsync(new System.Text.RegularExpressions.Regex("stale"));

        await ListAsync(page);
        await OnuAsync(page);
        await FindAsync(page);
        await SiteAsync(page);
        await SpeakAsync(page);
        await PhoneAsync(chromium, rig);
        await WithoutHistoryAsync(page, rig);
        Assert.Empty(trouble);
        await EndAsync(page, rig);
    }

    /// <summary>All of the ONUs are a list that goes on as one scrolls, is filtered while one types, and is the same after a reload.</summary>
    private static async Task ListAsync(IPage page)
    {
        await page.GotoAsync("/onus?sort=position");
        var rows = page.Locator("#list tr[data-id]");
        await Expect(rows).ToHaveCountAsync(100);
        await Expect(page.Locator("#list-total")).ToContainTextAsync($"{Onus}");
        for (var part = 2; part <= 3; part++)
        {
            await rows.Last.ScrollIntoViewIfNeededAsync();
            await Expect(rows).ToHaveCountAsync(Math.Min(Onus, 100 * part));
        }

        Assert.Equal(Enumerable.Range(1, Onus).Select(n => $"kdr-03 olt-1 0/1:{n}"), await rows.EvaluateAllAsync<string[]>("all => all.map(row => row.dataset.id)"));
        await page.SelectOptionAsync("#list-status", "power_off");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("status=power_off"));
        await page.ReloadAsync();
        await Expect(rows).ToHaveCountAsync(1);
        await page.SelectOptionAsync("#list-status", "");
        await Expect(rows).ToHaveCountAsync(100);
        await page.FillAsync("#list-name", "script");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows).ToContainTextAsync("<script>window.hacked=1</script>");
        Assert.False(await page.EvaluateAsync<bool>("'hacked' in window"));
        await AxeAsync(page, "onus");
    }

    private static async Task OnuAsync(IPage page)
    {
        await page.GotoAsync("/sites/kdr-03/devices/olt-1/onu?at=0%2F1%3A18");
        await Expect(page.Locator("#now")).ToContainTextAsync("-28.4");
        await Expect(page.Locator(".chart[data-points]").First).ToBeVisibleAsync();
        await Expect(page.Locator(".chart canvas").First).ToBeVisibleAsync();
    }

    private static async Task FindAsync(IPage page)
    {
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("#find")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("client-017");
        await Expect(page.Locator("#found")).ToContainTextAsync("CLIENT-017");
        await page.Locator("#found a", new PageLocatorOptions { HasText = "ONU" }).First.ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("0/1:17");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("0/1:17");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main .verdict").First).ToContainTextAsync("CLIENT-017");
    }

    private static async Task SiteAsync(IPage page)
    {
        await page.GotoAsync("/sites/kdr-03");
        await Expect(page.Locator("[data-figure='onus_power_off']")).ToHaveTextAsync("1");
        await Expect(page.Locator("[data-device='olt-1']")).ToContainTextAsync("41.5%");
        await Expect(page.Locator(".chart[data-points]").First).ToBeVisibleAsync();
        await page.Locator("[data-device='olt-1'] a").ClickAsync();
        await Expect(page.Locator("#now")).ToContainTextAsync("2.5 ms");
    }

    private static async Task SpeakAsync(IPage page)
    {
        foreach (var (code, theme, word) in new[] { ("id", "dark", "Ikhtisar"), ("pt", "wall", "Visão geral"), ("en", "light", "Overview") })
        {
            await page.GotoAsync("/account");
            await page.SelectOptionAsync("#language", code);
            await page.SelectOptionAsync("#theme", theme);
            await page.Locator("main form button").First.ClickAsync();
            await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", code);
            await Expect(page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", theme == "light" ? "light" : "dark");
            await page.GotoAsync("/");
            await Expect(page).ToHaveTitleAsync($"{word} · EdgeNoc");
            await Expect(Total(page, "onus")).ToHaveCountAsync(0);
            await Expect(Total(page, "onus_power_off")).ToHaveTextAsync("1");
            await AxeAsync(page, $"overview-{code}-{theme}");
        }
    }

    private static async Task PhoneAsync(Chromium chromium, ConsoleRig rig)
    {
        var phone = await chromium.PhoneAsync("id-ID");
        await phone.GotoAsync($"{rig.Address}sign-in");
        await Expect(phone.Locator("html")).ToHaveAttributeAsync("lang", "id");
        await AxeAsync(phone, "sign-in-phone");
        await phone.FillAsync("#id", "ani");
        await phone.FillAsync("#password", ConsoleRig.Password);
        await phone.Locator("form button").ClickAsync();
        await Expect(Total(phone, "onus_power_off")).ToHaveTextAsync("1");
        await AxeAsync(phone, "overview-phone");
    }

    /// <summary>The database of measurements is down: what is live stays so, and charts say why they are empty.</summary>
    private static async Task WithoutHistoryAsync(IPage page, ConsoleRig rig)
    {
        await page.GotoAsync("/sites/kdr-03");
        rig.Collector.Influx.Kill();
        await rig.TellAsync("kdr-03", "onu,device=olt-1,onu=19,pon=0/1 up=0i,status=\"los\",reason=\"los\"");
        await Expect(page.Locator("[data-figure='onus_down']").First).ToHaveTextAsync("1");
        await page.ReloadAsync();
        await Expect(page.Locator(".chart .empty").First).ToContainTextAsync("InfluxDB");
        await Expect(page.Locator("[data-figure='onus_down']").First).ToHaveTextAsync("1");
        await Expect(page.Locator(".live.on")).ToBeVisibleAsync();
        await AxeAsync(page, "site-without-history");
        await rig.Collector.Influx.StartAsync();
    }

    /// <summary>Signed out from elsewhere, the next click leads to the door.</summary>
    private static async Task EndAsync(IPage page, ConsoleRig rig)
    {
        await page.GotoAsync("/onus");
        Assert.Equal(System.Net.HttpStatusCode.NoContent, await rig.ApiAsync(HttpMethod.Delete, "/api/v1/users/ani/sessions"));
        await page.FillAsync("#list-name", "CLIENT");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"));
    }

    private static ILocator Total(IPage page, string key) => page.Locator($"[data-total='{key}']");

    private static async Task<IPage> DeskAsync(Chromium chromium, string home)
    {
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = home, ViewportSize = new ViewportSize { Width = 1366, Height = 900 }, Locale = "en-GB", TimezoneId = "Asia/Jakarta", ColorScheme = ColorScheme.Light });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        return page;
    }

    /// <summary>What a page asks for elsewhere, what its scripts fail with, and what the browser refuses it.</summary>
    private static ConcurrentBag<string> Watch(IPage page, Uri home)
    {
        var trouble = new ConcurrentBag<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(home.AbsoluteUri, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) trouble.Add(request.Url);
        };
        page.PageError += (_, error) => trouble.Add($"error: {error}");
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal)) trouble.Add(message.Text);
        };
        return trouble;
    }

    /// <summary>Keeps how a page looks, and holds it to what everybody can read.</summary>
    private static async Task AxeAsync(IPage page, string name)
    {
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots, $"console-{name}.png"), FullPage = name != "onus" });
        var result = await page.RunAxe();
        Assert.Empty(result.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(violation => $"{name}: {violation.Id}: {violation.Help}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}"));
    }
}
