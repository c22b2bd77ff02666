using System.Globalization;
using System.Text.Json;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Inventory.Find;

/// <summary>A table as it lies in the database: cells are read where they are wanted, not all at once.</summary>
internal sealed class StoredTable : IDisposable
{
    private readonly JsonDocument _document;
    private readonly JsonElement[] _rows;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    private StoredTable(JsonDocument document, JsonElement columns, JsonElement rows)
    {
        _document = document;
        _rows = [.. rows.EnumerateArray()];
        foreach (var (name, index) in columns.EnumerateArray().Select((name, index) => (name.GetString() ?? "", index))) _columns.TryAdd(name, index);
        At = document.RootElement.TryGetProperty("at", out var at) && at.ValueKind == JsonValueKind.String && at.TryGetDateTimeOffset(out var time) ? time : null;
    }

    /// <summary>When it was true, by the agent's clock.</summary>
    public DateTimeOffset? At { get; }

    public int Rows => _rows.Length;

    /// <summary>Null when it is no table: what was stored by somebody else is no reason to fail.</summary>
    public static StoredTable? Parse(string json)
    {
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("columns", out var columns) && columns.ValueKind == JsonValueKind.Array
                && root.TryGetProperty("rows", out var rows) && rows.ValueKind == JsonValueKind.Array)
            {
                return new StoredTable(document, columns, rows);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
        }

        document?.Dispose();
        return null;
    }

    /// <summary>-1 when there is none.</summary>
    public int Column(string name) => _columns.GetValueOrDefault(name, -1);

    /// <summary>Bounded, without control characters; null when it is empty or not there.</summary>
    public string? Cell(int row, int column)
    {
        if (column < 0 || _rows[row].ValueKind != JsonValueKind.Array || column >= _rows[row].GetArrayLength()) return null;
        return _rows[row][column] is { ValueKind: JsonValueKind.String } cell && cell.GetString() is { Length: > 0 } text ? DbText.Bounded(text) : null;
    }

    public string? Cell(int row, string column) => Cell(row, Column(column));

    public double? Number(int row, string column) =>
        double.TryParse(Cell(row, column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public long? Count(int row, string column) => long.TryParse(Cell(row, column), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public void Dispose() => _document.Dispose();
}
