using EdgeNoc.Agent.Outbox;

namespace EdgeNoc.Agent.Detection.Pon;

/// <summary>An ONU that was up and is gone.</summary>
/// <param name="Key">Which.</param>
/// <param name="Pon">Where it hangs.</param>
/// <param name="At">When a poll first saw it gone, by the monotonic clock.</param>
/// <param name="Since">The same by the wall clock.</param>
internal sealed record Loss(EntityId Key, string Pon, TimeSpan At, DateTimeOffset Since)
{
    /// <summary>It said that its power went.</summary>
    public bool IsGasp { get; init; }

    /// <summary>False where the OLT names a reason that no fibre has: switched off, rebooted, the OLT itself starts.</summary>
    public bool MayBeFibre { get; init; } = true;

    /// <summary>It sent a gasp before: that it sent none this time says something.</summary>
    public bool CanGasp { get; init; }

    /// <summary>The last poll saw it, and more polls have to: gone again it is the same loss.</summary>
    public bool IsBack { get; init; }

    public string? Name { get; init; }

    /// <summary>From when it was last up.</summary>
    public long? DistanceM { get; init; }

    /// <summary>The alert that explains it: <c>pon/0/3</c> or <c>area/SITE</c>.</summary>
    public string? Parent { get; init; }

    /// <summary>The parent that its own alert was told with.</summary>
    public string? ToldParent { get; init; }
}

/// <summary>A lost ONU that is back.</summary>
/// <param name="Loss">How it was lost.</param>
/// <param name="Registered">When it registered with the OLT, by the monotonic clock, exact to a second; null when the OLT does not say, or it never left.</param>
internal readonly record struct Return(Loss Loss, TimeSpan? Registered);

/// <summary>One PON as a poll shows it.</summary>
/// <param name="Pon">Its name.</param>
/// <param name="Kept">ONUs that are there.</param>
/// <param name="KeptMaxM">The farthest of them.</param>
/// <param name="Losses">Those that are gone.</param>
/// <param name="Returns">Those that came back with this poll.</param>
/// <param name="Unconfirmed">Those that are back, and more polls have to show it.</param>
/// <param name="IsRead">False when this poll did not show the PON: then nothing here is news.</param>
internal sealed record PonView(string Pon, int Kept, long? KeptMaxM, IReadOnlyList<Loss> Losses, IReadOnlyList<Return> Returns, IReadOnlyList<Loss> Unconfirmed, bool IsRead)
{
    /// <summary>An ONU that is gone for longer does not count into what a loss is compared with.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromHours(24);

    /// <summary>N of the rules: provisioned and up within the last 24 hours.</summary>
    public int Total(DateTimeOffset now) => Kept + Losses.Count(loss => now - loss.Since < Lately);
}
