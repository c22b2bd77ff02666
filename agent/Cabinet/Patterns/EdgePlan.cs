namespace EdgeNoc.Agent.Cabinet.Patterns;

/// <summary>When a lamp changes. Pure: all times are since the rhythm's first step, so that nothing drifts.</summary>
internal static class EdgePlan
{
    public static bool IsLit(Blink blink, TimeSpan since) => blink.Steps[Step(blink, since).Index].Lit;

    /// <summary>The next change after <paramref name="since"/>; null when there is none.</summary>
    public static TimeSpan? NextEdge(Blink blink, TimeSpan since) => blink.IsConstant ? null : Step(blink, since).End;

    /// <summary>How far into the rhythm a lamp begins that is lit or dark now: at the first step that differs, so that a new rhythm shows at once.</summary>
    public static TimeSpan Start(Blink blink, bool isLit)
    {
        var into = TimeSpan.Zero;
        foreach (var step in blink.Steps)
        {
            if (step.Lit != isLit) return into;
            into += step.Length;
        }

        return TimeSpan.Zero;
    }

    private static (int Index, TimeSpan End) Step(Blink blink, TimeSpan since)
    {
        var rest = TimeSpan.FromTicks(since.Ticks % blink.Period.Ticks);
        var end = since - rest;
        for (var index = 0; ; index++)
        {
            var length = blink.Steps[index].Length;
            end += length;
            if (rest < length) return (index, end);
            rest -= length;
        }
    }
}
