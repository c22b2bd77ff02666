namespace EdgeNoc.Agent.Detection.Pon;

/// <summary>How ONUs came back: light returns to all at once, power to each box in its own time.</summary>
internal static class ReturnPattern
{
    private const int Enough = 3;

    // A repaired trunk registers 64 ONUs within a few seconds; boxes that start take from half a minute to two.
    private static readonly TimeSpan Staggered = TimeSpan.FromSeconds(20);

    /// <summary>True when most of them registered anew, one by one. What never left, and what the OLT does not time, is no evidence.</summary>
    /// <param name="registered">When each did, as far as the OLT says.</param>
    /// <param name="back">How many came back.</param>
    public static bool IsOfPower(IReadOnlyCollection<TimeSpan> registered, int back)
    {
        if (registered.Count < Enough || registered.Count * 2 < back) return false;
        // The first and last tenth are left out: one slow box makes no power cut.
        var times = registered.Order().ToList();
        var cut = times.Count < 5 ? 0 : (times.Count + 9) / 10;
        return times[^(cut + 1)] - times[cut] >= Staggered;
    }
}
