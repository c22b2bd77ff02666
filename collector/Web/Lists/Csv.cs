using System.Text;

namespace EdgeNoc.Collector.Web.Lists;

/// <summary>Rows as spreadsheets take them (RFC 4180). Pure.</summary>
internal static class Csv
{
    /// <summary>A row with its line end.</summary>
    public static string Row(IEnumerable<string?> cells)
    {
        var row = new StringBuilder();
        foreach (var cell in cells)
        {
            if (row.Length > 0) row.Append(',');
            Append(row, cell ?? "");
        }

        return row.Append("\r\n").ToString();
    }

    private static void Append(StringBuilder row, string cell)
    {
        // A name such as =HYPERLINK(…) would be computed by whoever opens the file. Numbers stay numbers.
        var isFormula = cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !double.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out _);
        if (isFormula) cell = "'" + cell;
        if (row.Length == 0 && cell.Length == 0) row.Append("\"\"");
        else if (cell.AsSpan().IndexOfAny(",\"\r\n") < 0) row.Append(cell);
        else row.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
