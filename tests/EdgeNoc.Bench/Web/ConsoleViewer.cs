using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace EdgeNoc.Bench.Web;

/// <summary>Somebody who looks: an open stream, and when which figure came.</summary>
internal sealed class ConsoleViewer
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<(string Site, int Off), TaskCompletionSource<long>> _wanted = new();

    /// <summary>The first figures have come.</summary>
    public Task Begun => _begun.Task;

    public static ConsoleViewer Start(HttpClient http, CancellationToken ct)
    {
        var viewer = new ConsoleViewer();
        _ = viewer.RunAsync(http, ct);
        return viewer;
    }

    /// <summary>When (<see cref="Stopwatch.GetTimestamp"/>) so many ONUs of a site are shown without power.</summary>
    public Task<long> SeesAsync(string site, int off) => _wanted.GetOrAdd((site, off), _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private async Task RunAsync(HttpClient http, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/stream");
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            answer.EnsureSuccessStatusCode();
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(ct));
            var name = "";
            while (await lines.ReadLineAsync(ct) is { } line)
            {
                if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
                else if (line.StartsWith("data: ", StringComparison.Ordinal) && name == "picture") _begun.TrySetResult();
                else if (line.StartsWith("data: ", StringComparison.Ordinal) && name == "site" && !_wanted.IsEmpty) Look(line.AsSpan(6));
            }
        }
        catch (OperationCanceledException)
        {
            // The bench is over.
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            _begun.TrySetException(e);
        }
    }

    private void Look(ReadOnlySpan<char> json)
    {
        using var figures = JsonDocument.Parse(json.ToString());
        var key = (figures.RootElement.GetProperty("site").GetString()!, figures.RootElement.GetProperty("onus_power_off").GetInt32());
        if (_wanted.TryGetValue(key, out var waits)) waits.TrySetResult(Stopwatch.GetTimestamp());
    }
}
