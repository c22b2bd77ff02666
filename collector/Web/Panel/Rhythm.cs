namespace EdgeNoc.Collector.Web.Panel;

/// <summary>The rhythm of a lamp over three seconds, as it is drawn: what one cannot see blinking, one sees as bars. Pure.</summary>
internal static class Rhythm
{
    /// <summary>In seconds.</summary>
    public const double Length = 3;

    /// <summary>When it is lit, as begin and end in seconds.</summary>
    public static IReadOnlyList<(double From, double To)> Of(string pattern) => pattern switch
    {
        "steady" => [(0, Length)],
        "slow_blink" => Repeat(1.5, 0.75, 0),
        "double_blink" => Repeat(1.5, 0.15, 0, 0.3),
        "fast" => Repeat(0.3, 0.15, 0),
        _ => [],
    };

    private static IReadOnlyList<(double From, double To)> Repeat(double period, double lit, params IReadOnlyList<double> starts) =>
        [.. Enumerable.Range(0, (int)Math.Round(Length / period)).SelectMany(n => starts.Select(start => ((n * period) + start, (n * period) + start + lit)))];
}
