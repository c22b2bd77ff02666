namespace EdgeNoc.Chaos.Faults;

/// <summary>A time in which values that were served may be missing, and why: the only losses that the promise allows.</summary>
/// <param name="Reason">Counted apart.</param>
/// <param name="Boot">The run of the agent that was killed: the agent itself must have said so, or it is no excuse. Null: none was.</param>
internal sealed record Excuse(DateTimeOffset From, DateTimeOffset To, string Reason, Guid? Boot = null)
{
    public const string Cut = "power cut";
    public const string Frozen = "agent frozen";

    /// <summary>A power cut may take so much telemetry with it.</summary>
    public static readonly TimeSpan PowerCut = TimeSpan.FromSeconds(5);

    public bool Covers(DateTimeOffset at) => From <= at && at <= To;
}
