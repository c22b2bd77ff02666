using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace EdgeNoc.Bench.Fleet;

/// <summary>How long somebody waits for the answer to a command, from the request to the collector's API to the end of its answer, all of it over loopback: API, audit, broker, agent, a router's API, and back.</summary>
internal static class CommandBench
{
    private const int Sites = 6;

    /// <summary>As many as a site is given in a minute.</summary>
    private const int CommandsASite = 10;
    private const double P95LimitMs = 500;

    private static readonly (string Command, object Args)[] Mix =
    [
        ("show-interface", new { device = "router-1", @interface = "ether1" }),
        ("show-subscriber", new { device = "router-1", subscriber = "user0007" }),
        ("ping", new { address = "127.0.0.1", count = "1" }),
        ("log", new { lines = "100" }),
        ("resume", new { device = "router-1" }),
    ];

    /// <returns>The exit code: 1 when an answer is missing or it takes longer than promised.</returns>
    public static async Task<int> RunAsync(CancellationToken ct)
    {
        await using var world = await CommandBenchWorld.StartAsync(Sites, ct);
        var took = new List<double>();
        for (var number = 0; number < CommandsASite; number++)
        {
            for (var site = 0; site < Sites; site++)
            {
                var (command, args) = Mix[(number + site) % Mix.Length];
                using var body = new StringContent(JsonSerializer.Serialize(new { command, args }), Encoding.UTF8, "application/json");
                var began = Stopwatch.GetTimestamp();
                using var answer = await world.Http.PostAsync(new Uri($"/api/v1/sites/{CommandBenchWorld.Name(site)}/commands", UriKind.Relative), body, ct);
                var text = await answer.Content.ReadAsStringAsync(ct);
                took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                if (answer.IsSuccessStatusCode && (text.Contains("\"outcome\":\"done\"", StringComparison.Ordinal) || command == "resume")) continue;
                await Console.Error.WriteLineAsync($"{command} at {CommandBenchWorld.Name(site)}: {(int)answer.StatusCode} {text}");
                return 1;
            }
        }

        took.Sort();
        var p95 = Math.Round(took[(int)Math.Ceiling(took.Count * 0.95) - 1], 1);
        BenchFile.Save("fleet", $"{took.Count} commands to {Sites} sites over loopback", [("command_p50_ms", Math.Round(took[took.Count / 2], 1), null), ("command_p95_ms", p95, P95LimitMs), ("command_max_ms", Math.Round(took[^1], 1), null)]);
        return p95 <= P95LimitMs ? 0 : 1;
    }
}
