using System.Globalization;

namespace EdgeNoc.Common.Import;

/// <summary>Reads lists with a header line and <c>, ; | TAB</c> between the cells, quoted as RFC 4180 says.</summary>
/// <remarks>
/// Its own reader, because a list with a broken line must lose that line only: a quote that nobody closes would take the rest of the file with it. A row
/// therefore spans at most <see cref="MaxLines"/> lines; where it is not whole by then, its first line is reported and the next one starts afresh.
/// </remarks>
public static class CsvList
{
    private const int MaxLines = 5;
    private const int MaxRowLength = 10_000;
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <summary>Reads all rows.</summary>
    public static ImportList Read(string text) => Read(new StringReader(text));

    /// <summary>The same line by line: of a large list only its rows are held.</summary>
    public static ImportList Read(TextReader text)
    {
        var lines = new LineWindow(text);
        while (lines.At(0) is { } blank && string.IsNullOrWhiteSpace(blank)) lines.Skip(1);
        if (lines.At(0) is not { } first) return new ImportList([], [], "the file is empty: save the list once more");
        char? stated = first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && first.Trim().Length == 5 ? first.Trim()[4] : null;
        // Excel's own line that names the separator.
        if (stated is not null) lines.Skip(1);
        if (lines.At(0) is not { } header) return new ImportList([], [], "the file holds no header: save the list with its header line");
        var separator = stated ?? Separator(header);
        var names = Split(header, separator) ?? [];
        var columns = ImportColumns.Of(names);
        if (!columns.ContainsKey(ImportField.Address))
            return new ImportList([], [], $"line {lines.Number} is no header with a column for the IP address; it reads {ImportFinding.Shown(header)}: name the columns id, name, location, latitude, longitude, address");

        var rows = new List<ImportRow>();
        var findings = new List<ImportFinding>();
        lines.Skip(1);
        while (lines.At(0) is { } raw)
        {
            var line = lines.Number;
            if (string.IsNullOrWhiteSpace(raw) || raw.AsSpan().Trim(separator).IsWhiteSpace())
            {
                lines.Skip(1);
                continue;
            }

            var cells = Cells(lines, separator);
            if (cells is null) findings.Add(new(line, ImportMark.Refused, $"a quote is never closed in {ImportFinding.Shown(raw)}", "close it, or double a quote that belongs to the text"));
            else if (Misfit(cells, names.Count) is { } misfit) findings.Add(new(line, ImportMark.Refused, misfit, string.Create(CultureInfo.InvariantCulture, $"put a text that holds '{separator}' in quotes, and give every row the header's {names.Count} cells")));
            else rows.Add(ImportColumns.Row(line, columns, cells));
        }

        return new ImportList(rows, findings);
    }

    /// <summary>Empty cells at the end may be missing or too many: spreadsheets do both.</summary>
    private static string? Misfit(List<string> cells, int expected)
    {
        if (cells.Count < expected) return string.Create(CultureInfo.InvariantCulture, $"the row has {cells.Count} cells, the header {expected}");
        return cells.Skip(expected).All(string.IsNullOrWhiteSpace) ? null : string.Create(CultureInfo.InvariantCulture, $"the row has {cells.Count} cells, the header {expected}");
    }

    /// <summary>The cells of the row that begins here; the window moves behind it. Null when the row does not end: then behind its first line.</summary>
    private static List<string>? Cells(LineWindow lines, char separator)
    {
        var row = lines.At(0)!;
        for (var extra = 0; extra < MaxLines && row.Length <= MaxRowLength; extra++)
        {
            if (extra > 0)
            {
                if (lines.At(extra) is not { } next) break;
                row = $"{row}\n{next}";
            }

            if (Split(row, separator) is not { } cells) continue;
            lines.Skip(extra + 1);
            return cells;
        }

        lines.Skip(1);
        return null;
    }

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

    private static char Separator(string header) => Separators.MaxBy(candidate => header.Count(letter => letter == candidate));
}
