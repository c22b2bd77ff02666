using System.Text.Json;

namespace EdgeNoc.Dashboards.Preview;

/// <summary>A series of an answer.</summary>
/// <param name="Tags">By name.</param>
/// <param name="Columns">The first is the time.</param>
/// <param name="Rows">Numbers, texts and nulls; the time is in milliseconds.</param>
internal sealed record Frame(IReadOnlyDictionary<string, string> Tags, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>Reads an answer with times in nanoseconds.</summary>
    public static IReadOnlyList<Frame> Of(JsonDocument answer) =>
        answer.RootElement.GetProperty("results")[0].TryGetProperty("series", out var all) ? [.. all.EnumerateArray().Select(Of)] : [];

    /// <summary>A row as the table of Grafana has it: tags are columns.</summary>
    public IEnumerable<Dictionary<string, object?>> Table() => Rows.Select(row =>
    {
        var cells = new Dictionary<string, object?>(StringComparer.Ordinal) { ["Time"] = row[0] };
        foreach (var (name, value) in Tags) cells[name] = value;
        for (var index = 1; index < Columns.Count; index++) cells[Columns[index]] = row[index];
        return cells;
    });

    private static Frame Of(JsonElement series) => new(
        series.TryGetProperty("tags", out var tags) ? tags.EnumerateObject().ToDictionary(tag => tag.Name, tag => tag.Value.GetString() ?? "", StringComparer.Ordinal) : [],
        [.. series.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!)],
        [.. series.GetProperty("values").EnumerateArray().Select(row => (IReadOnlyList<object?>)[.. row.EnumerateArray().Select((cell, index) => Value(cell, isTime: index == 0))])]);

    private static object? Value(JsonElement cell, bool isTime) => cell.ValueKind switch
    {
        JsonValueKind.Number => isTime ? cell.GetInt64() / 1e6 : cell.GetDouble(),
        JsonValueKind.Null => null,
        _ => cell.ToString(),
    };
}
