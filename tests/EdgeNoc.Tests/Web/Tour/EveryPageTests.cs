using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeNoc.Tests.Web.Tour;

/// <summary>Every page of the console over the real thing.</summary>
[Collection(TourCollection.Name)]
[Trait("Category", "Slow")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class EveryPageTests(TourFixture tour)
{
    private static readonly (string Name, string Path)[] Pages =
    [
        ("overview", "/"), ("incidents", "/incidents"), ("incident", "/incidents/{cut}"), ("feed", "/feed"), ("silences", "/silences"), ("maintenance", "/maintenance"), ("maintenance-one", "/maintenance/1"),
        ("alerts", "/alerts"), ("statistics", "/statistics"), ("outages", "/outages"), ("outages-of", "/outages/of?site=kdr-03&device=olt-1&entity=onu%2F0%2F3%3A1"), ("usage", "/usage?service=ppp"),
        ("talkers", "/talkers"), ("optics", "/optics"), ("interfaces", "/lists/interfaces"), ("reference", "/reference"), ("contacts", "/contacts"), ("contact", "/contacts/edit"), ("routes", "/routes"), ("route", "/routes/edit"), ("route-trial", "/routes/trial"),
        ("rotations", "/rotations"), ("rotation", "/rotations/edit"), ("reports", "/reports"), ("report", "/reports/edit"), ("channels", "/channels"), ("arrange", "/groups/arrange"),
        ("onus", "/onus"), ("list-accounts", "/lists/ppp-accounts"), ("list-sessions", "/lists/ppp-sessions"), ("site", "/sites/kdr-03"), ("device", "/sites/kdr-03/devices/olt-1"),
        ("onu", "/sites/kdr-03/devices/olt-1/onu?at=0%2F3%3A1"), ("run", "/sites/kdr-03/run"), ("groups", "/groups"), ("group", "/groups/splitter-07"), ("group-edit", "/groups/edit?id=splitter-07"), ("map", "/map"),
        ("inventory", "/inventory"), ("inventory-site", "/inventory/site/kdr-03"), ("inventory-device", "/inventory/device?site=kdr-03&driver=mikrotik"), ("inventory-ont", "/inventory/ont?site=kdr-03"),
        ("inventory-import", "/inventory/import?site=kdr-03"), ("inventory-removed", "/inventory/removed"), ("find", "/find?q=melati"), ("people", "/people"), ("person", "/people/edit?id=sari"), ("tokens", "/people/tokens"),
        ("audit", "/audit"), ("account", "/account"), ("not-found", "/nothing"),
    ];

    [Fact]
    public async Task Every_page_can_be_read_and_used_on_a_phone_a_desk_and_a_wall_in_light_and_dark_and_without_a_mouse()
    {
        TourFixture.SkipWithoutBrowser();
        var page = await tour.SignInAsync("ani");
        var number = await TourFixture.IncidentAsync(page, "pon/0/3");
        await page.GotoAsync("/");
        await Expect(page.Locator("[data-total='silent']")).ToHaveTextAsync("1");
        await Expect(page.Locator("[data-total='onus_down']")).ToHaveTextAsync($"{TourWorld.Dark}");
        var faults = new List<string>();
        foreach (var (name, path) in Pages)
        {
            faults.AddRange(await PageLook.FaultsAsync(page, name, path.Replace("{cut}", number, StringComparison.Ordinal)));
        }

        await MenuAsync(page);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(tour.Trouble);
    }

    /// <summary>On a phone that lies on its side the menu is longer than the screen: all of it can be reached.</summary>
    private static async Task MenuAsync(IPage page)
    {
        await page.SetViewportSizeAsync(640, 360);
        await page.GotoAsync("/");
        await page.ClickAsync("details.menu summary");
        var last = page.Locator("details.menu li").Last;
        await last.ScrollIntoViewIfNeededAsync();
        await Expect(last).ToBeInViewportAsync();
        await PageLook.PictureAsync(page, "menu", whole: false);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("details.menu summary")).ToBeFocusedAsync();
    }
}
