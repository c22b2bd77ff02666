using System.Text.Json;
using EdgeNoc.Collector.Config;

namespace EdgeNoc.Collector.Influx;

/// <summary>Asks InfluxDB whether it answers, lets us in and has our database.</summary>
internal static class InfluxCheck
{
    /// <summary>Null when all is well; otherwise what is wrong and what to do.</summary>
    public static async Task<string?> RunAsync(InfluxConfig config, TimeSpan patience, CancellationToken ct)
    {
        using var http = InfluxHttp.CreateClient(config);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("query?q=SHOW%20DATABASES", UriKind.Relative));
            if (InfluxAddresses.Authorize(request, config) is { } problem) return Describe(problem);
            using var response = await http.SendAsync(request, timeout.Token);
            var text = await response.Content.ReadAsStringAsync(timeout.Token);
            if (!response.IsSuccessStatusCode) return Describe(InfluxAnswer.Read((int)response.StatusCode, isHtml: false, text, retryAfter: null));
            if (Names(text).Contains(config.Database, StringComparer.Ordinal)) return null;
            // A user without rights on it does not see it either.
            return $"it has no database \"{config.Database}\", or {(config.Token is null ? $"user {config.User ?? "(none)"}" : "this token")} may not see it; "
                + $"create it: edgenoc-collector influx init{(config.Generation == InfluxGeneration.One ? $", or influx -execute 'CREATE DATABASE \"{config.Database}\"'" : "")}, or grant rights on it";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Describe(new WriteOutcome.Unavailable(UnavailableKind.Timeout, "no answer"));
        }
        catch (HttpRequestException exception)
        {
            return Describe(new WriteOutcome.Unavailable(UnavailableKind.Unreachable, (exception.InnerException ?? exception).Message));
        }
        catch (JsonException)
        {
            return Describe(new WriteOutcome.Unavailable(UnavailableKind.Unexpected, "the answer is no JSON"));
        }
    }

    private static string Describe(WriteOutcome outcome) => outcome switch
    {
        WriteOutcome.Unavailable unavailable => $"{unavailable.Detail}; {unavailable.Remedy}",
        WriteOutcome.Refused refused => refused.Reason,
        _ => "unexpected answer",
    };

    /// <summary><c>{"results":[{"series":[{"values":[["_internal"],["edgenoc"]]}]}]}</c></summary>
    private static List<string> Names(string text)
    {
        using var json = JsonDocument.Parse(text);
        if (!json.RootElement.TryGetProperty("results", out var results)) return [];
        return [.. results.EnumerateArray()
            .SelectMany(result => result.TryGetProperty("series", out var series) ? series.EnumerateArray().ToArray() : [])
            .SelectMany(series => series.TryGetProperty("values", out var values) ? values.EnumerateArray().ToArray() : [])
            .Select(row => row[0].GetString() ?? "")];
    }
}
