using System.Diagnostics;
using System.Net;

namespace EdgeNoc.Bench.Ingest;

/// <summary>The limit that ingest is measured against: nothing between the points and InfluxDB.</summary>
internal static class DirectWriter
{
    private const int Connections = 2;

    /// <summary>Posts all bodies over two connections that stay open.</summary>
    /// <returns>From the first request to the last answer.</returns>
    public static async Task<TimeSpan> RunAsync(Uri influx, string database, IReadOnlyList<byte[]> bodies, CancellationToken ct)
    {
        var next = -1;
        var write = new Uri(influx, $"/write?db={database}&precision=ms");
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(PostAsync, ct)));
        return Stopwatch.GetElapsedTime(started);

        async Task PostAsync()
        {
            using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1 });
            while (Interlocked.Increment(ref next) is var index && index < bodies.Count)
            {
                using var body = new ReadOnlyMemoryContent(bodies[index]);
                using var answer = await http.PostAsync(write, body, ct);
                if (answer.StatusCode != HttpStatusCode.NoContent) throw new InvalidOperationException($"InfluxDB answered {(int)answer.StatusCode}");
            }
        }
    }
}
