using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeNoc.Tests.Web.Tour;

/// <summary>Somebody reads the API and tries it, looks at a port, and at a cabinet's door from afar.</summary>
[Collection(TourCollection.Name)]
[Trait("Category", "Slow")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ReadingTests(TourFixture tour)
{
    [Fact]
    public async Task The_API_is_found_by_a_word_read_and_tried_with_ones_own_session()
    {
        TourFixture.SkipWithoutBrowser();
        var page = await tour.SignInAsync("sari");
        await page.GotoAsync("/reference");
        var one = page.Locator("details[data-operation='GET /api/v1/sites/{id}/panel']");
        await Expect(one).ToBeVisibleAsync();
        await page.FillAsync("#reference-search", "cabinet lamps");
        await Expect(page.Locator("#reference details:visible")).ToHaveCountAsync(1);
        await one.Locator("summary").ClickAsync();
        await Expect(one).ToContainTextAsync("curl");
        await Expect(one.Locator("th code", new() { HasText = "lamps" }).First).ToBeVisibleAsync();
        await one.Locator("input[name='id']").FillAsync(TourWorld.Cut);
        await one.Locator("form button").ClickAsync();
        await Expect(one.Locator("[data-status]")).ToHaveTextAsync("200");
        await Expect(one).ToContainTextAsync("\"pattern\": \"double_blink\"");

        // The session sees one site: what is another's is not there.
        await one.Locator("input[name='id']").FillAsync(TourWorld.Well);
        await one.Locator("form button").ClickAsync();
        await Expect(one.Locator("[data-status]")).ToHaveTextAsync("404");
        Assert.Empty((await PageLook.AxeAsync(page, "reference, open")).ToList());
        await PageLook.PictureAsync(page, "reference-open");
        await page.FillAsync("#reference-search", "no such word at all");
        await Expect(page.Locator("#reference-count")).ToContainTextAsync("0 of");
        Assert.Empty(tour.Trouble);
    }

    [Fact]
    public async Task A_port_is_found_in_the_list_and_its_past_is_drawn()
    {
        TourFixture.SkipWithoutBrowser();
        var page = await tour.SignInAsync("sari");
        await page.GotoAsync("/lists/interfaces?state=up");
        await page.GetByRole(AriaRole.Link, new() { Name = "ether1", Exact = true }).First.ClickAsync();
        await Expect(page.Locator("#now")).ToContainTextAsync("94 Mbit/s");
        await Expect(page.Locator("[data-chart*='history/traffic'][data-points]")).ToBeVisibleAsync();
        await page.GotoAsync("/talkers?stretch=day");
        await Expect(page.Locator("#talkers")).ToContainTextAsync("ether1");
        await page.GotoAsync("/");
        await Expect(page.Locator("[data-chart*='history/onus'][data-points]")).ToBeVisibleAsync();
        Assert.Empty(tour.Trouble);
    }

    [Fact]
    public async Task A_lamp_that_changes_at_the_door_changes_on_the_page_without_a_reload()
    {
        TourFixture.SkipWithoutBrowser();
        var page = await tour.SignInAsync("sari");
        await page.GotoAsync($"/sites/{TourWorld.Cut}");
        var uplink = page.Locator("[data-lamp='uplink']");
        await Expect(uplink).ToHaveAttributeAsync("data-pattern", "double_blink");
        await page.EvaluateAsync("window.same = 'page'");
        tour.Rig.Doors[TourWorld.Cut] = tour.Rig.Doors[TourWorld.Cut] with { Uplink = "steady", Buzzer = true };
        await tour.Rig.OnlineAsync(TourWorld.Cut, "Kediri 3", new Common.Events.StatusDevice("router-1", "mikrotik", "router"));
        await Expect(uplink).ToHaveAttributeAsync("data-pattern", "steady");
        await Expect(page.Locator("[data-buzzer='on']")).ToBeVisibleAsync();
        Assert.Equal("page", await page.EvaluateAsync<string>("window.same"));
        tour.Rig.Doors[TourWorld.Cut] = tour.Rig.Doors[TourWorld.Cut] with { Uplink = "double_blink", Buzzer = false };
        await tour.Rig.OnlineAsync(TourWorld.Cut, "Kediri 3", new Common.Events.StatusDevice("router-1", "mikrotik", "router"));
        await Expect(uplink).ToHaveAttributeAsync("data-pattern", "double_blink");
        Assert.Empty(tour.Trouble);
    }
}
