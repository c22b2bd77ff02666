namespace EdgeNoc.Common.Import;

/// <summary>Reads lists of ONTs with a header line, quoted as RFC 4180 says.</summary>
public static class CsvList
{
    /// <summary>Reads all rows.</summary>
    public static ImportList Read(string text) => Read(new StringReader(text));

    /// <summary>The same line by line: of a large list only its rows are held.</summary>
    public static ImportList Read(TextReader text)
    {
        var (table, unusable) = CsvTable.Open(text);
        if (table is null) return new ImportList([], [], unusable);
        var columns = ImportColumns.Of(table.Header);
        if (!columns.ContainsKey(ImportField.Address))
            return new ImportList([], [], FormattableString.Invariant($"line {table.HeaderNumber} is no header with a column for the IP address; it reads {ImportFinding.Shown(table.HeaderLine)}: name the columns id, name, location, latitude, longitude, address"));
        var rows = new List<ImportRow>();
        var findings = new List<ImportFinding>();
        foreach (var row in table.Rows())
        {
            if (row.Finding is not null) findings.Add(row.Finding);
            else rows.Add(ImportColumns.Row(row.Line, columns, row.Cells!));
        }

        return new ImportList(rows, findings);
    }
}
