namespace EdgeNoc.Collector.Fleet;

/// <summary>What differs between two texts, line by line. Pure.</summary>
internal static class ConfigDiff
{
    /// <summary>Beyond that the middle is shown as all gone and all new: nobody reads more, and it would take too long.</summary>
    private const int MostLines = 2_000;

    private const int Around = 3;

    /// <summary>Lines with <c>-</c> for the first, <c>+</c> for the second, and a few common ones around them; empty when they are the same.</summary>
    public static IReadOnlyList<string> Lines(string one, string other)
    {
        var (left, right) = (one.TrimEnd().Split('\n'), other.TrimEnd().Split('\n'));
        var start = 0;
        while (start < left.Length && start < right.Length && left[start] == right[start]) start++;
        var end = 0;
        while (end < left.Length - start && end < right.Length - start && left[^(end + 1)] == right[^(end + 1)]) end++;
        if (start == left.Length && start == right.Length) return [];
        var middle = Middle(left[start..^end], right[start..^end]);
        return [.. left[Math.Max(0, start - Around)..start].Select(Same), .. Near(middle), .. left[^end..^Math.Max(0, end - Around)].Select(Same)];
    }

    private static List<string> Middle(string[] left, string[] right)
    {
        if (left.Length > MostLines || right.Length > MostLines) return [.. left.Select(Gone), .. right.Select(New)];
        var longest = new ushort[left.Length + 1, right.Length + 1];
        for (var i = left.Length - 1; i >= 0; i--)
        {
            for (var j = right.Length - 1; j >= 0; j--) longest[i, j] = left[i] == right[j] ? (ushort)(longest[i + 1, j + 1] + 1) : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        }

        var lines = new List<string>();
        var (at, to) = (0, 0);
        while (at < left.Length || to < right.Length)
        {
            if (at < left.Length && to < right.Length && left[at] == right[to])
            {
                lines.Add(Same(left[at]));
                (at, to) = (at + 1, to + 1);
            }
            else if (at < left.Length && (to == right.Length || longest[at + 1, to] >= longest[at, to + 1]))
            {
                lines.Add(Gone(left[at++]));
            }
            else
            {
                lines.Add(New(right[to++]));
            }
        }

        return lines;
    }

    /// <summary>Common lines far from any difference are left out.</summary>
    private static IEnumerable<string> Near(List<string> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var isNear = Enumerable.Range(Math.Max(0, i - Around), Math.Min(lines.Count, i + Around + 1) - Math.Max(0, i - Around)).Any(near => lines[near][0] != ' ');
            if (isNear) yield return lines[i];
        }
    }

    private static string Same(string line) => "  " + line;

    private static string Gone(string line) => "- " + line;

    private static string New(string line) => "+ " + line;
}
