using System.Collections.Immutable;

namespace EdgeNoc.Agent.Cabinet.Buzzer;

/// <summary>What the buzzer is for and when it may be heard.</summary>
/// <param name="Causes">Kinds of alerts.</param>
/// <param name="Longest">How long one cause sounds.</param>
/// <param name="QuietFrom">Local time.</param>
/// <param name="QuietUntil">Local time; the same as <paramref name="QuietFrom"/> for no quiet hours.</param>
internal sealed record BuzzerTerms(IReadOnlyList<string> Causes, TimeSpan Longest, TimeOnly QuietFrom, TimeOnly QuietUntil)
{
    public bool IsQuiet(TimeOnly local) =>
        QuietFrom <= QuietUntil ? local >= QuietFrom && local < QuietUntil : local >= QuietFrom || local < QuietUntil;
}

/// <summary>Something the buzzer stands for.</summary>
internal readonly record struct BuzzerCause(string Kind, string Device, string Entity);

/// <summary>What became of a cause.</summary>
/// <param name="HeardAt">When it began to sound, on the clock of the caller; null before.</param>
/// <param name="Silenced">Somebody pressed the button.</param>
internal readonly record struct BuzzerNote(TimeSpan? HeardAt, bool Silenced);

/// <summary>Decides whether the buzzer sounds. Pure: a book of its causes goes from look to look.</summary>
internal static class BuzzerRules
{
    public static readonly ImmutableDictionary<BuzzerCause, BuzzerNote> Empty = ImmutableDictionary<BuzzerCause, BuzzerNote>.Empty;

    /// <param name="book">After the last look.</param>
    /// <param name="site">How things stand.</param>
    /// <param name="terms">By config.</param>
    /// <param name="local">The time on the site's wall. While nobody knows the time it may be wrong: a cause is then rather heard at night than not at all.</param>
    /// <param name="now">On a clock that only goes forward.</param>
    public static (ImmutableDictionary<BuzzerCause, BuzzerNote> Book, BuzzerState State) Look(
        ImmutableDictionary<BuzzerCause, BuzzerNote> book, SiteState site, BuzzerTerms terms, TimeOnly local, TimeSpan now)
    {
        var standing = site.Raised.Where(alert => terms.Causes.Contains(alert.Kind, StringComparer.Ordinal)).ToList();
        var next = Empty;
        var (sounds, why) = (false, (BuzzerSilence?)null);
        foreach (var alert in standing)
        {
            var cause = new BuzzerCause(alert.Kind, alert.Device, alert.Entity);
            var note = book.TryGetValue(cause, out var known) ? known : First(alert, site, terms, now);
            var silence = Silence(alert, note, site, terms, local, now);
            if (silence is null && note.HeardAt is null) note = note with { HeardAt = now };
            sounds |= silence is null;
            if (silence < why || why is null) why = silence;
            next = next.SetItem(cause, note);
        }

        return (next, new BuzzerState(sounds, [.. standing.Select(alert => alert.Kind).Distinct(StringComparer.Ordinal)], sounds ? null : why));
    }

    /// <summary>All that stands is heard enough; what comes later sounds again.</summary>
    public static ImmutableDictionary<BuzzerCause, BuzzerNote> Silence(ImmutableDictionary<BuzzerCause, BuzzerNote> book) =>
        book.ToImmutableDictionary(entry => entry.Key, entry => entry.Value with { Silenced = true });

    private static BuzzerSilence? Silence(RaisedAlert alert, BuzzerNote note, SiteState site, BuzzerTerms terms, TimeOnly local, TimeSpan now)
    {
        if (note.Silenced) return BuzzerSilence.Silenced;
        if (note.HeardAt is { } at && now - at >= terms.Longest) return BuzzerSilence.Spent;
        if (terms.IsQuiet(local)) return BuzzerSilence.QuietHours;
        var inHand = (site.Incidents ?? []).Any(incident => incident.MaintenanceUntil > site.Now && incident.Kind == alert.Kind && incident.Device == alert.Device);
        return inHand ? BuzzerSilence.Maintenance : null;
    }

    /// <summary>What stood long before this run was heard in an earlier one: a restart wakes nobody.</summary>
    private static BuzzerNote First(RaisedAlert alert, SiteState site, BuzzerTerms terms, TimeSpan now) =>
        site.Now - alert.Since > site.Uptime + terms.Longest ? new BuzzerNote(now - terms.Longest, Silenced: false) : default;
}
