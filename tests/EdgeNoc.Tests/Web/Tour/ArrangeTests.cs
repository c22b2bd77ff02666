using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeNoc.Tests.Web.Tour;

/// <summary>Who is in which group and what stands where, arranged with a mouse and without one.</summary>
[Collection(TourCollection.Name)]
[Trait("Category", "Slow")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ArrangeTests(TourFixture tour)
{
    [Fact]
    public async Task People_are_moved_between_groups_by_dragging_and_without_a_mouse()
    {
        TourFixture.SkipWithoutBrowser();
        var page = await tour.SignInAsync("ani");
        await page.GotoAsync($"/groups/arrange?site={TourWorld.Cut}&left=splitter-08&right=splitter-11");
        var (left, right) = (page.Locator("[data-drop='left'] li"), page.Locator("[data-drop='right'] li"));
        await Expect(left).ToHaveCountAsync(8);
        await Expect(right).ToHaveCountAsync(8);
        var dragged = left.Filter(new() { HasText = TourWorld.Position(13) });
        await dragged.DragToAsync(page.Locator("[data-drop='right']"));
        await Expect(page.Locator("#arrange [role='status']")).ToContainTextAsync("1 moved to LCP-11");
        await Expect(left).ToHaveCountAsync(7);
        await Expect(right).ToHaveCountAsync(9);

        // Onto a third group, with one that was marked before.
        await left.Filter(new() { HasText = TourWorld.Position(14) }).Locator("input").CheckAsync();
        var other = left.Filter(new() { HasText = TourWorld.Position(15) });
        await other.Locator("input").CheckAsync();
        await other.DragToAsync(page.Locator("[data-into='group']", new PageLocatorOptions { HasText = "LCP-07" }));
        await Expect(page.Locator("#arrange [role='status']")).ToContainTextAsync("2 moved to LCP-07");
        await Expect(left).ToHaveCountAsync(5);

        // The same by keys alone: mark, then the button.
        await page.SelectOptionAsync("#left-of", "splitter-07");
        await Expect(left).ToHaveCountAsync(10);
        foreach (var n in new[] { 14, 15 })
        {
            await left.Filter(new() { HasText = TourWorld.Position(n) }).Locator("input").FocusAsync();
            await page.Keyboard.PressAsync("Space");
        }

        await page.SelectOptionAsync("#right-of", "splitter-08");
        await Expect(right).ToHaveCountAsync(5);
        foreach (var n in new[] { 14, 15 })
        {
            await left.Filter(new() { HasText = TourWorld.Position(n) }).Locator("input").FocusAsync();
            await page.Keyboard.PressAsync("Space");
        }

        await page.Locator("button[value='right']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#arrange [role='status']")).ToContainTextAsync("2 moved to LCP-08");
        await Expect(right).ToHaveCountAsync(7);
        await Expect(left).ToHaveCountAsync(8);

        // Whom a rule names no list takes out, and it says so.
        await left.First.EvaluateAsync("row => { row.dataset.before = '1'; }");
        await page.SelectOptionAsync("#left-of", "street-melati");
        await Expect(page.Locator("[data-before]")).ToHaveCountAsync(0);
        await left.First.Locator("input").CheckAsync();
        await page.ClickAsync("button[value='right']");
        await Expect(page.Locator("#arrange [role='status']")).ToContainTextAsync("rule names them");
        Assert.Empty(await PageLook.AxeAsync(page, "arrange"));
        await PageLook.PictureAsync(page, "arrange");
        Assert.Empty(tour.Trouble);
    }

    [Fact]
    public async Task A_group_is_coloured_by_how_much_of_it_is_offline_the_worst_first()
    {
        TourFixture.SkipWithoutBrowser();
        var page = await tour.SignInAsync("budi");
        await page.GotoAsync("/groups");
        await Expect(page.Locator("[data-group='splitter-07']")).ToHaveClassAsync(new Regex("look-(all|bad)"));
        await Expect(page.Locator("[data-group='splitter-11']")).ToHaveClassAsync(new Regex("look-(half|some)"));
        await Expect(page.Locator("[data-group]").First).ToHaveAttributeAsync("data-group", "splitter-07");
        Assert.Empty(tour.Trouble);
    }

    [Fact]
    public async Task What_has_no_place_gets_one_by_a_click_or_a_key_and_the_map_stays_where_somebody_moved_it()
    {
        TourFixture.SkipWithoutBrowser();
        var page = await tour.SignInAsync("sari");
        var answer = await page.GotoAsync($"/map?place={TourWorld.Cut}%20olt-1%20{Uri.EscapeDataString(TourWorld.Position(40))}");
        var map = page.Locator("#map");
        await Expect(map).ToHaveAttributeAsync("data-loaded", "25");
        Assert.Contains($"img-src 'self' data: {tour.Tiles.Origin};", answer!.Headers["content-security-policy"], StringComparison.Ordinal);
        await Expect(page.Locator(".leaflet-tile-loaded").First).ToBeAttachedAsync();
        Assert.Contains(tour.Tiles.Asked, path => Regex.IsMatch(path, "^/\\d+/\\d+/\\d+\\.png$"));
        Assert.DoesNotContain(tour.Tiles.Origin, (await page.Context.APIRequest.GetAsync("/onus")).Headers["content-security-policy"], StringComparison.Ordinal);

        await Expect(page.Locator("#placing")).ToHaveAttributeAsync("data-found", "1");
        await page.FillAsync("#placing-category", "Sekolah");
        await map.ClickAsync(new() { Position = new() { X = 300, Y = 200 } });
        await Expect(page.Locator("#placing-said")).ToContainTextAsync("Placed");
        await Expect(map).ToHaveAttributeAsync("data-loaded", "26");

        // Moved by keys, it follows no more until it is told to; the middle is a place, too.
        await map.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(map).ToHaveAttributeAsync("data-follows", "false");
        await page.FillAsync("#placing-q", TourWorld.Position(41));
        await Expect(page.Locator("#placing-found li", new PageLocatorOptions { HasText = $"olt-1 {TourWorld.Position(41)}" }).Locator("input")).ToBeCheckedAsync();
        await page.Locator("#placing-middle").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(map).ToHaveAttributeAsync("data-loaded", "27");
        await Expect(map).ToHaveAttributeAsync("data-follows", "false");
        await page.ClickAsync("#map-fit");
        await Expect(map).ToHaveAttributeAsync("data-follows", "true");

        // Hovering says who it is; a category that is not wanted is not drawn.
        await page.Locator(".leaflet-marker-icon.mark-site").HoverAsync(new() { Force = true });
        await Expect(page.Locator(".leaflet-popup-content")).ToContainTextAsync("Kediri 3");
        var schools = await page.Locator(".leaflet-marker-icon").CountAsync();
        await page.Locator("#map-categories label", new PageLocatorOptions { HasText = "Sekolah" }).Locator("input").UncheckAsync();
        await Expect(page.Locator(".leaflet-marker-icon")).Not.ToHaveCountAsync(schools);
        await PageLook.PictureAsync(page, "map-placing");
        Assert.Empty(await PageLook.AxeAsync(page, "map while placing"));

        // The form of the ONU has the same place and takes no nonsense.
        await page.GotoAsync($"/sites/{TourWorld.Cut}/devices/olt-1/onu?at={Uri.EscapeDataString(TourWorld.Position(40))}");
        await Expect(page.Locator("#f-category")).ToHaveValueAsync("Sekolah");
        foreach (var (latitude, longitude, says) in new[] { ("0", "0", "Atlantic"), ("91", "112", "out of range"), ("NaN", "112", "degrees as a number"), ("-7.8", "", "write both or neither") })
        {
            await page.FillAsync("#f-latitude", latitude);
            await page.FillAsync("#f-longitude", longitude);
            await page.Locator("form[action*='Place'] button").First.ClickAsync();
            await Expect(page.Locator("form[action*='Place']")).ToContainTextAsync(says);
            await Expect(page.Locator("#f-latitude")).ToHaveValueAsync(latitude);
        }

        await page.FillAsync("#f-latitude", "-7,8201");
        await page.FillAsync("#f-longitude", "112.0201");
        await page.Locator("form[action*='Place'] button").First.ClickAsync();
        await Expect(page.Locator("#f-latitude")).ToHaveValueAsync("-7.8201");
        Assert.Empty(tour.Trouble);
    }
}
