using EdgeNoc.Agent.Thresholds;

namespace EdgeNoc.Agent.Detection.Levels;

/// <summary>What is held of a measured level between polls.</summary>
/// <param name="IsRaised">Its alert stands.</param>
/// <param name="Count">Polls in a row that would change that.</param>
/// <param name="Since">When it was first seen beyond the limit.</param>
/// <param name="Worst">The farthest beyond it.</param>
/// <param name="Missed">Polls in a row that should have shown it and did not.</param>
internal readonly record struct Level(bool IsRaised, int Count, DateTimeOffset Since, double Worst, int Missed = 0);

/// <summary>What a sample changed.</summary>
internal enum LevelChange
{
    None,
    Raised,
    Cleared,
}

/// <summary>A level with hysteresis: a pure function of what was held and what was measured.</summary>
/// <remarks>
/// <code>
/// well ──beyond raise × samples──► raised ──on the good side of clear × samples──► well        between the two nothing changes
/// </code>
/// Where the raising level is below the clearing one (a level in dBm, a voltage), low is bad.
/// </remarks>
internal static class LevelRules
{
    /// <summary>One sample; <c>default</c> is held of what is well.</summary>
    public static (Level Next, LevelChange Change) Step(Level held, double value, KindRule rule, DateTimeOffset now)
    {
        var lowIsBad = rule.Clear > rule.Raise;
        var samples = Math.Max(1, rule.Samples);
        if (!held.IsRaised)
        {
            if (lowIsBad ? value > rule.Raise : value < rule.Raise) return (default, LevelChange.None);
            var first = held.Count == 0 ? new Level(false, 0, now, value) : held;
            var seen = first with { Count = first.Count + 1, Worst = Worse(first.Worst, value, lowIsBad) };
            return seen.Count < samples ? (seen, LevelChange.None) : (seen with { IsRaised = true, Count = 0 }, LevelChange.Raised);
        }

        var isGood = lowIsBad ? value >= rule.Clear : value <= rule.Clear;
        var next = held with { Count = isGood ? held.Count + 1 : 0, Worst = Worse(held.Worst, value, lowIsBad), Missed = 0 };
        return next.Count < samples ? (next, LevelChange.None) : (next, LevelChange.Cleared);
    }

    private static double Worse(double left, double right, bool lowIsBad) => lowIsBad ? Math.Min(left, right) : Math.Max(left, right);
}
