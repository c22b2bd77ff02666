using EdgeNoc.Rig;
using Microsoft.Playwright;

namespace EdgeNoc.Tests.Cabinet.Page;

/// <summary>Debian's browser, driven by Playwright; installed by the first test that needs it.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Path = "/usr/bin/chromium";

    // One that starts in the background looks for its makers and waits for them.
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];

    private static readonly Lazy<string?> WhyMissing = new(Install);

    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, Browser) = (playwright, browser);

    /// <summary>Why there is no browser here; null when there is one.</summary>
    public static string? Missing => WhyMissing.Value;

    public IBrowser Browser { get; }

    public static async Task<Chromium> StartAsync()
    {
        // On a machine that does ten other things a page may be slow.
        Assertions.SetDefaultExpectTimeout(30_000);
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Args = Arguments, Timeout = 60_000 }));
    }

    /// <summary>A phone held upright, which reads in a language.</summary>
    public async Task<IPage> PhoneAsync(string locale)
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 360, Height = 740 }, DeviceScaleFactor = 2, HasTouch = true, IsMobile = true, Locale = locale, TimezoneId = "Asia/Jakarta",
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static string? Install()
    {
        if (File.Exists(Path)) return null;
        if (Environment.UserName != "root") return "chromium is not installed, and installing it needs root: apt-get install --no-install-recommends chromium";
        // Other tests install what they need at the same time: the lists have one lock, the packages another.
        const string install = """
            for try in 1 2 3 4 5 6; do apt-get update -q && break; sleep 5; done
            DEBIAN_FRONTEND=noninteractive exec apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 chromium fonts-dejavu-core
            """;
        return SystemCommand.TryRun("sh", "-c", install) is { } problem && !File.Exists(Path) ? $"chromium cannot be installed: {problem}" : null;
    }
}
