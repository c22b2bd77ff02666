namespace EdgeNoc.Collector.Updates;

/// <summary>How far a version may go at a time.</summary>
internal static class Rings
{
    /// <summary>Machines in the office.</summary>
    public const string Bench = "bench";

    /// <summary>One POP.</summary>
    public const string First = "first";
    public const string All = "all";

    public static IReadOnlyList<string> Names { get; } = [Bench, First, All];

    /// <summary>Null after the last one.</summary>
    public static string? After(string ring) => ring switch
    {
        Bench => First,
        First => All,
        _ => null,
    };
}
