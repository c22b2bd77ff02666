using System.Buffers.Text;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>How many cells of an array make a row.</summary>
internal static class RowWidth
{
    /// <summary>What the page states, as in <c>lineNum=(onutable.length)/22</c>; null when it does not.</summary>
    public static int? Stated(ReadOnlySpan<byte> page, ReadOnlySpan<byte> array)
    {
        for (var position = 0; page[position..].IndexOf("lineNum"u8) is >= 0 and var offset;)
        {
            position += offset + "lineNum"u8.Length;
            var at = position;
            if (ArrayLiteral.Take(page, ref at, "="u8) && ArrayLiteral.Take(page, ref at, "("u8) && ArrayLiteral.Take(page, ref at, array) && ArrayLiteral.Take(page, ref at, ".length"u8)
                && ArrayLiteral.Take(page, ref at, ")"u8) && ArrayLiteral.Take(page, ref at, "/"u8)
                && ArrayLiteral.Take(page, ref at, ""u8) && Utf8Parser.TryParse(page[at..], out int width, out var digits) && width > 0 && at + digits < page.Length)
            {
                // At the very end of the page the number may be half of one.
                return width;
            }
        }

        return null;
    }

    /// <summary>From one ONU's id to the next, as at least every second row has it. Divisibility alone proves nothing: 22 rows of 18 cells are 18 rows of 22.</summary>
    public static int? Measured(ReadOnlySpan<byte> page, ReadOnlySpan<Cell> cells)
    {
        Span<int> rows = stackalloc int[ColumnLayout.Lists.Count];
        var all = 0;
        for (var first = 0; first < cells.Length; all++)
        {
            var next = NextId(page, cells, first, rowWidth: 0);
            for (var layout = 0; layout < rows.Length; layout++)
            {
                if (next - first == ColumnLayout.Lists[layout].Width && OnuId.TryParse(cells[first].In(page), out _)) rows[layout]++;
            }

            first = next;
        }

        for (var layout = 0; layout < rows.Length; layout++)
        {
            if (all > 0 && rows[layout] * 2 >= all) return ColumnLayout.Lists[layout].Width;
        }

        return null;
    }

    /// <summary>Where the next row begins, or the end. The cell right after an id is a name, which may look like an id and begins no row.</summary>
    public static int NextId(ReadOnlySpan<byte> page, ReadOnlySpan<Cell> cells, int first, int rowWidth)
    {
        if (rowWidth > 0 && first + rowWidth < cells.Length && OnuId.TryParse(cells[first + rowWidth].In(page), out _)) return first + rowWidth;
        for (var next = first + 2; next < cells.Length; next++)
        {
            if (OnuId.TryParse(cells[next].In(page), out _)) return next;
        }

        return cells.Length;
    }
}
