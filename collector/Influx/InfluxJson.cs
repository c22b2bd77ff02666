using System.Text.Json;

namespace EdgeNoc.Collector.Influx;

/// <summary>Reads answers to InfluxQL: <c>{"results":[{"series":[{"name","tags","columns","values"}]}]}</c>, the same in all generations.</summary>
internal static class InfluxJson
{
    /// <summary>The series of the first statement; an error of the statement is a refusal.</summary>
    public static InfluxRows Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (!json.RootElement.TryGetProperty("results", out var results) || results.GetArrayLength() == 0) return new InfluxRows([], null);
            var first = results[0];
            if (first.TryGetProperty("error", out var error)) return new InfluxRows([], InfluxAnswer.Read(400, isHtml: false, Wrapped(error), retryAfter: null));
            if (!first.TryGetProperty("series", out var series)) return new InfluxRows([], null);
            return new InfluxRows([.. series.EnumerateArray().Select(Series)], null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return new InfluxRows([], new WriteOutcome.Unavailable(UnavailableKind.Unexpected, "the answer is no InfluxQL answer"));
        }
    }

    private static string Wrapped(JsonElement error) => JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["error"] = error.ToString() });

    private static InfluxSeries Series(JsonElement series) => new(
        series.TryGetProperty("name", out var name) ? name.GetString() ?? "" : "",
        series.TryGetProperty("tags", out var tags) ? tags.EnumerateObject().ToDictionary(tag => tag.Name, tag => tag.Value.GetString() ?? "", StringComparer.Ordinal) : [],
        [.. series.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!)],
        series.TryGetProperty("values", out var values) ? [.. values.EnumerateArray().Select(row => row.Clone())] : []);
}
