using System.Collections.Concurrent;
using System.Globalization;
using Deque.AxeCore.Playwright;
using EdgeNoc.Agent.Cabinet.Page.Pin;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;
using EdgeNoc.Tests.Stories;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeNoc.Tests.Cabinet.Page;

/// <summary>A technician's phone at a real agent with its OLT, broker, database and collector. Its screenshots stay in <c>var/screenshots</c>.</summary>
[Trait("Category", "Slow")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CabinetPageBrowserTests
{
    private const string Pin = "481516";
    private static readonly string Screenshots = Directory.CreateDirectory(System.IO.Path.Combine(RigDirectory.RepositoryRoot, "var", "screenshots")).FullName;

    [Fact]
    public async Task A_technician_sees_searches_polls_checks_maintains_and_pauses_without_a_reload()
    {
        if (Chromium.Missing is { } missing) Assert.Skip(missing);
        var port = FreePort.Next();
        var pin = System.IO.Path.Combine(RigDirectory.New("cabinet-pin"), "pin");
        Assert.Equal(0, PinCommand.Run(pin, new StringReader($"{Pin}\n{Pin}\n"), TextWriter.Null, Console.Error));
        await using var world = await StoryWorld.StartAsync(cabinet: new { page = new { listen = $"127.0.0.1:{port}", pin_file = pin } });
        await WaitFor.ListenerAsync(port);
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.PhoneAsync("id-ID");
        var (asked, bytes) = Watch(page);

        await page.GotoAsync($"http://127.0.0.1:{port}/");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "id");
        var olt = page.Locator("[data-device='olt-1']");
        await Expect(olt).ToHaveClassAsync("ok");
        await Expect(page.Locator("li.uplink .lamp")).ToHaveClassAsync("lamp steady");
        await page.EvaluateAsync("window.same = 'page'");
        Assert.DoesNotContain("CLIENT-", await page.ContentAsync(), StringComparison.Ordinal);
        await ShowAsync(page, "locked-id");
        await AxeAsync(page);
        Assert.InRange(bytes.Values.Sum(), 10_000, 100_000);

        await UnlockByKeyboardAsync(page);
        await SearchAndPollAsync(page);
        await CheckAsync(page);
        await ShowAsync(page, "unlocked-id");
        await AxeAsync(page);
        await MaintainAsync(page, world);
        await PauseAsync(page, olt);

        world.Olt.Misbehaviour = new Misbehaviour(MisbehaviourKind.Unauthorised);
        await Expect(olt).ToHaveClassAsync("failed");
        await Expect(olt).ToContainTextAsync("Menolak login");
        await Expect(page.Locator("#summary")).ToContainTextAsync("1 perangkat terganggu: olt-1.");
        await Expect(page.Locator("li.devices .lamp")).ToHaveClassAsync("lamp fast");
        await ShowAsync(page, "device-failed-id");
        Assert.Equal("page", await page.EvaluateAsync<string>("window.same"));
        Assert.All(asked, url => Assert.StartsWith($"http://127.0.0.1:{port}/", url, StringComparison.Ordinal));

        foreach (var (locale, heading) in new[] { ("pt-BR", "Equipamentos"), ("en-GB", "Devices") })
        {
            var other = await chromium.PhoneAsync(locale);
            await other.GotoAsync($"http://127.0.0.1:{port}/");
            await Expect(other.Locator("#h-devices")).ToHaveTextAsync(heading);
            await Expect(other.Locator("[data-device='olt-1']")).ToHaveClassAsync("failed");
            await ShowAsync(other, $"locked-{locale[..2]}");
            await AxeAsync(other);
        }
    }

    /// <summary>What the page asks for, and how many bytes came.</summary>
    private static (ConcurrentBag<string> Asked, ConcurrentDictionary<string, long> Bytes) Watch(IPage page)
    {
        var (asked, bytes) = (new ConcurrentBag<string>(), new ConcurrentDictionary<string, long>(StringComparer.Ordinal));
        page.Request += (_, request) => asked.Add(request.Url);
        page.Response += (_, answer) => bytes[answer.Url] = long.TryParse(answer.Headers.GetValueOrDefault("content-length"), CultureInfo.InvariantCulture, out var length) ? length : 0;
        page.PageError += (_, error) => asked.Add($"error: {error}");
        return (asked, bytes);
    }

    private static async Task UnlockByKeyboardAsync(IPage page)
    {
        for (var tab = 0; tab < 10 && await page.EvaluateAsync<string>("document.activeElement.id") != "pin"; tab++) await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("200000");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#pin-said")).ToHaveTextAsync("PIN salah.");
        await Expect(page.Locator("#pin")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(Pin);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#unlocked")).ToBeVisibleAsync();
        await Expect(page.Locator("#locked")).ToBeHiddenAsync();
    }

    private static async Task SearchAndPollAsync(IPage page)
    {
        await page.FillAsync("#onu", "client-007");
        await page.Locator("#onu-form button").ClickAsync();
        var onu = page.Locator("[data-onu]");
        await Expect(onu).ToHaveCountAsync(1);
        await Expect(onu).ToContainTextAsync("dBm");
        await onu.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(onu).ToContainTextAsync("Sudah diukur");
        await Expect(onu).ToContainTextAsync("tadinya");
    }

    private static async Task CheckAsync(IPage page)
    {
        await page.ClickAsync("#check-start");
        await Expect(page.Locator("#check li").First).ToBeVisibleAsync();
        await Expect(page.Locator("#check-said")).ToContainTextAsync("Pemeriksaan pukul", new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });
        await Expect(page.Locator("#check li.ok").Filter(new LocatorFilterOptions { HasText = "olt-1" })).ToHaveCountAsync(1);
    }

    private static async Task MaintainAsync(IPage page, StoryWorld world)
    {
        await page.FillAsync("#work-comment", "ganti kipas");
        await page.Locator("#work-form button").ClickAsync();
        await Expect(page.Locator("#work-end")).ToBeVisibleAsync();
        await WaitFor.TrueAsync(() => world.Collected("SELECT author || ' ' || comment FROM silences WHERE kind = 'maintenance'") is ["POP ganti kipas"], TimeSpan.FromSeconds(30), "the maintenance to be the office's");
        await Expect(page.Locator("#work-now")).ToContainTextAsync("Kantor sudah tahu");
        await page.ClickAsync("#work-end");
        await Expect(page.Locator("#work-form")).ToBeVisibleAsync();
        await WaitFor.TrueAsync(() => world.Collected("SELECT kind FROM alerts WHERE kind = 'site.maintenance' AND cleared_ms IS NULL").Count == 0, TimeSpan.FromSeconds(30), "its end to be the office's");
    }

    private static async Task PauseAsync(IPage page, ILocator olt)
    {
        await olt.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(olt).ToHaveClassAsync("warning");
        await Expect(olt).ToContainTextAsync("Tidak diganggu sampai");
        await ShowAsync(page, "paused-id");
        await olt.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(olt).ToHaveClassAsync("ok");
    }

    /// <summary>Keeps how it looks; and nothing of the page's inside shows.</summary>
    private static async Task ShowAsync(IPage page, string name)
    {
        Assert.DoesNotMatch(@"false|true|undefined|null|NaN|\[object|\{\w+\}", await page.Locator("body").InnerTextAsync());
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = System.IO.Path.Combine(Screenshots, $"cabinet-{name}.png"), FullPage = true });
    }

    private static async Task AxeAsync(IPage page)
    {
        var result = await page.RunAxe();
        Assert.Empty(result.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(violation => $"{violation.Id}: {violation.Help}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}"));
    }
}
