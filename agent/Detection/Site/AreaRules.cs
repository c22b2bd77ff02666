using EdgeNoc.Agent.Detection.Pon;
using EdgeNoc.Agent.Thresholds;

namespace EdgeNoc.Agent.Detection.Site;

/// <summary>What one OLT adds to a power cut of its area.</summary>
/// <param name="At">The time of the poll, by the monotonic clock.</param>
internal sealed record AreaPart(TimeSpan At)
{
    /// <summary>Gasps of the last five minutes that no alert explains.</summary>
    public int Gasps { get; init; }

    /// <summary>Those of them of the last two polls.</summary>
    public int Burst { get; init; }

    /// <summary>Lost beside them without a gasp, on PONs where most sent one.</summary>
    public int Silent { get; init; }

    /// <summary>ONUs that were up within 24 hours on the PONs that sent gasps.</summary>
    public int Total { get; init; }

    /// <summary>ONUs that the area's alert is about already, with a gasp.</summary>
    public int MemberGasps { get; init; }

    /// <summary>And without.</summary>
    public int MemberSilent { get; init; }

    /// <summary>The PONs concerned, as <c>olt-1 0/3</c>.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>The first of all these ONUs, at most as many as an event names.</summary>
    public IReadOnlyList<Loss> First { get; init; } = [];

    /// <summary>All that are down.</summary>
    public int Down => AllGasps + AllSilent;

    public int AllGasps => Gasps + MemberGasps;

    public int AllSilent => Silent + MemberSilent;
}

/// <summary>When gasps are a power cut and not customers who go to bed. Pure.</summary>
internal static class AreaRules
{
    /// <summary>Gasps so far apart belong together.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const int Least = 5;
    private const double Majority = 0.7;

    // A street of a large village is less than a third of its PONs. In half a thousand homes two are switched off in five minutes of an evening; never ten at once.
    private const int LeastAtOnce = 10;
    private const double ShareAtOnce = 0.05;

    /// <param name="parts">Of every OLT of the POP that was read lately.</param>
    /// <param name="rule">The rule of <c>area.power_outage</c>: how many per cent.</param>
    public static bool IsOutage(IReadOnlyCollection<AreaPart> parts, KindRule rule)
    {
        if (rule.IsOff) return false;
        var (gasps, burst, total) = (parts.Sum(part => part.Gasps), parts.Sum(part => part.Burst), parts.Sum(part => part.Total));
        return (gasps >= Least && gasps >= total * rule.Raise / 100) || (burst >= LeastAtOnce && burst >= total * ShareAtOnce);
    }

    public static string CauseOf(int gasps, int silent) => gasps >= (gasps + silent) * Majority ? Causes.Power : Causes.Mixed;
}
