using System.Globalization;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Inventory;

/// <summary>The cells of a table by the names of their columns, whatever their order; what is missing is empty.</summary>
internal sealed class TableRows
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly TableMessage _table;

    public TableRows(TableMessage table)
    {
        _table = table;
        for (var i = 0; i < table.Columns.Count; i++) _columns.TryAdd(table.Columns[i], i);
    }

    public IEnumerable<TableRow> All => _table.Rows.Select(row => new TableRow(this, row));

    /// <summary>The column of the first of these names that the table has; -1 when it has none.</summary>
    public int Column(ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_columns.TryGetValue(name, out var index)) return index;
        }

        return -1;
    }
}

/// <summary>One row. Vendors and older agents call the same thing by several names: the first that is there counts.</summary>
internal readonly record struct TableRow(TableRows Table, IReadOnlyList<string> Cells)
{
    /// <summary>Bounded for a column; null when there is nothing.</summary>
    public string? Text(params ReadOnlySpan<string> names)
    {
        var index = Table.Column(names);
        return index >= 0 && index < Cells.Count && Cells[index].Length > 0 ? DbText.Bounded(Cells[index]) : null;
    }

    /// <summary>A count; null when there is none or it makes no sense.</summary>
    public long? Count(params ReadOnlySpan<string> names) =>
        Text(names) is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
