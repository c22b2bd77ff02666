using System.Text;
using System.Text.Json;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Inventory;

/// <summary>A table as it came off the wire, or why it is none.</summary>
/// <param name="Table">Null when it was refused.</param>
/// <param name="Json">The same as text.</param>
/// <param name="CutCells">How many cells were longer than a cell may be.</param>
/// <param name="Refused">In words; null when it is fine.</param>
internal sealed record TableReading(TableMessage? Table, string Json, int CutCells, string? Refused)
{
    public static TableReading Not(string why) => new(null, "", 0, why);
}

/// <summary>Reads tables off the wire, one after another, within bounds.</summary>
internal sealed class TableReader
{
    public const int MaxColumns = 100;

    /// <summary>A table with more is refused and not cut: half a list would say that the other half is gone.</summary>
    public const int MaxRows = 20_000;

    /// <summary>In UTF-16 units. The labels of an alert are one cell and need some kilobytes.</summary>
    public const int MaxCell = 16_384;

    private readonly Expander _expander = new(maxBytes: 4 << 20);

    public TableReading Read(MqttMessage message)
    {
        try
        {
            var expanded = _expander.Expand(message.Payload, message.ContentType, out var json);
            if (expanded == ExpandResult.TooLarge) return TableReading.Not("it is larger than 4 MB");
            if (expanded != ExpandResult.Fine) return TableReading.Not("it is no gzip");
            var table = JsonSerializer.Deserialize(json.Span, WireJson.Default.TableMessage);
            if (table is null || !IsWhole(table)) return TableReading.Not("it is no table");
            if (table.Columns.Count > MaxColumns) return TableReading.Not($"it has {table.Columns.Count} columns, at most {MaxColumns} are taken");
            if (table.Rows.Count > MaxRows) return TableReading.Not($"it has {table.Rows.Count} rows, at most {MaxRows} are taken");
            var longCells = table.Rows.Sum(row => row.Count(IsLong)) + table.Columns.Count(IsLong);
            if (longCells == 0) return new TableReading(table, Encoding.UTF8.GetString(json.Span), 0, null);
            table = table with { Columns = Cut(table.Columns), Rows = [.. table.Rows.Select(Cut)] };
            return new TableReading(table, JsonSerializer.Serialize(table, WireJson.Default.TableMessage), longCells, null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return TableReading.Not("it is no table");
        }
    }

    /// <summary>The serializer holds only the outermost properties to their annotations.</summary>
    private static bool IsWhole(TableMessage table) =>
        table is { Columns: not null, Rows: not null }
        && table.Columns.All(name => name is not null)
        && table.Rows.All(row => row is not null && row.All(cell => cell is not null));

    private static bool IsLong(string cell) => cell.Length > MaxCell;

    private static IReadOnlyList<string> Cut(IReadOnlyList<string> cells) =>
        cells.Any(IsLong) ? [.. cells.Select(cell => IsLong(cell) ? cell[..(char.IsHighSurrogate(cell[MaxCell - 1]) ? MaxCell - 1 : MaxCell)] : cell)] : cells;
}
