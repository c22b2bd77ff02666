using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using EdgeNoc.Rig;
using Microsoft.Playwright;

namespace EdgeNoc.Tests.Web.Tour;

/// <summary>Holds a page to what everybody can read and use, on a phone, on a desk and on a wall, in light and dark, with and without a mouse; keeps how it looks in <c>var/screenshots</c>.</summary>
internal static class PageLook
{
    private static readonly string Screenshots = Directory.CreateDirectory(Path.Combine(RigDirectory.RepositoryRoot, "var", "screenshots")).FullName;
    private static readonly AxeRunOptions ViolationsOnly = new() { ResultTypes = [ResultType.Violations], Iframes = false };

    /// <summary>All that is wrong with it; none: nothing.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page, string name, string path)
    {
        var faults = new List<string>();
        await page.SetViewportSizeAsync(1366, 900);
        await page.GotoAsync(path);
        await PictureAsync(page, name);
        faults.AddRange(await AxeAsync(page, $"{name} in light"));
        await page.EvaluateAsync("document.documentElement.dataset.bsTheme = 'dark'");
        faults.AddRange(await AxeAsync(page, $"{name} in dark"));
        await page.EvaluateAsync("document.documentElement.dataset.bsTheme = 'light'");
        faults.AddRange(await KeyboardAsync(page, name));
        foreach (var (width, height) in new[] { (3840, 2160), (360, 740) })
        {
            await page.SetViewportSizeAsync(width, height);
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var needed && needed > width) faults.Add($"{name} at {width} px is {needed} px wide: {await page.EvaluateAsync<string>(Widest)}");
        }

        await PictureAsync(page, $"{name}-phone");
        return faults;
    }

    public static Task PictureAsync(IPage page, string name, bool whole = true) => page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots, $"console-{name}.png"), FullPage = whole && name is not ("onus" or "onus-phone") });

    /// <summary>What makes it hard to read or to use; on a page that was asked before only the colours are asked again.</summary>
    public static async Task<IEnumerable<string>> AxeAsync(IPage page, string name)
    {
        var found = await page.EvaluateAsync<bool>("'axe' in window") ? await page.EvaluateAsync<string[]>(Colours) : Told(await page.RunAxe(ViolationsOnly));
        return found.Select(fault => $"{name}: {fault}");
    }

    private static IEnumerable<string> Told(AxeResult result) =>
        result.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(violation => $"{violation.Id}: {violation.Help}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}");

    /// <summary>The first key leads past the menu; each further one to something that shows that it has the focus; nothing is out of the order of the page.</summary>
    private static async Task<IEnumerable<string>> KeyboardAsync(IPage page, string name)
    {
        var faults = new List<string>();
        await page.EvaluateAsync("document.activeElement?.blur(); scrollTo(0, 0)");
        await page.Keyboard.PressAsync("Tab");
        if (!await page.EvaluateAsync<bool>("document.activeElement.matches('.skip') && document.activeElement.getBoundingClientRect().width > 20")) faults.Add($"{name}: the first key does not show the way past the menu");
        await page.Keyboard.PressAsync("Enter");
        if (!await page.EvaluateAsync<bool>("document.activeElement.id === 'main'")) faults.Add($"{name}: the way past the menu leads nowhere");
        for (var step = 1; step <= 5; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string>(Unseen) is { Length: > 0 } unseen) faults.Add($"{name}: the focus is not to be seen at {unseen}");
        }

        if (await page.EvaluateAsync<string>("[...document.querySelectorAll('[tabindex]')].filter(one => one.tabIndex > 0).map(one => one.outerHTML).join()") is { Length: > 0 } jumps) faults.Add($"{name}: out of order: {jumps}");
        return faults;
    }

    private const string Colours =
        "axe.run(document, { runOnly: ['color-contrast'], resultTypes: ['violations'], iframes: false }).then(result => result.violations.map(one => one.id + ': ' + one.nodes.map(node => node.html).join('; ')))";

    private const string Unseen = """
        (() => {
          const one = document.activeElement;
          if (!one || one === document.body) return '';
          const look = getComputedStyle(one);
          const box = one.getBoundingClientRect();
          return box.width > 0 && box.height > 0 && (look.outlineStyle !== 'none' || look.boxShadow !== 'none') ? '' : one.outerHTML.slice(0, 200);
        })()
        """;

    private const string Widest = """
        (() => {
          let worst = null;
          for (const one of document.querySelectorAll('main *, header *')) if (!one.closest('.table-responsive, .leaflet-container') && (!worst || one.getBoundingClientRect().right > worst.getBoundingClientRect().right)) worst = one;
          return worst ? worst.outerHTML.slice(0, 200) : '';
        })()
        """;
}
