namespace EdgeNoc.Collector.Replies;

/// <summary>What somebody means by a place.</summary>
internal abstract record PlaceChoice
{
    private const int MostNear = 3;
    private const int MaxPon = 16;

    private PlaceChoice()
    {
    }

    /// <param name="Site">The site's id.</param>
    /// <param name="Device">A device of it; null: all.</param>
    /// <param name="Pon">A PON, as its OLT calls it; null: all.</param>
    public sealed record Found(string Site, string? Device = null, string? Pon = null) : PlaceChoice;

    /// <param name="Name">What is not known.</param>
    /// <param name="Near">What is written much like it, the nearest first.</param>
    public sealed record Unknown(string Name, IReadOnlyList<string> Near) : PlaceChoice;

    /// <param name="words">In lower case: a site by id or name, then perhaps a device, a PON, or both.</param>
    /// <param name="sites">All there are.</param>
    public static PlaceChoice Of(IReadOnlyList<string> words, IReadOnlyList<SiteNames> sites)
    {
        // The longest name first: "kediri" and "kediri pusat" may both be sites.
        for (var count = words.Count; count > 0; count--)
        {
            var name = string.Join(' ', words.Take(count));
            if (sites.FirstOrDefault(site => Is(site.Id, name)) is { } byId) return Within(byId, [.. words.Skip(count)]);
            var byTitle = sites.Where(site => site.Title.Length > 0 && Is(site.Title, name)).ToList();
            if (byTitle is [var one]) return Within(one, [.. words.Skip(count)]);
        }

        return new Unknown(words[0], Nearest(words[0], sites.SelectMany(site => site.Title.Length == 0 ? [site.Id] : new[] { site.Id, site.Title })));
    }

    private static PlaceChoice Within(SiteNames site, List<string> rest)
    {
        string? device = null, pon = null;
        foreach (var word in rest)
        {
            // One's own device may be called like a PON: then it is the device.
            if (device is null && site.Devices.FirstOrDefault(known => Is(known, word)) is { } found) device = found;
            else if (pon is null && word is not "pon" && word.Length <= MaxPon && word.Contains('/', StringComparison.Ordinal) && word.All(c => char.IsAsciiDigit(c) || c == '/')) pon = word;
            else if (word is not "pon") return new Unknown(word, Nearest(word, site.Devices));
        }

        return new Found(site.Id, device, pon);
    }

    private static bool Is(string name, string typed) => name.Equals(typed, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<string> Nearest(string typed, IEnumerable<string> names) =>
    [
        .. names.Select(name => (Name: name, Distance: Distance(name.ToLowerInvariant(), typed)))
            .Where(name => name.Distance <= Math.Max(2, name.Name.Length / 3) || name.Name.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .OrderBy(name => name.Distance).ThenBy(name => name.Name, StringComparer.Ordinal).Select(name => name.Name).Distinct(StringComparer.Ordinal).Take(MostNear),
    ];

    /// <summary>How many letters have to be changed, put in or left out.</summary>
    private static int Distance(string one, string other)
    {
        if (one.Length > 64 || other.Length > 64) return int.MaxValue;
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[other.Length];
    }
}
