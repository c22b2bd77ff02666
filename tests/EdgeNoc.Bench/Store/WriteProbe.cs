using System.Diagnostics;
using System.Globalization;

namespace EdgeNoc.Bench.Store;

/// <summary>The same small write straight into InfluxDB again and again: how long the database lets others wait.</summary>
internal sealed class WriteProbe(Uri influx, string database) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly HttpClient _http = new() { BaseAddress = influx };
    private long _number;

    /// <summary>Writes until stopped.</summary>
    /// <returns>Milliseconds of each write, ascending.</returns>
    public async Task<List<double>> RunAsync(CancellationToken stop)
    {
        var took = new List<double>();
        while (!stop.IsCancellationRequested)
        {
            var number = ++_number;
            using var body = new StringContent(string.Create(CultureInfo.InvariantCulture, $"probe value={number}i {DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}\n"));
            var started = Stopwatch.GetTimestamp();
            using var answer = await _http.PostAsync(new Uri($"/write?db={database}&precision=ms", UriKind.Relative), body, CancellationToken.None);
            answer.EnsureSuccessStatusCode();
            took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await Task.Delay(Pause, CancellationToken.None);
        }

        took.Sort();
        return took;
    }

    public void Dispose() => _http.Dispose();
}
