using EdgeNoc.Collector.Channels;

namespace EdgeNoc.Collector.Delivery;

/// <summary>A message that could go now: it is due, and nothing of its thread is before it.</summary>
/// <param name="Id">Of its row.</param>
/// <param name="Passes">The limit of the hour is not for it: a critical, an answer.</param>
/// <param name="CanBeNamed">A digest may name it instead.</param>
/// <param name="PrefersDigest">Its reader knows of it by a digest only.</param>
internal sealed record Candidate(long Id, bool Passes, bool CanBeNamed, bool PrefersDigest);

/// <summary>What happens to one recipient's messages now: one of the three below.</summary>
internal abstract record Pace
{
    private Pace()
    {
    }

    public sealed record Send(long Id) : Pace;

    /// <summary>All that can be named goes as one.</summary>
    public sealed record Digest : Pace;

    public sealed record Wait(DateTimeOffset Until) : Pace;

    /// <param name="heads">What could go, in the order in which it should; not empty.</param>
    /// <param name="nameable">How many messages a digest would name, also those that are not due.</param>
    /// <param name="criticals">How many of these are critical.</param>
    /// <param name="sent">When messages went to this recipient within the last hour, the newest first.</param>
    /// <param name="digests">The same, for digests alone.</param>
    /// <param name="budget">His.</param>
    /// <param name="now">When.</param>
    public static Pace Decide(
        IReadOnlyList<Candidate> heads, int nameable, int criticals, IReadOnlyList<DateTimeOffset> sent, IReadOnlyList<DateTimeOffset> digests, Budget budget, DateTimeOffset now)
    {
        if (sent.Count > 0 && now < sent[0] + budget.Gap) return new Wait(sent[0] + budget.Gap);
        if (heads.FirstOrDefault(head => head.Passes) is { } urgent)
            return urgent.CanBeNamed && criticals > budget.CriticalBurst ? new Digest() : new Send(urgent.Id);
        if (sent.Count >= budget.PerHour) return new Wait(sent[budget.PerHour - 1] + Budget.Hour);
        if (heads.FirstOrDefault(head => !head.CanBeNamed) is { } plain) return new Send(plain.Id);
        if (nameable <= budget.Burst && sent.Count < budget.Own && heads.FirstOrDefault(head => !head.PrefersDigest) is { } own) return new Send(own.Id);
        var due = Due(sent, digests, budget, now);
        if (now < due) return new Wait(due);
        return nameable > 1 || heads[0].PrefersDigest ? new Digest() : new Send(heads[0].Id);
    }

    /// <summary>When the next digest may go, and what has used up its own messages: each one doubles the time, so that what is kept lasts for the hour.</summary>
    private static DateTimeOffset Due(IReadOnlyList<DateTimeOffset> sent, IReadOnlyList<DateTimeOffset> digests, Budget budget, DateTimeOffset now)
    {
        var byDigests = digests.Count == 0 ? now : digests[0] + (budget.DigestGap * Math.Pow(2, digests.Count - 1));
        var bySent = sent.Count < budget.Own ? now : sent[0] + (budget.DigestGap * Math.Pow(2, sent.Count - budget.Own));
        return byDigests > bySent ? byDigests : bySent;
    }
}
