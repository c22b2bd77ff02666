using EdgeNoc.Collector.Channels;

namespace EdgeNoc.Collector.Delivery;

/// <summary>How long to wait after the n-th failure in a row.</summary>
internal static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>1 s, 2 s, 4 s … 5 min, each up to half shorter, so that what failed together does not come back together.</summary>
    public static TimeSpan After(long failures, TimeSpan? asked, Random random)
    {
        var full = failures > 9 ? Longest : First * Math.Pow(2, Math.Max(0, failures - 1));
        var wait = (full < Longest ? full : Longest) * (1 - (random.NextDouble() / 2));
        return asked > wait ? asked.Value : wait;
    }
}
