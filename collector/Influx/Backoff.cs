namespace EdgeNoc.Collector.Influx;

/// <summary>How long to wait before the next attempt.</summary>
internal static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Doubles from 250 ms to 10 s, each shortened by up to half so that many collectors do not come back at once; what the database asks for counts
    /// if longer.
    /// </summary>
    /// <param name="attempt">Failed attempts so far, from 1.</param>
    /// <param name="retryAfter">What the database asked for, taken up to 5 min.</param>
    /// <param name="random">Spreads the waits.</param>
    public static TimeSpan Next(int attempt, TimeSpan? retryAfter, Random random)
    {
        var doubled = First * Math.Pow(2, Math.Clamp(attempt - 1, 0, 10));
        var bounded = doubled < Longest ? doubled : Longest;
        var jittered = bounded * (1 - (random.NextDouble() / 2));
        if (retryAfter is not { } asked) return jittered;
        var polite = asked < LongestAsked ? asked : LongestAsked;
        return polite > jittered ? polite : jittered;
    }
}
