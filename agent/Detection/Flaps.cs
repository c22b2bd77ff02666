namespace EdgeNoc.Agent.Detection;

/// <summary>How often an entity changed lately.</summary>
/// <param name="Times">Its changes within <see cref="Window"/>, oldest first, by the monotonic clock.</param>
/// <param name="MutedSince">Since then it is known to flap: of an ONU nothing else is told until it is calm, anything else keeps its alert until then.</param>
/// <remarks>
/// <code>
/// calm ──5 changes in 15 min──► muted: onu.flapping ──15 min without a change──► calm: onu.flapping clears, what it is then is told
/// </code>
/// Changes count as they are seen, before they are confirmed: debouncing would hide most of them.
/// </remarks>
internal sealed record Flaps(IReadOnlyList<TimeSpan> Times, DateTimeOffset? MutedSince = null)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>An ONU that was lost and found within the window has to be lost for so long until that is told again.</summary>
    public static readonly TimeSpan SecondLoss = TimeSpan.FromMinutes(1);

    /// <summary>Changes in <see cref="Window"/> that are many, for anything but an ONU, of which the config says it.</summary>
    public const int Many = 5;

    // A config may ask for up to a hundred changes; more need not be remembered.
    private const int Most = 100;

    public bool IsMuted => MutedSince is not null;

    /// <summary>Muted, and calm for long enough.</summary>
    public bool IsOver => IsMuted && Times.Count == 0;

    /// <summary>Muted when the agent stopped: the calm is counted anew.</summary>
    public static Flaps Restore(DateTimeOffset mutedSince) => new([], mutedSince);

    /// <summary>One step of time; null when there is nothing to remember.</summary>
    public static Flaps? Next(Flaps? held, bool hasChanged, TimeSpan now)
    {
        if (held is null) return hasChanged ? new Flaps([now]) : null;
        if (held.Times.Count == 0) return held with { Times = [now] };
        var isOld = held.Times[0] <= now - Window;
        if (!isOld && !hasChanged) return held;
        var times = held.Times.Where(time => time > now - Window);
        IReadOnlyList<TimeSpan> kept = [.. (hasChanged ? times.Append(now) : times).TakeLast(Most)];
        return kept.Count == 0 && !held.IsMuted ? null : held with { Times = kept };
    }
}
