using System.Buffers;
using System.Buffers.Text;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>The page <c>onuAllPonOnuList.asp</c>: all ONUs of all PONs in one array, one row of cells after another.</summary>
/// <remarks>Works on the bytes as they came: 2,048 ONUs are half a megabyte of text every 30 seconds on a Raspberry Pi, so only what is kept becomes an object.</remarks>
internal static class OnuTablePage
{
    private const int MaxCells = 8192 * 22;

    /// <summary>Reads a page. Rows that make no sense are left out and counted; a page that does not is a closed error with its remedy.</summary>
    /// <param name="page">The body of the answer.</param>
    /// <param name="charset">From the content type; null when the box does not say.</param>
    public static PollResult Parse(ReadOnlySpan<byte> page, string? charset = null)
    {
        if (!ArrayLiteral.TryFind(page, "onutable"u8, out var start)) return new PollResult.Failed(PageErrors.WithoutTable(page));
        // The shortest cell there can be is one letter and a comma.
        var room = Math.Min(MaxCells, (page.Length / 2) + 1);
        var rented = ArrayPool<Cell>.Shared.Rent(room);
        try
        {
            var end = ArrayLiteral.Read(page, start, rented.AsSpan(0, room), out var count);
            if (end != ArrayEnd.Closed) return new PollResult.Failed(PageErrors.Broken(end, page.Length));
            var cells = rented.AsSpan(0, count);
            return Layout(page, cells, out var width) is { } layout
                ? new PollResult.Read(ReadRows(page, cells, layout, new NameDecoder(charset)))
                : new PollResult.Failed(PageErrors.UnknownColumns(width, count));
        }
        finally
        {
            ArrayPool<Cell>.Shared.Return(rented);
        }
    }

    /// <summary>By what the page states; without that by the one layout that fits every row. Divisibility alone proves nothing: 22 rows of 18 cells are 18 rows of 22.</summary>
    private static ColumnLayout? Layout(ReadOnlySpan<byte> page, ReadOnlySpan<Cell> cells, out int? width)
    {
        width = StatedWidth(page);
        ColumnLayout? found = null;
        foreach (var layout in ColumnLayout.AllPons)
        {
            if (width is null ? !FitsEveryRow(page, cells, layout) : width != layout.Width) continue;
            // Without a row every layout fits, and none matters.
            if (found is not null && cells.Length > 0) return null;
            found = layout;
        }

        return found;
    }

    private static int? StatedWidth(ReadOnlySpan<byte> page)
    {
        for (var position = 0; page[position..].IndexOf("lineNum"u8) is >= 0 and var offset;)
        {
            position += offset + "lineNum"u8.Length;
            var at = position;
            if (ArrayLiteral.Take(page, ref at, "="u8) && ArrayLiteral.Take(page, ref at, "("u8) && ArrayLiteral.Take(page, ref at, "onutable.length"u8)
                && ArrayLiteral.Take(page, ref at, ")"u8) && ArrayLiteral.Take(page, ref at, "/"u8)
                && ArrayLiteral.Take(page, ref at, ""u8) && Utf8Parser.TryParse(page[at..], out int width, out var digits) && width > 0 && at + digits < page.Length)
            {
                // At the very end of the page the number may be half of one.
                return width;
            }
        }

        return null;
    }

    private static bool FitsEveryRow(ReadOnlySpan<byte> page, ReadOnlySpan<Cell> cells, ColumnLayout layout)
    {
        if (cells.Length % layout.Width != 0) return false;
        for (var first = 0; first < cells.Length; first += layout.Width)
        {
            if (!OnuId.TryParse(cells[first + layout.Id].In(page), out _)) return false;
        }

        return true;
    }

    private static Reading ReadRows(ReadOnlySpan<byte> page, ReadOnlySpan<Cell> cells, ColumnLayout layout, NameDecoder names)
    {
        var onus = new List<OnuRecord>(cells.Length / layout.Width);
        var row = new OnuRow(layout, names);
        var seen = new HashSet<(string Pon, string Onu)>(cells.Length / layout.Width);
        var dropped = 0;
        for (var first = 0; first < cells.Length;)
        {
            var next = NextId(page, cells, first, layout.Width);
            // Whole rows up to the next id: a name that broke the quotes must not shift its neighbours, and a row with a broken id must not cost the one before it.
            if ((next - first) % layout.Width == 0 && OnuId.TryParse(cells[first].In(page), out var id))
            {
                if (row.Read(page, cells.Slice(first, layout.Width), id) is { } onu && seen.Add((onu.Pon, onu.Onu))) onus.Add(onu);
                else dropped++;
                first += layout.Width;
                continue;
            }

            dropped++;
            first = next;
        }

        return new Reading { Onus = onus, Pons = PonRecord.Summarise(onus), Dropped = dropped + row.DroppedFields };
    }

    /// <summary>Where the next row begins, or the end. The cell right after an id is a name, which may look like an id and begins no row.</summary>
    private static int NextId(ReadOnlySpan<byte> page, ReadOnlySpan<Cell> cells, int first, int width)
    {
        if (first + width < cells.Length && OnuId.TryParse(cells[first + width].In(page), out _)) return first + width;
        for (var next = first + 2; next < cells.Length; next++)
        {
            if (OnuId.TryParse(cells[next].In(page), out _)) return next;
        }

        return cells.Length;
    }
}
