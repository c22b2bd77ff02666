using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using EdgeNoc.Agent.Cabinet.Page.Pin;
using EdgeNoc.Bench.Footprint;
using EdgeNoc.Rig;
using Spectre.Console;

namespace EdgeNoc.Bench.Cabinet;

/// <summary>What a phone loads from a real agent before the page is complete, in the language with the longest texts, and what the page costs the agent.</summary>
internal static partial class PageBench
{
    private const int Phones = 4;
    private static readonly TimeSpan Looking = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(CancellationToken ct)
    {
        var folder = RigDirectory.New("bench-page");
        await using var broker = await Mosquitto.StartAsync(Path.Combine(folder, "broker"));
        await using var plant = await Plant.StartAsync(folder, new PlantSize(2, 256, 0, 0, 40));
        await File.WriteAllTextAsync(Path.Combine(folder, "pin"), PinHash.Of("481516").ToString(), ct);
        var without = await MemoryAsync(folder, "plain", broker.Port, plant.Devices(oltIntervalS: 2), page: null, ct);
        var port = FreePort.Next();
        var with = await MemoryAsync(folder, "page", broker.Port, plant.Devices(oltIntervalS: 2), port, ct);
        BenchFile.Save("cabinet", "The cabinet's page",
        [
            ("page_kb", Math.Round(with.Bytes / 1e3, 1), 100),
            ("page_agent_mb", Math.Round(with.RssMb - without.RssMb, 1), null),
            ("page_agent_cpu_pct", Math.Round(with.CpuPct - without.CpuPct, 2), null),
        ]);
        return with.Bytes <= 100_000 ? 0 : 1;
    }

    /// <summary>An agent for some time, looked at by phones if it has a page.</summary>
    private static async Task<(long Bytes, double RssMb, double CpuPct)> MemoryAsync(string folder, string name, int broker, string devices, int? page, CancellationToken ct)
    {
        var config = Path.Combine(folder, $"{name}.json");
        var cabinet = page is { } port ? string.Create(CultureInfo.InvariantCulture, $$""" "cabinet": { "page": { "listen": "127.0.0.1:{{port}}", "pin_file": "{{folder}}/pin" } }, """) : "";
        await File.WriteAllTextAsync(config, string.Create(CultureInfo.InvariantCulture, $$"""
            { "site": "bench-pop", "state_dir": "{{folder}}/{{name}}", {{cabinet}} "broker": { "urls": ["mqtt://127.0.0.1:{{broker}}"] }, "devices": [ {{devices}} ] }
            """), ct);
        await using var agent = ManagedProcess.Start(new ProcessPlan(Built.Agent, "run", "--config", config) { LogFile = Path.Combine(folder, $"{name}.log") });
        await agent.WaitForLineAsync(" runs: ", TimeSpan.FromSeconds(30));
        var (bytes, streams) = (0L, new List<Stream>());
        using var client = new HttpClient();
        if (page is { } listens)
        {
            await WaitFor.ListenerAsync(listens);
            client.BaseAddress = new Uri($"http://127.0.0.1:{listens}");
            client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("pt-BR");
            for (var phone = 0; phone < Phones; phone++) bytes = await LoadAsync(client, streams, ct);
        }

        var (before, began) = (agent.Usage(), System.Diagnostics.Stopwatch.GetTimestamp());
        await Task.Delay(Looking, ct);
        var after = agent.Usage();
        foreach (var stream in streams) await stream.DisposeAsync();
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{name}: {after.RssMb:0.0} MB[/]");
        return (bytes, after.RssMb, 100 * (after.CpuS - before.CpuS) / System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>The page, whatever it names, whatever that names, the texts, and the first state; the stream stays open.</summary>
    private static async Task<long> LoadAsync(HttpClient client, List<Stream> streams, CancellationToken ct)
    {
        var (bytes, known, open) = (0L, new HashSet<string>(StringComparer.Ordinal) { "/", "/texts/pt.json" }, new Queue<string>(["/", "/texts/pt.json"]));
        while (open.TryDequeue(out var path))
        {
            var text = await client.GetStringAsync(new Uri(path, UriKind.Relative), ct);
            bytes += System.Text.Encoding.UTF8.GetByteCount(text);
            foreach (Match named in Named().Matches(text))
            {
                var next = $"/{named.Groups[1].Value}";
                if (known.Add(next)) open.Enqueue(next);
            }
        }

        var live = await client.GetAsync(new Uri("/live", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, ct);
        if (live.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"the live stream answers {live.StatusCode}");
        var stream = await live.Content.ReadAsStreamAsync(ct);
        streams.Add(stream);
        var buffer = new byte[256 * 1024];
        for (var length = 0; ;)
        {
            length += await stream.ReadAsync(buffer.AsMemory(length), ct);
            var seen = System.Text.Encoding.UTF8.GetString(buffer, 0, length);
            if (seen.Contains("event: state", StringComparison.Ordinal) && seen.EndsWith("\n\n", StringComparison.Ordinal)) return bytes + length;
        }
    }

    [GeneratedRegex("""(?:src="/|href="/|from '\./)([\w./]+)""")]
    private static partial Regex Named();
}
