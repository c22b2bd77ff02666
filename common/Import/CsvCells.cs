namespace EdgeNoc.Common.Import;

/// <summary>A row of a list into its cells.</summary>
internal static class CsvCells
{
    /// <summary>Null when a quote is open at the end. A quote within an unquoted cell is a letter like any other.</summary>
    internal static List<string>? Split(string row, char separator)
    {
        var cells = new List<string>();
        var position = 0;
        while (true)
        {
            var start = position;
            while (start < row.Length && row[start] == ' ' && separator != ' ') start++;
            if (start < row.Length && row[start] == '"')
            {
                if (Quoted(row, start + 1, out var end) is not { } cell) return null;
                position = row.IndexOf(separator, end);
                // Letters behind the closing quote belong to the text: 5" x 3" written without doubling.
                var rest = position < 0 ? row[end..] : row[end..position];
                cells.Add(cell + rest.TrimEnd());
            }
            else
            {
                position = row.IndexOf(separator, start);
                cells.Add(position < 0 ? row[start..] : row[start..position]);
            }

            if (position < 0) return cells;
            position++;
        }
    }

    private static string? Quoted(string row, int start, out int end)
    {
        for (end = start; (end = row.IndexOf('"', end)) >= 0; end += 2)
        {
            if (end + 1 < row.Length && row[end + 1] == '"') continue;
            var cell = row[start..end].Replace("\"\"", "\"", StringComparison.Ordinal);
            end++;
            return cell;
        }

        return null;
    }
}
