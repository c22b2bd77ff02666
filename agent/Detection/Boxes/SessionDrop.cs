namespace EdgeNoc.Agent.Detection.Boxes;

/// <summary>How many sessions there were lately, oldest first; bounded by its window. Pure.</summary>
/// <param name="At">By the monotonic clock.</param>
/// <param name="Active">Sessions.</param>
/// <param name="Disabled">Accounts that an operator switched off: their sessions are not lost.</param>
internal readonly record struct SessionSample(TimeSpan At, long Active, long Disabled);

/// <summary>How far sessions are below what they were in the quarter of an hour before.</summary>
internal static class SessionDrop
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>A handful goes and comes for its own reasons.</summary>
    public const int LeastSessions = 10;

    /// <summary>Before that nobody can say what is usual.</summary>
    private static readonly TimeSpan LeastKnown = TimeSpan.FromMinutes(3);

    /// <summary>The window with one more sample.</summary>
    public static IReadOnlyList<SessionSample> Next(IReadOnlyList<SessionSample> window, SessionSample sample) =>
        [.. window.Where(known => sample.At - known.At <= Window && known.At < sample.At), sample];

    /// <summary>The median of the samples before, without the sessions of accounts that were switched off since; null while too little is known.</summary>
    public static double? Usual(IReadOnlyList<SessionSample> window, SessionSample now)
    {
        if (window.Count < 3 || now.At - window[0].At < LeastKnown) return null;
        var active = window.Select(sample => sample.Active).Order().ToList();
        var disabled = window.Select(sample => sample.Disabled).Order().ToList();
        var usual = active[active.Count / 2] - Math.Max(0, now.Disabled - disabled[disabled.Count / 2]);
        return usual >= LeastSessions ? usual : null;
    }

    /// <summary>Per cent below the usual; 0 when there are more.</summary>
    public static double Percent(double usual, long active) => usual <= 0 ? 0 : Math.Max(0, (usual - active) * 100 / usual);
}
