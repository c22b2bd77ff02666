using System.Buffers;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>Where a cell's text stands in the page.</summary>
internal readonly record struct Cell(int Start, int Length)
{
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> page) => page.Slice(Start, Length);
}

/// <summary>How the reading of an array ended.</summary>
internal enum ArrayEnd
{
    Closed,

    /// <summary>The page stops inside the array.</summary>
    Truncated,

    /// <summary>More cells than any OLT has.</summary>
    TooMany,
}

/// <summary>Reads <c>var NAME = new Array ('…','…');</c> as these boxes print it: single quotes, nothing escaped, comment lines in between.</summary>
/// <remarks>
/// Nothing is escaped, so a customer called O'Brien leaves a quote inside a string: <c>'0/1:1','O'Brien','FC:8E:…'</c>. A quote therefore ends a string only where
/// another cell or the end of the array follows: <c>','</c>, <c>',</c> before <c>)</c> or a comment, <c>')</c> before <c>;</c> or a line's end. What still cannot be told apart
/// (a name that holds <c>','</c>) gives a row with too many cells, which the caller drops.
/// </remarks>
internal static class ArrayLiteral
{
    private static readonly SearchValues<byte> TokenEnds = SearchValues.Create(",)'"u8);

    /// <summary>Finds the array's first cell; false when the page does not have the array.</summary>
    public static bool TryFind(ReadOnlySpan<byte> page, ReadOnlySpan<byte> name, out int start)
    {
        start = 0;
        while (page[start..].IndexOf(name) is >= 0 and var offset)
        {
            var at = start + offset;
            start = at + name.Length;
            if ((at > 0 && IsWord(page[at - 1])) || IsCommentedOut(page, at)) continue;
            var position = start;
            if (!Take(page, ref position, "="u8) || !Take(page, ref position, "new"u8) || !Take(page, ref position, "Array"u8) || !Take(page, ref position, "("u8)) continue;
            start = position;
            return true;
        }

        return false;
    }

    /// <summary>Reads cells from <paramref name="position"/> on until the array closes.</summary>
    public static ArrayEnd Read(ReadOnlySpan<byte> page, int position, Span<Cell> cells, out int count)
    {
        count = 0;
        while (true)
        {
            while (position < page.Length && (IsSpace(page[position]) || page[position] == ',')) position++;
            if (position >= page.Length) return ArrayEnd.Truncated;
            if (page[position] == ')') return ArrayEnd.Closed;
            if (page[position..].StartsWith("//"u8))
            {
                var lineEnd = page[position..].IndexOfAny((byte)'\n', (byte)'\r');
                if (lineEnd < 0) return ArrayEnd.Truncated;
                position += lineEnd;
                continue;
            }

            if (count == cells.Length) return ArrayEnd.TooMany;
            var quoted = page[position] == '\'';
            var start = quoted ? position + 1 : position;
            var length = quoted ? QuotedLength(page, start) : page[start..].IndexOfAny(TokenEnds);
            if (length < 0) return ArrayEnd.Truncated;
            cells[count++] = new Cell(start, length);
            position = start + length + (quoted ? 1 : 0);
        }
    }

    /// <summary>Skips blanks and takes the word, or stays where it was.</summary>
    public static bool Take(ReadOnlySpan<byte> page, ref int position, ReadOnlySpan<byte> word)
    {
        var at = SkipSpace(page, position);
        if (!page[at..].StartsWith(word)) return false;
        position = at + word.Length;
        return true;
    }

    private static int QuotedLength(ReadOnlySpan<byte> page, int start)
    {
        var position = start;
        while (page[position..].IndexOf((byte)'\'') is >= 0 and var offset)
        {
            position += offset;
            if (EndsString(page, position + 1)) return position - start;
            position++;
        }

        return -1;
    }

    private static bool EndsString(ReadOnlySpan<byte> page, int position)
    {
        var next = SkipSpace(page, position);
        if (next >= page.Length) return false;
        if (page[next] == ',')
        {
            var after = SkipSpace(page, next + 1);
            return after < page.Length && (page[after] is (byte)'\'' or (byte)')' || page[after..].StartsWith("//"u8));
        }

        if (page[next] == ')')
        {
            var after = next + 1;
            while (after < page.Length && page[after] is (byte)' ' or (byte)'\t') after++;
            return after >= page.Length || page[after] is (byte)';' or (byte)'\n' or (byte)'\r' or (byte)'<';
        }

        // The last cell may be followed by a comment line instead of a comma.
        return page[next..].StartsWith("//"u8) && page[position..next].ContainsAny((byte)'\n', (byte)'\r');
    }

    private static bool IsCommentedOut(ReadOnlySpan<byte> page, int at)
    {
        var lineStart = page[..at].LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
        return page[SkipSpace(page, lineStart)..].StartsWith("//"u8);
    }

    private static int SkipSpace(ReadOnlySpan<byte> page, int position)
    {
        while (position < page.Length && IsSpace(page[position])) position++;
        return position;
    }

    private static bool IsWord(byte value) => char.IsAsciiLetterOrDigit((char)value) || value == '_';

    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';
}
