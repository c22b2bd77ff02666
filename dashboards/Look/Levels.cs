namespace EdgeNoc.Dashboards.Look;

/// <summary>A colour from a value on.</summary>
/// <param name="From">Null: from the least value there is.</param>
/// <param name="Colour">One of <see cref="Colours"/>.</param>
internal sealed record Step(double? From, string Colour);

/// <summary>From which value on a figure is good, doubtful or bad. What raises an alert is the same here as at the agent; a test holds that.</summary>
internal static class Levels
{
    public const double OnuRxLow = -27;
    public const double OnuRxClear = -25.5;
    public const double OpticRxLow = -18;
    public const double OpticRxClear = -16;
    public const double CpuHigh = 90;
    public const double CpuClear = 75;
    public const double MemoryHigh = 90;
    public const double MemoryClear = 85;
    public const double BoxTempHigh = 75;
    public const double BoxTempClear = 70;
    public const double OnuTempHigh = 65;
    public const double OnuTempClear = 60;
    public const double LatencyHigh = 150;
    public const double LatencyClear = 100;
    public const double UtilisationHigh = 90;
    public const double UtilisationClear = 80;
    public const double PoolHigh = 90;
    public const double PoolClear = 85;
    public const double PoolExhausted = 99;

    public static IReadOnlyList<Step> Rx { get; } = Falling(OnuRxClear, OnuRxLow);

    public static IReadOnlyList<Step> OpticRx { get; } = Falling(OpticRxClear, OpticRxLow);

    public static IReadOnlyList<Step> Cpu { get; } = Rising(CpuClear, CpuHigh);

    public static IReadOnlyList<Step> Memory { get; } = Rising(MemoryClear, MemoryHigh);

    public static IReadOnlyList<Step> BoxTemperature { get; } = Rising(BoxTempClear, BoxTempHigh);

    public static IReadOnlyList<Step> OnuTemperature { get; } = Rising(OnuTempClear, OnuTempHigh);

    public static IReadOnlyList<Step> Latency { get; } = Rising(LatencyClear, LatencyHigh);

    public static IReadOnlyList<Step> Utilisation { get; } = Rising(UtilisationClear, UtilisationHigh);

    public static IReadOnlyList<Step> Pool { get; } = [new(null, Colours.Good), new(PoolClear, Colours.Mild), new(PoolHigh, Colours.Medium), new(PoolExhausted, Colours.Bad)];

    /// <summary>A count of what should not be.</summary>
    public static IReadOnlyList<Step> Trouble(string colour = Colours.Bad) => [new(null, Colours.Good), new(1, colour)];

    /// <summary>Up is 1; a mean between is both.</summary>
    public static IReadOnlyList<Step> Up { get; } = [new(null, Colours.Bad), new(0.5, Colours.Medium), new(1, Colours.Good)];

    /// <summary>How many are missing; less than one is one that was away for a part of the time.</summary>
    public static IReadOnlyList<Step> Missing { get; } = [new(null, Colours.Good), new(0.001, Colours.Medium), new(1, Colours.Bad)];

    /// <summary>A share of time, in per cent.</summary>
    public static IReadOnlyList<Step> Availability { get; } = [new(null, Colours.Bad), new(99, Colours.Medium), new(99.5, Colours.Mild), new(99.9, Colours.Good)];

    /// <summary>Seconds that something waits.</summary>
    public static IReadOnlyList<Step> Waiting { get; } = Rising(60, 300);

    public static IReadOnlyList<Step> One(string colour) => [new(null, colour)];

    private static IReadOnlyList<Step> Rising(double doubtful, double bad) => [new(null, Colours.Good), new(doubtful, Colours.Mild), new(bad, Colours.Bad)];

    // A level that raises is itself bad, and the next step begins just above it.
    private static IReadOnlyList<Step> Falling(double good, double bad) => [new(null, Colours.Bad), new(bad + 0.001, Colours.Mild), new(good, Colours.Good)];
}
