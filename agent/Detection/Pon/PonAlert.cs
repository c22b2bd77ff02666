using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection.Pon;

/// <summary>The alert of a PON that stands. Which ONUs it is about, their losses say (<see cref="Loss.Parent"/>).</summary>
internal sealed record PonAlert(string Pon, string Kind, DateTimeOffset Since)
{
    /// <summary>When it was hit, by the monotonic clock; null when that was before this run.</summary>
    public TimeSpan? At { get; init; }

    /// <summary>The latest that was told.</summary>
    public required string Cause { get; init; }

    /// <summary>The first that was told.</summary>
    public required string FirstCause { get; init; }

    /// <summary>ONUs that it was about, at the most.</summary>
    public int Lost { get; init; }

    /// <summary>How many were down when that was told last.</summary>
    public int Told { get; init; }

    public int Total { get; init; }

    /// <summary>PONs of the POP that were hit at once.</summary>
    public int Pons { get; init; } = 1;

    /// <summary>Whether the gasps that did not come prove that it was not the power.</summary>
    public bool SilenceProves { get; init; }

    /// <summary>Polls in a row that showed nearly all of them back.</summary>
    public int CalmPolls { get; init; }

    /// <summary>The first of them.</summary>
    public DateTimeOffset? CalmSince { get; init; }

    /// <summary>When those that are back registered.</summary>
    public IReadOnlyList<TimeSpan> Registered { get; init; } = [];

    /// <summary>As stored when the agent stopped; null when it is about no PON.</summary>
    public static PonAlert? Restore(EdgeEvent raised)
    {
        if (raised.Kind is not (DetectedKinds.PonDown or DetectedKinds.PonPartial) || !raised.Entity.StartsWith("pon/", StringComparison.Ordinal)) return null;
        var cause = raised.Labels.GetValueOrDefault("cause", Causes.FibreCut);
        return new PonAlert(raised.Entity["pon/".Length..], raised.Kind, raised.At)
        {
            Cause = cause,
            FirstCause = raised.Labels.GetValueOrDefault("told_cause", cause),
            Lost = Number("lost"),
            Told = Number("down"),
            Total = Number("total"),
            Pons = Number("pons"),
            SilenceProves = Number("can_gasp") > 0 && Number("can_gasp") * 2 >= Number("los"),
        };

        int Number(string key) => (int)Math.Clamp(raised.Values.GetValueOrDefault(key), 0, 1_000_000);
    }
}
