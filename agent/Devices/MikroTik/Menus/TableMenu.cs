using System.Globalization;
using System.Text;
using EdgeNoc.Agent.Devices.MikroTik.Api;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.MikroTik.Menus;

/// <summary>How a cell's text comes out of a field.</summary>
internal enum CellKind
{
    Text,
    Mac,
    Seconds,
    Flag,
    Count,
    BitsPerSecond,

    /// <summary><c>-62@1Mbps</c> is -62.</summary>
    Signal,

    /// <summary>The first of two numbers with a slash or comma between.</summary>
    First,
    Second,

    /// <summary>The first of two rates with a slash between.</summary>
    FirstRate,
    SecondRate,
}

/// <summary>A column of a table.</summary>
/// <param name="Name">Ours, with its unit.</param>
/// <param name="Field">The router's.</param>
/// <param name="Kind">How to read it.</param>
/// <param name="IsVolatile">Its change is no change of the content.</param>
internal sealed record TableColumn(string Name, string Field, CellKind Kind = CellKind.Text, bool IsVolatile = false)
{
    public byte[] FieldName { get; } = Encoding.ASCII.GetBytes(Field);
}

/// <summary>A menu that becomes a table as it is: only data says which.</summary>
internal sealed class TableMenu(string table, params IReadOnlyList<TableColumn> columns)
{
    private readonly string[] _names = [.. columns.Select(column => column.Name)];
    private readonly HashSet<string> _volatile = new(columns.Where(column => column.IsVolatile).Select(column => column.Name), StringComparer.Ordinal);

    /// <summary>Rows without a value in the first column are dropped and counted.</summary>
    public DeviceTable Parse(IReadOnlyList<Sentence> rows, Drops drops)
    {
        var cells = new List<IReadOnlyList<string>>(rows.Count);
        foreach (var sentence in rows)
        {
            var row = new MenuRow(sentence, drops);
            var texts = new string[columns.Count];
            for (var i = 0; i < texts.Length; i++) texts[i] = Cell(row, columns[i]);
            if (texts[0].Length > 0) cells.Add(texts);
            else row.DropRow();
        }

        return new DeviceTable(table, _names, _volatile, cells);
    }

    private static string Cell(MenuRow row, TableColumn column) => column.Kind switch
    {
        CellKind.Mac => row.Text(column.FieldName)?.ToUpperInvariant() ?? "",
        CellKind.Seconds => Text(row.Seconds(column.FieldName)),
        CellKind.Flag => row.Flag(column.FieldName) is { } flag ? (flag ? "true" : "false") : "",
        CellKind.Count => Text(row.Count(column.FieldName)),
        CellKind.BitsPerSecond => Text(row.BitsPerSecond(column.FieldName)),
        CellKind.Signal => row.Text(column.FieldName)?.Split('@')[0] ?? "",
        CellKind.First => Text(Pair(row, column).First),
        CellKind.Second => Text(Pair(row, column).Second),
        CellKind.FirstRate => Text(row.Rates(column.FieldName).First),
        CellKind.SecondRate => Text(row.Rates(column.FieldName).Second),
        _ => row.Text(column.FieldName) ?? "",
    };

    private static (long? First, long? Second) Pair(MenuRow row, TableColumn column) =>
        row.Pair(column.FieldName, row.Text(column.FieldName)?.Contains(',', StringComparison.Ordinal) == true ? ',' : '/');

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
