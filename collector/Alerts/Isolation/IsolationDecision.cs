namespace EdgeNoc.Collector.Alerts.Isolation;

/// <summary>Whether the collector hears its broker.</summary>
/// <param name="ConnectedSince">Null: it does not.</param>
/// <param name="DeafSince">Null: it does.</param>
internal sealed record Hearing(DateTimeOffset? ConnectedSince, DateTimeOffset? DeafSince);

/// <summary>A site that counts: one that was there and was not stopped on purpose.</summary>
/// <param name="DarkSince">From when on it is silent, perhaps in the future.</param>
/// <param name="IsExplained">It said that its mains was lost: that is its own story.</param>
internal sealed record SiteSign(DateTimeOffset DarkSince, bool IsExplained);

/// <summary>What follows for <c>noc.isolated</c>.</summary>
/// <param name="Stands">It should stand; null: whatever is stays.</param>
/// <param name="Since">Since when.</param>
/// <param name="Why"><c>broker</c>: the collector hears nothing at all; <c>sites</c>: too many fell silent at once.</param>
/// <param name="Silent">How many are silent.</param>
/// <param name="LookAgain">When the answer may be another without anything new.</param>
internal sealed record IsolationVerdict(bool? Stands, DateTimeOffset? Since, string Why, int Silent, DateTimeOffset? LookAgain);

/// <summary>Whether so many sites are silent because the office is cut off: at least three and 30 % of those known within two minutes, or no broker.</summary>
internal static class IsolationDecision
{
    public const string Broker = "broker";
    public const string Sites = "sites";
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(2);
    private const int Least = 3;
    private const double Share = 0.3;

    /// <summary>Decides.</summary>
    /// <param name="stands">Whether it stands.</param>
    /// <param name="hearing">Whether the collector hears anything.</param>
    /// <param name="sites">Each site that counts.</param>
    /// <param name="hold">How long silence must last; as for a single agent.</param>
    /// <param name="now">When.</param>
    public static IsolationVerdict Decide(bool stands, Hearing hearing, IReadOnlyList<SiteSign> sites, TimeSpan hold, DateTimeOffset now)
    {
        if (hearing.ConnectedSince is not { } connected)
        {
            var deaf = hearing.DeafSince ?? now;
            return sites.Count > 0 && now >= deaf + hold ? new(true, deaf, Broker, sites.Count, null) : new(null, null, Broker, 0, deaf + hold);
        }

        var silent = sites.Where(site => !site.IsExplained && site.DarkSince <= now).Select(site => site.DarkSince).Order().ToList();
        if (stands) return Standing(silent, sites.Count, connected + hold, now);
        var (first, count) = Densest(silent);
        if (count < Threshold(sites.Count(site => site.DarkSince >= first))) return new(null, null, Sites, silent.Count, null);
        var due = (first > connected ? first : connected) + hold;
        return now >= due ? new(true, first, Sites, count, null) : new(null, null, Sites, count, due);
    }

    /// <summary>Back when the sites are: right after a reconnection they all still look silent.</summary>
    private static IsolationVerdict Standing(List<DateTimeOffset> silent, int known, DateTimeOffset heard, DateTimeOffset now)
    {
        if (silent.Count == 0) return new(false, null, Sites, 0, null);
        if (now < heard) return new(null, null, Sites, silent.Count, heard);
        return silent.Count < Threshold(known) ? new(false, null, Sites, silent.Count, null) : new(true, silent[0], Sites, silent.Count, null);
    }

    private static int Threshold(int known) => Math.Max(Least, (int)Math.Ceiling(Share * known));

    /// <summary>The most that fell silent within the window, and when the first of them did.</summary>
    private static (DateTimeOffset First, int Count) Densest(List<DateTimeOffset> sorted)
    {
        var (best, start) = ((First: DateTimeOffset.MaxValue, Count: 0), 0);
        for (var end = 0; end < sorted.Count; end++)
        {
            while (sorted[end] - sorted[start] > Window) start++;
            if (end - start + 1 > best.Count) best = (sorted[start], end - start + 1);
        }

        return best;
    }
}
