namespace EdgeNoc.Collector.Web.Lists;

/// <summary>What a row is sorted by: a number or a text, then its id, so that no two are equal. What is empty comes last in either direction.</summary>
internal readonly record struct SortKey(double? Number, string? Value, string Id)
{
    /// <summary>Below 0: a comes first.</summary>
    public static int Compare(SortKey a, SortKey b, bool isDescending)
    {
        var (aEmpty, bEmpty) = (a.Number is null && string.IsNullOrEmpty(a.Value), b.Number is null && string.IsNullOrEmpty(b.Value));
        if (aEmpty != bEmpty) return aEmpty ? 1 : -1;
        var order = a.Number is { } x && b.Number is { } y ? x.CompareTo(y) : Natural(a.Value ?? "", b.Value ?? "");
        if (isDescending) order = -order;
        return order != 0 ? order : string.CompareOrdinal(a.Id, b.Id);
    }

    /// <summary>By letters without their case, and by numbers as numbers: <c>0/3:9</c> before <c>0/3:17</c>.</summary>
    internal static int Natural(string a, string b)
    {
        int i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            if (char.IsAsciiDigit(a[i]) && char.IsAsciiDigit(b[j]))
            {
                var (x, y) = (Run(a, i), Run(b, j));
                var p = a.AsSpan(i, x).TrimStart('0');
                var q = b.AsSpan(j, y).TrimStart('0');
                if (p.Length != q.Length) return p.Length - q.Length;
                if (p.SequenceCompareTo(q) is not 0 and var digits) return digits;
                (i, j) = (i + x, j + y);
                continue;
            }

            var letters = char.ToLowerInvariant(a[i++]).CompareTo(char.ToLowerInvariant(b[j++]));
            if (letters != 0) return letters;
        }

        return a.Length - i - (b.Length - j);
    }

    private static int Run(string text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return end - start;
    }
}
