namespace EdgeNoc.Chaos.Faults;

/// <summary>A time in which values that were served may be missing, and why: the only losses that the promise allows.</summary>
internal sealed record Excuse(DateTimeOffset From, DateTimeOffset To, string Reason)
{
    /// <summary>A power cut may take so much telemetry with it.</summary>
    public static readonly TimeSpan PowerCut = TimeSpan.FromSeconds(5);

    public bool Covers(DateTimeOffset at) => From <= at && at <= To;
}
