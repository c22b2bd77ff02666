using System.Buffers;
using System.Text;
using System.Text.Json;

namespace EdgeNoc.Collector.Influx;

/// <summary>What a query answered: rows, or why there are none.</summary>
/// <param name="Series">Empty when nothing matches.</param>
/// <param name="Problem">Null when it was answered.</param>
internal sealed record InfluxRows(IReadOnlyList<InfluxSeries> Series, WriteOutcome? Problem);

/// <summary>A series of an answer; values are as JSON has them, the first column is the time.</summary>
internal sealed record InfluxSeries(string Name, IReadOnlyDictionary<string, string> Tags, IReadOnlyList<string> Columns, IReadOnlyList<JsonElement> Rows);

/// <summary>Reads answers to InfluxQL: <c>{"results":[{"series":[{"name","tags","columns","values"}]}]}</c>, the same in all generations.</summary>
internal static class InfluxJson
{
    /// <summary>The series of the first statement; an error of the statement, or of the whole request, is a refusal.</summary>
    public static InfluxRows Read(string text) => Read(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(text)));

    /// <inheritdoc cref="Read(string)"/>
    public static InfluxRows Read(ReadOnlySequence<byte> utf8)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8);
            if (json.RootElement.TryGetProperty("error", out var error)) return Refused(error);
            if (!json.RootElement.TryGetProperty("results", out var results) || results.GetArrayLength() == 0) return new InfluxRows([], null);
            var first = results[0];
            if (first.TryGetProperty("error", out error)) return Refused(error);
            if (!first.TryGetProperty("series", out var series)) return new InfluxRows([], null);
            return new InfluxRows([.. series.EnumerateArray().Select(Series)], null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return new InfluxRows([], new WriteOutcome.Unavailable(UnavailableKind.Unexpected, "the answer is no InfluxQL answer"));
        }
    }

    private static InfluxRows Refused(JsonElement error) => new([], InfluxAnswer.Read(
        400, isHtml: false, JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["error"] = error.ToString() }), retryAfter: null));

    // Rows outlive the document; one copy of all is much less than one of each.
    private static InfluxSeries Series(JsonElement series) => new(
        series.TryGetProperty("name", out var name) ? name.GetString() ?? "" : "",
        series.TryGetProperty("tags", out var tags) ? tags.EnumerateObject().ToDictionary(tag => tag.Name, tag => tag.Value.GetString() ?? "", StringComparer.Ordinal) : [],
        [.. series.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!)],
        series.TryGetProperty("values", out var values) ? [.. values.Clone().EnumerateArray()] : []);
}
