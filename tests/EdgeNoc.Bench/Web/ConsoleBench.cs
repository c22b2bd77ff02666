using System.Diagnostics;
using System.Text.RegularExpressions;
using EdgeNoc.Bench.Find;

namespace EdgeNoc.Bench.Web;

/// <summary>The console over 100 sites with 1,000 ONUs each that tell of all of them every 30 s, with 200 who look, into <c>console.json</c>.</summary>
internal static partial class ConsoleBench
{
    private const int Viewers = 200;
    private const int Rounds = 100;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(CancellationToken ct)
    {
        await using var world = await ConsoleWorld.StartAsync(ct);
        using var http = await world.SignInAsync(ct);
        await WaitForListsAsync(http, ct);

        // Taken alone first: the same messages, as fast as they are acknowledged.
        await BurstAsync(world, ct);
        var alone = await BurstAsync(world, ct);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var viewers = new List<ConsoleViewer>();
        var browsers = new List<HttpClient>();
        for (var n = 0; n < Viewers; n++)
        {
            // A browser may ask so often and no more.
            if (n % 20 == 0) browsers.Add(await world.SignInAsync(ct));
            viewers.Add(ConsoleViewer.Start(browsers[^1], end.Token));
        }

        foreach (var viewer in viewers) await viewer.Begun.WaitAsync(TimeSpan.FromSeconds(60), ct);
        var watched = await BurstAsync(world, ct);

        // From here on the network lives.
        var life = LiveAsync(world, end.Token);
        var overview = await Times(10, () => OverviewAsync(http, ct));
        var filter = await Times(Rounds, n => ReadAsync(http, $"/onus?handler=List&{Filter(n)}", ct));
        var find = await Times(Rounds, n => ReadAsync(http, $"/find?handler=Part&q={Uri.EscapeDataString(Query(n))}", ct));
        var export = await Times(3, () => ReadAsync(http, "/onus?handler=Export&format=csv", ct));
        var push = await PushAsync(world, viewers, ct);
        var rss = world.RssMb();
        await end.CancelAsync();
        await life.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var browser in browsers) browser.Dispose();

        BenchFile.Save("console", $"{FindBench.Sites} sites, {FindBench.Sites * FindBench.Onus:N0} ONUs live at {Poll.TotalSeconds:0} s, {Viewers} viewers", [
            ("overview_first_ms", Math.Round(overview[^1]), 1_000), ("onu_filter_p95_ms", Math.Round(P95(filter), 1), 200), ("find_p95_ms", Math.Round(P95(find), 1), 150),
            ("push_p95_ms", Math.Round(P95(push)), 1_000), ("viewers", Viewers, null), ("rss_mb", Math.Round(rss), 700),
            ("ingest_slowdown", Math.Round(Math.Max(0, (watched - alone) / alone), 3), 0.1), ("export_100k_s", Math.Round(export[^1] / 1_000, 2), 5)]);
        return 0;
    }

    /// <summary>The page, all that it is made of, and the first figures.</summary>
    private static async Task OverviewAsync(HttpClient http, CancellationToken ct)
    {
        var page = await http.GetStringAsync(new Uri("/", UriKind.Relative), ct);
        await Task.WhenAll(Asset().Matches(page).Select(match => http.GetByteArrayAsync(new Uri(match.Groups[1].Value, UriKind.Relative), ct)));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var viewer = ConsoleViewer.Start(http, end.Token);
        await viewer.Begun.WaitAsync(ct);
        await end.CancelAsync();
    }

    private static async Task ReadAsync(HttpClient http, string path, CancellationToken ct)
    {
        while (true)
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), ct);
            if (answer.IsSuccessStatusCode)
            {
                await answer.Content.ReadAsByteArrayAsync(ct);
                return;
            }

            throw new InvalidOperationException($"{path} answered {answer.StatusCode}");
        }
    }

    private static string Filter(int round) => (round % 5) switch
    {
        0 => "status=power_off&sort=rx_dbm",
        1 => "name=CLIENT-04&sort=name&order=desc",
        2 => "q=00:1A:2B&sort=mac",
        3 => "rx_dbm=%3C-21&sort=position",
        _ => $"site={ConsoleWorld.Site((round % FindBench.Sites) + 1)}&sort=distance_m&order=desc",
    };

    private static string Query(int round) => (round % 4) switch
    {
        0 => FormattableString.Invariant($"CLIENT-{(round % FindBench.Sites) + 1:000}-0{round % 10}17"),
        1 => FormattableString.Invariant($"user{(round % FindBench.Sites) + 1:000}.0{round % 10}42@isp"),
        2 => FormattableString.Invariant($"10.{(round % FindBench.Sites) + 1}.1.{(round % 200) + 1}"),
        _ => "client-0",
    };

    /// <summary>From the ack of a poll that lost some power until each viewer has the figure.</summary>
    private static async Task<List<double>> PushAsync(ConsoleWorld world, IReadOnlyList<ConsoleViewer> viewers, CancellationToken ct)
    {
        var times = new List<double>();
        for (var round = 1; round <= 10; round++)
        {
            var (site, off) = (round * 7, 100 + round);
            var seen = viewers.Select(viewer => viewer.SeesAsync(ConsoleWorld.Site(site), off)).ToList();
            await world.PollAsync(site, off, ct);
            var acked = Stopwatch.GetTimestamp();
            foreach (var at in await Task.WhenAll(seen).WaitAsync(TimeSpan.FromSeconds(60), ct)) times.Add(Math.Max(0, Stopwatch.GetElapsedTime(acked, at).TotalMilliseconds));
        }

        return [.. times.Order()];
    }

    private static async Task<double> BurstAsync(ConsoleWorld world, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        for (var round = 0; round < 2; round++)
        {
            foreach (var some in Enumerable.Range(1, FindBench.Sites).Chunk(8)) await Task.WhenAll(some.Select(site => world.PollAsync(site, 20, ct)));
        }

        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task LiveAsync(ConsoleWorld world, CancellationToken ct)
    {
        while (true)
        {
            var round = Task.Delay(Poll, ct);
            for (var site = 1; site <= FindBench.Sites; site++)
            {
                if (site % 7 != 0) await world.PollAsync(site, 20, ct);
                await Task.Delay(Poll / (FindBench.Sites * 2), ct);
                await world.OnlineAsync(ConsoleWorld.Site(site));
            }

            await round;
        }
    }

    private static async Task WaitForListsAsync(HttpClient http, CancellationToken ct)
    {
        for (var look = 0; look < 600; look++)
        {
            if ((await http.GetStringAsync(new Uri($"/onus?handler=List&site={ConsoleWorld.Site(FindBench.Sites)}", UriKind.Relative), ct)).Contains("data-id", StringComparison.Ordinal)) return;
            await Task.Delay(200, ct);
        }

        throw new InvalidOperationException("the lists were not read");
    }

    private static Task<List<double>> Times(int rounds, Func<Task> act) => Times(rounds, _ => act());

    private static async Task<List<double>> Times(int rounds, Func<int, Task> act)
    {
        var times = new List<double>();
        for (var n = 0; n < rounds; n++)
        {
            var began = Stopwatch.GetTimestamp();
            await act(n);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);

            // Nobody clicks faster, and the limit of requests is not what is measured.
            await Task.Delay(100);
        }

        return [.. times.Order()];
    }

    private static double P95(List<double> sorted) => sorted[Math.Min(sorted.Count - 1, sorted.Count * 95 / 100)];

    [GeneratedRegex("(?:src|href)=\"(/assets/[^\"]+)\"")]
    private static partial Regex Asset();
}
