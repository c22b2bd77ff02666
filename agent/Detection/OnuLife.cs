using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection;

/// <summary>What is uncertain about who is in a slot.</summary>
internal abstract record SlotLife
{
    private SlotLife()
    {
    }

    /// <summary>Seen in a slot where nobody was, and not announced yet.</summary>
    public sealed record Newcomer(int Polls) : SlotLife;

    /// <summary>Another ONU was seen in the slot than the one that is known there.</summary>
    public sealed record Contested(string Identity, int Polls, DateTimeOffset Since) : SlotLife;

    /// <summary>Not listed by polls that read its PON whole: its state is unknown.</summary>
    /// <param name="Polls">In a row, counted up to what confirms.</param>
    /// <param name="Since">From when its absence counts; null while the clock cannot be trusted, for a leap of the clock must not remove it.</param>
    public sealed record Absent(int Polls, DateTimeOffset? Since) : SlotLife;
}

/// <summary>What a sighting means for a slot.</summary>
internal enum SlotVerdict
{
    /// <summary>The one that is known there: its state is followed.</summary>
    Known,

    /// <summary>First sight of its OLT or PON: it is as it is, and nobody is told.</summary>
    Baseline,

    /// <summary>One more poll decides.</summary>
    Waiting,

    /// <summary><c>onu.new</c>.</summary>
    Arrived,

    /// <summary><c>onu.replaced</c>.</summary>
    Replaced,
}

/// <summary>The life of an ONU in its slot: pure functions of what was held and what was seen.</summary>
/// <remarks>
/// <code>
/// nobody ──seen──► Newcomer ──seen again──► onu.new          known ──another seen──► Contested ──again──► onu.replaced
/// known ──not listed──► Absent ──listed──► known             Absent ──24 h, or known in another slot──► onu.removed
/// </code>
/// </remarks>
internal static class OnuLife
{
    /// <summary>So many polls in a row confirm an arrival, a replacement and an absence.</summary>
    public const int ConfirmingPolls = 2;

    /// <summary>
    /// An ONU that its OLT has not listed for so long was taken out: long enough for a card that is swapped or an OLT that relearns its ONUs, short enough
    /// that its alerts do not outlive the customer by days.
    /// </summary>
    public static readonly TimeSpan RemovedAfter = TimeSpan.FromHours(24);

    /// <summary>One that is down for so long has no customer any more: it leaves the counts and its alert is cleared.</summary>
    public static readonly TimeSpan AbandonedAfter = TimeSpan.FromDays(30);

    // A Pi without a clock starts in 1970: what was first seen so then has no age.
    private static readonly DateTimeOffset EarliestCredible = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>An ONU was seen in a slot.</summary>
    /// <param name="known">What is held of the slot; null when nobody was there.</param>
    /// <param name="identity">Whom the poll showed.</param>
    /// <param name="seen">Its state.</param>
    /// <param name="isAwaited">The PON was never read before, so that whoever is there was there all along.</param>
    /// <param name="now">The time of the poll.</param>
    public static (SlotVerdict Verdict, Tracked Next) Sight(Tracked? known, OnuIdentity identity, Observation seen, bool isAwaited, DateTimeOffset now)
    {
        // At nearly every poll nearly everybody is who it was: nothing is made for them.
        if (known is { Life: null } && identity.Is(known.Identity)) return (SlotVerdict.Known, known);
        var fresh = EntityTracker.Baseline(seen, now);
        if (known is null && isAwaited) return (SlotVerdict.Baseline, fresh);
        if (known?.Life is SlotLife.Newcomer newcomer && identity.Is(known.Identity))
        {
            return newcomer.Polls + 1 < ConfirmingPolls
                ? (SlotVerdict.Waiting, fresh with { Since = known.Since, Life = new SlotLife.Newcomer(newcomer.Polls + 1) })
                : (SlotVerdict.Arrived, fresh with { Since = known.Since });
        }

        if (known is null or { Life: SlotLife.Newcomer }) return (SlotVerdict.Waiting, fresh with { Life = new SlotLife.Newcomer(1) });
        if (identity.Is(known.Identity)) return (SlotVerdict.Known, known with { Life = null });

        var contested = known.Life is SlotLife.Contested before && identity.Is(before.Identity)
            ? before with { Polls = before.Polls + 1 }
            : new SlotLife.Contested(identity.Best!, 1, now);
        return contested.Polls < ConfirmingPolls
            ? (SlotVerdict.Waiting, known with { Pending = null, Life = contested })
            : (SlotVerdict.Replaced, fresh with { Since = contested.Since });
    }

    /// <summary>A poll that read the PON whole did not list it. Null: it was a newcomer, and is forgotten.</summary>
    public static Tracked? Miss(Tracked known, TimeQuality clock, DateTimeOffset now)
    {
        if (known.Life is SlotLife.Newcomer) return null;
        var before = known.Life as SlotLife.Absent ?? new SlotLife.Absent(0, null);
        var polls = Math.Min(before.Polls + 1, ConfirmingPolls);
        var since = before.Since ?? (polls == ConfirmingPolls && clock == TimeQuality.Synced ? now : null);
        return before.Polls == polls && before.Since == since && known.Pending is null
            ? known
            : known with { Pending = null, Life = new SlotLife.Absent(polls, since) };
    }

    /// <summary>Absent for long enough to be gone for good.</summary>
    public static bool IsRemoved(SlotLife.Absent absent, TimeQuality clock, DateTimeOffset now) =>
        clock == TimeQuality.Synced && absent.Since is { } since && now - since >= RemovedAfter;

    /// <summary>Down for so long that nobody waits for it.</summary>
    public static bool IsAbandoned(Tracked known, TimeQuality clock, DateTimeOffset now) =>
        known.Kind == EventKinds.OnuDown && clock == TimeQuality.Synced && known.Since >= EarliestCredible && now - known.Since >= AbandonedAfter;
}
