namespace EdgeNoc.Common.Config;

/// <summary>Finds the key that a typo meant.</summary>
internal static class NearestKey
{
    /// <summary>The known key at the smallest edit distance, or null when none is near: a wild guess helps nobody.</summary>
    public static string? Of(string word, IEnumerable<string> known)
    {
        var bound = Math.Max(2, word.Length / 3);
        return known
            .Select(key => (Key: key, Distance: Distance(word, key)))
            .Where(candidate => candidate.Distance <= bound)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Key, StringComparer.Ordinal)
            .Select(candidate => candidate.Key)
            .FirstOrDefault();
    }

    /// <summary>Levenshtein's distance; words beyond 64 letters are far from everything.</summary>
    private static int Distance(string left, string right)
    {
        if (left.Length > 64 || right.Length > 64) return int.MaxValue;
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var current = new int[right.Length + 1];
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var swap = previous[j - 1] + (char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1);
                current[j] = Math.Min(swap, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[right.Length];
    }
}
