namespace EdgeNoc.Agent.Cabinet.Board;

/// <summary>The bits of a Raspberry Pi's <c>get_throttled</c>.</summary>
internal static class Throttling
{
    public const long SupplyLowNow = 1 << 0;
    public const long SlowedNow = 1 << 2;

    /// <summary>Since the start, also between two looks.</summary>
    public const long SupplyWasLow = 1 << 16;

    public const long WasSlowed = 1 << 18;
}
