using Deque.AxeCore.Playwright;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Cabinet.Page;
using EdgeNoc.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeNoc.Tests.Desk;

/// <summary>An administrator arranges a site at a real collector with its broker and database, in Debian's browser on a phone's width. Screenshots stay in <c>var/screenshots</c>.</summary>
[Trait("Category", "Slow")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class DeskBrowserTests
{
    private static readonly string Screenshots = Directory.CreateDirectory(Path.Combine(RigDirectory.RepositoryRoot, "var", "screenshots")).FullName;

    [Fact]
    public async Task A_site_its_customers_a_group_and_the_map_are_arranged_on_a_phone()
    {
        if (Chromium.Missing is { } missing) Assert.Skip(missing);
        await using var rig = await ConsoleRig.StartAsync();
        await rig.UserAsync("ani", "admin");
        await rig.OnlineAsync("kdr-03", "Kediri 3");
        await rig.ListAsync("kdr-03", "CLIENT-001", "<script>window.hacked=1</script>", "CLIENT-003");
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.PhoneAsync("en-GB");
        var trouble = new System.Collections.Concurrent.ConcurrentBag<string>();
        page.PageError += (_, error) => trouble.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(rig.Address.AbsoluteUri, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) trouble.Add(request.Url);
        };
        await page.GotoAsync($"{rig.Address}sign-in");
        await page.FillAsync("#id", "ani");
        await page.FillAsync("#password", ConsoleRig.Password);
        await page.Locator("form button").First.ClickAsync();
        await Expect(page.Locator("#main")).ToBeVisibleAsync();

        await page.GotoAsync($"{rig.Address}inventory/site/kdr-03");
        await page.FillAsync("#f-latitude", "-7.8166");
        await page.FillAsync("#f-longitude", "112.0114");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("#f-latitude")).ToHaveValueAsync("-7.8166");
        await AxeAsync(page, "inventory-site");
        await page.GotoAsync($"{rig.Address}inventory/device?site=kdr-03&driver=hioso-epon");
        await AxeAsync(page, "inventory-device");
        await page.GotoAsync($"{rig.Address}inventory/import?site=kdr-03");
        await page.SetInputFilesAsync("#list", new FilePayload { Name = "onts.csv", MimeType = "text/csv", Buffer = "id,name,ip,latitude,longitude\nont-1,<script>window.hacked=2</script>,192.0.2.101,-7.82,112.02\nont-2,B,oops,,\n"u8.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Look at it" }).ClickAsync();
        await Expect(page.Locator("[data-import='looked']")).ToContainTextAsync("1 new");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take what is good" }).ClickAsync();
        await Expect(page.Locator("[data-import='done']")).ToContainTextAsync("1 new");
        await AxeAsync(page, "inventory-import");

        await page.GotoAsync($"{rig.Address}groups/edit");
        await page.FillAsync("#f-category", "OLT 1");
        await page.FillAsync("#f-name", "LCP-07");
        await page.FillAsync("#f-members", "0/1:1\n0/1:2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("[data-group]")).ToContainTextAsync("0 of 2 offline");
        await rig.TellAsync("kdr-03", "onu,device=olt-1,onu=2,pon=0/1 up=0i,status=\"los\",reason=\"los\"");
        await Expect(page.Locator("[data-group]")).ToContainTextAsync("1 of 2 offline", new() { Timeout = 60_000 });
        await AxeAsync(page, "groups");

        await page.GotoAsync($"{rig.Address}map");
        await Expect(page.Locator("#map")).ToHaveAttributeAsync("data-loaded", "2");
        await Expect(page.Locator(".leaflet-marker-icon")).ToHaveCountAsync(2);
        await Expect(page.Locator("#map")).ToHaveAttributeAsync("data-follows", "true");
        await page.FillAsync("#map-search", "kediri");
        await Expect(page.Locator(".leaflet-popup-content")).ToContainTextAsync("Kediri 3");
        await Expect(page.Locator("#map")).ToHaveAttributeAsync("data-follows", "false");
        await AxeAsync(page, "map");
        Assert.Null(await page.EvaluateAsync<int?>("window.hacked ?? null"));
        Assert.Empty(trouble);
    }

    private static async Task AxeAsync(IPage page, string name)
    {
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots, $"console-{name}.png"), FullPage = true });
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} is wider than the phone");
        var result = await page.RunAxe();
        Assert.Empty(result.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(violation => $"{name}: {violation.Id}: {violation.Help}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}"));
    }
}
