using System.Collections.Concurrent;
using EdgeNoc.Collector.Web.Static;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Cabinet.Page;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeNoc.Tests.Web.Tour;

/// <summary>All that is looked at in the browser shares one of everything, and is looked at one after the other.</summary>
[CollectionDefinition(Name)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class TourCollection : ICollectionFixture<TourFixture>
{
    public const string Name = "console tour";
}

/// <summary>A real collector with its broker and database, four POPs, and Debian's browser: one of each for all that is looked at.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class TourFixture : IAsyncLifetime
{
    private static readonly Lazy<string?> WhyMissing = new(() => Chromium.Missing ?? (new ConsoleAssets().IsComplete ? null : "the collector was built without npm: its console has no libraries"));

    private readonly CancellationTokenSource _end = new();
    private Task _heart = Task.CompletedTask;

    internal ConsoleRig Rig { get; private set; } = null!;

    internal TourWorld World { get; private set; } = null!;

    internal TileServer Tiles { get; private set; } = null!;

    internal Chromium Chromium { get; private set; } = null!;

    /// <summary>What pages asked for elsewhere, what their scripts failed with, and what the browser refused them.</summary>
    public ConcurrentBag<string> Trouble { get; } = [];

    public static void SkipWithoutBrowser()
    {
        if (WhyMissing.Value is { } missing) Assert.Skip(missing);
    }

    public async ValueTask InitializeAsync()
    {
        if (WhyMissing.Value is not null) return;
        var browser = Chromium.StartAsync();
        Tiles = TileServer.Start();
        Rig = await ConsoleRig.StartAsync($$"""
            "alerts": { "group_wait_s": 1, "min_severity": "medium" }, "map": { "tiles": "{{Tiles.Origin}}/{z}/{x}/{y}.png", "attribution": "© the street plan" },
            """);
        World = new TourWorld(Rig);
        await World.FillAsync();
        await World.BreakAsync();
        _heart = World.BeatAsync(_end.Token);
        Chromium = await browser;
    }

    /// <summary>Somebody who has signed in, in a window of his own.</summary>
    public async Task<IPage> SignInAsync(string id, int width = 1366, int height = 900, string locale = "en-GB")
    {
        var context = await Chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Rig.Address.AbsoluteUri, ViewportSize = new ViewportSize { Width = width, Height = height }, Locale = locale, TimezoneId = "Asia/Jakarta", ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce,
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        Watch(page);
        await page.GotoAsync("/sign-in");
        await SignInAsync(page, id);
        await Expect(page.Locator(".live.on")).ToBeAttachedAsync();
        return page;
    }

    /// <summary>Fills in the door that the page shows.</summary>
    public static async Task SignInAsync(IPage page, string id)
    {
        await page.FillAsync("#id", id);
        await page.FillAsync("#password", ConsoleRig.Password);
        await page.Locator(".door form button").First.ClickAsync();
    }

    /// <summary>The number of the open incident in whose row a text is, once it is there.</summary>
    public static async Task<string> IncidentAsync(IPage page, string text)
    {
        await page.GotoAsync("/incidents");
        var row = page.Locator("tr[data-incident]", new PageLocatorOptions { HasText = text });
        await Expect(row.First).ToBeVisibleAsync();
        return (await row.First.GetAttributeAsync("data-incident"))!;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _heart;
        _end.Dispose();
        if (Chromium is not null) await Chromium.DisposeAsync();
        if (Rig is not null) await Rig.DisposeAsync();
        if (Tiles is not null) await Tiles.DisposeAsync();
    }

    private void Watch(IPage page)
    {
        page.Request += (_, request) =>
        {
            var isTile = request.Url.StartsWith(Tiles.Origin, StringComparison.Ordinal) && new Uri(page.Url).AbsolutePath == "/map";
            if (!isTile && !request.Url.StartsWith(Rig.Address.AbsoluteUri, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) Trouble.Add(request.Url);
        };
        page.PageError += (_, error) => Trouble.Add($"{page.Url}: {error}");
        page.Console += (_, message) =>
        {
            // A page that is not there says so, and that it was refused is what some tests want to see.
            if (message.Type == "error" && !message.Text.Contains("Failed to load resource", StringComparison.Ordinal)) Trouble.Add($"{page.Url}: {message.Text}");
        };
    }
}
