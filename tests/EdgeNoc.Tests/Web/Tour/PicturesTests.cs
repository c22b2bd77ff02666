using EdgeNoc.Rig;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeNoc.Tests.Web.Tour;

/// <summary>Draws the pictures that the READMEs show, anew: <c>./edgenoc pictures</c>.</summary>
[Collection(TourCollection.Name)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class PicturesTests(TourFixture tour)
{
    private const int MostBytes = 150_000;
    private static readonly string Folder = Path.Combine(RigDirectory.RepositoryRoot, "collector", "Web", "screenshots");

    [Fact(Explicit = true)]
    public async Task The_pictures_of_the_READMEs()
    {
        TourFixture.SkipWithoutBrowser();
        Directory.CreateDirectory(Folder);
        var page = await tour.SignInAsync("budi", 1200, 760);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.ReloadAsync();
        await Expect(page.Locator("[data-total='silent']")).ToHaveTextAsync("1");
        await Expect(page.Locator("[data-total='onus_down']")).ToHaveTextAsync($"{TourWorld.Dark}");
        await Expect(page.Locator("[data-total='incidents']")).Not.ToHaveTextAsync("0");
        await Expect(page.Locator(".chart[data-points]").Nth(1)).ToBeVisibleAsync();
        await DrawAsync(page, "overview");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        var number = await TourFixture.IncidentAsync(page, "pon/0/3");
        await page.GotoAsync($"/incidents/{number}");
        await page.Locator("form[action$='handler=Ack'] button").ClickAsync();
        await page.FillAsync("#text", "Kabel di tiang 14 putus, tim di jalan.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Write it down" }).ClickAsync();
        await DrawAsync(page, "incident");
        await page.GotoAsync("/groups");
        await Expect(page.Locator("[data-group='splitter-07'].look-all")).ToBeVisibleAsync();
        await DrawAsync(page, "groups");
        await page.GotoAsync("/map");
        await Expect(page.Locator("#map")).ToHaveAttributeAsync("data-loaded", "28");
        await page.FillAsync("#map-search", "kediri");
        await Expect(page.Locator(".leaflet-tile-loaded").First).ToBeAttachedAsync();
        await Expect(page.Locator(".leaflet-tile:not(.leaflet-tile-loaded)")).ToHaveCountAsync(0);
        await DrawAsync(page, "map");
        await page.GotoAsync($"/sites/{TourWorld.Cut}/devices/olt-1");
        await Expect(page.Locator(".chart[data-points]").Nth(1)).ToBeVisibleAsync();
        await page.SetViewportSizeAsync(400, 760);
        await DrawAsync(page, "phone");
        await page.SetViewportSizeAsync(1200, 760);
        await page.GotoAsync("/onus?sort=rx_dbm");
        await DrawAsync(page, "onus");
    }

    private static async Task DrawAsync(IPage page, string name)
    {
        await page.EvaluateAsync("document.activeElement?.blur(); scrollTo(0, 0)");
        var file = Path.Combine(Folder, $"{name}.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
        Assert.InRange(new FileInfo(file).Length, 1, MostBytes);
    }
}
