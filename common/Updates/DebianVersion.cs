namespace EdgeNoc.Common.Updates;

/// <summary>Compares versions as dpkg does, without epochs, which ours have not: digits by their value, <c>~</c> before the end, letters before all else.</summary>
public static class DebianVersion
{
    /// <summary>Below zero: <paramref name="a"/> is older.</summary>
    public static int Compare(string a, string b)
    {
        var (upstreamA, revisionA) = Split(a);
        var (upstreamB, revisionB) = Split(b);
        return ComparePart(upstreamA, upstreamB) is var order and not 0 ? order : ComparePart(revisionA, revisionB);
    }

    public static bool IsNewer(string a, string than) => Compare(a, than) > 0;

    private static (string Upstream, string Revision) Split(string version) =>
        version.LastIndexOf('-') is >= 0 and var dash ? (version[..dash], version[(dash + 1)..]) : (version, "");

    private static int ComparePart(string a, string b)
    {
        var (i, j) = (0, 0);
        while (i < a.Length || j < b.Length)
        {
            while ((i < a.Length && !char.IsAsciiDigit(a[i])) || (j < b.Length && !char.IsAsciiDigit(b[j])))
            {
                var order = Weight(a, i) - Weight(b, j);
                if (order != 0) return order;
                (i, j) = (i + 1, j + 1);
            }

            var digitsA = Digits(a, ref i);
            var digitsB = Digits(b, ref j);
            var byLength = digitsA.Length - digitsB.Length;
            if (byLength != 0) return byLength;
            var byValue = digitsA.SequenceCompareTo(digitsB);
            if (byValue != 0) return byValue;
        }

        return 0;
    }

    // A digit counts as the end of the letters before it.
    private static int Weight(string text, int at) => at >= text.Length || char.IsAsciiDigit(text[at]) ? 0 : text[at] == '~' ? -1 : char.IsAsciiLetter(text[at]) ? text[at] : text[at] + 256;

    private static ReadOnlySpan<char> Digits(string text, ref int at)
    {
        while (at < text.Length && text[at] == '0') at++;
        var first = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return text.AsSpan(first, at - first);
    }
}
