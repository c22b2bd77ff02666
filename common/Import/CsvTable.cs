namespace EdgeNoc.Common.Import;

/// <summary>A row of a list as it stands, or why it is none.</summary>
/// <param name="Line">Of its first line, counted from 1.</param>
/// <param name="Cells">As many as the header has; null: it could not be read.</param>
/// <param name="Finding">Why not.</param>
public sealed record CsvRow(int Line, IReadOnlyList<string>? Cells, ImportFinding? Finding);

/// <summary>A list with a header line and <c>, ; | TAB</c> between the cells, read row by row: of a large one nothing is held but the row one looks at.</summary>
/// <remarks>
/// Its own reader, because a list with a broken line must lose that line only: a quote that nobody closes would take the rest of the file with it. A row
/// therefore spans at most <see cref="MaxLines"/> lines; where it is not whole by then, its first line is reported and the next one starts afresh.
/// </remarks>
public sealed class CsvTable
{
    private const int MaxLines = 5;
    private const int MaxRowLength = 10_000;
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    private readonly LineWindow _lines;
    private readonly char _separator;

    private CsvTable(LineWindow lines, char separator, string header, IReadOnlyList<string> names) => (_lines, _separator, HeaderLine, Header, HeaderNumber) = (lines, separator, header, names, lines.Number);

    /// <summary>The names of the columns, as they stand.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>The header as one line.</summary>
    public string HeaderLine { get; }

    /// <summary>Which line that is.</summary>
    public int HeaderNumber { get; }

    /// <summary>Reads the header; null with the reason when there is none.</summary>
    public static (CsvTable? Table, string? Unusable) Open(TextReader text)
    {
        var lines = new LineWindow(text);
        while (lines.At(0) is { } blank && string.IsNullOrWhiteSpace(blank)) lines.Skip(1);
        if (lines.At(0) is not { } first) return (null, "the file is empty: save the list once more");
        char? stated = first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && first.Trim().Length == 5 ? first.Trim()[4] : null;
        // Excel's own line that names the separator.
        if (stated is not null) lines.Skip(1);
        if (lines.At(0) is not { } header) return (null, "the file holds no header: save the list with its header line");
        var separator = stated ?? Separator(header);
        return (new CsvTable(lines, separator, header, CsvCells.Split(header, separator) ?? []), null);
    }

    /// <summary>The rows, once.</summary>
    public IEnumerable<CsvRow> Rows()
    {
        _lines.Skip(1);
        while (_lines.At(0) is { } raw)
        {
            var line = _lines.Number;
            if (string.IsNullOrWhiteSpace(raw) || raw.AsSpan().Trim(_separator).IsWhiteSpace())
            {
                _lines.Skip(1);
                continue;
            }

            var cells = Cells();
            if (cells is null) yield return new CsvRow(line, null, new(line, ImportMark.Refused, $"a quote is never closed in {ImportFinding.Shown(raw)}", "close it, or double a quote that belongs to the text"));
            else if (Misfit(cells) is { } misfit) yield return new CsvRow(line, null, new(line, ImportMark.Refused, misfit, FormattableString.Invariant($"put a text that holds '{_separator}' in quotes, and give every row the header's {Header.Count} cells")));
            else yield return new CsvRow(line, cells, null);
        }
    }

    /// <summary>Empty cells at the end may be missing or too many: spreadsheets do both.</summary>
    private string? Misfit(List<string> cells)
    {
        var expected = Header.Count;
        if (cells.Count >= expected && cells.Skip(expected).All(string.IsNullOrWhiteSpace)) return null;
        return FormattableString.Invariant($"the row has {cells.Count} cells, the header {expected}");
    }

    /// <summary>The cells of the row that begins here; the window moves behind it. Null when the row does not end: then behind its first line.</summary>
    private List<string>? Cells()
    {
        var row = _lines.At(0)!;
        for (var extra = 0; extra < MaxLines && row.Length <= MaxRowLength; extra++)
        {
            if (extra > 0)
            {
                if (_lines.At(extra) is not { } next) break;
                row = $"{row}\n{next}";
            }

            if (CsvCells.Split(row, _separator) is not { } cells) continue;
            _lines.Skip(extra + 1);
            return cells;
        }

        _lines.Skip(1);
        return null;
    }

    private static char Separator(string header) => Separators.MaxBy(candidate => header.Count(letter => letter == candidate));
}
