namespace EdgeNoc.Agent.Detection.Boxes;

/// <summary>When a supply is low, by what it seems to be: nobody tells the agent on what a box runs.</summary>
internal static class SupplyVoltage
{
    // A lead battery of 12 V under load: 11.5 V is a fifth of its charge, 12.2 V a half. 24 and 48 V are two and four of them.
    private const double LowOf12 = 11.5;
    private const double FairOf12 = 12.2;

    /// <summary>Where it raises and clears; null for a supply that is none of 12, 24 and 48 V.</summary>
    /// <param name="highestV">The highest that was measured.</param>
    public static (double Raise, double Clear)? Limits(double highestV) => highestV switch
    {
        >= 10 and <= 16 => (LowOf12, FairOf12),
        >= 20 and <= 32 => (LowOf12 * 2, FairOf12 * 2),
        >= 40 and <= 60 => (LowOf12 * 4, FairOf12 * 4),
        _ => null,
    };
}
