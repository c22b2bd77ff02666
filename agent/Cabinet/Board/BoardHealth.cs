namespace EdgeNoc.Agent.Cabinet.Board;

/// <summary>What stands about the board. Pure.</summary>
/// <param name="Hot"><c>agent.temp_high</c> stands.</param>
/// <param name="HotLooks">Looks in a row that saw it too hot while it does not stand yet.</param>
/// <param name="SupplyLow"><c>agent.undervoltage</c> stands.</param>
/// <param name="SupplyLowAt">When the supply was last too low, on the clock of the caller.</param>
/// <param name="Bits">The bits of the last look; null before the first.</param>
internal sealed record BoardHealth(bool Hot, int HotLooks, bool SupplyLow, TimeSpan SupplyLowAt, long? Bits)
{
    /// <summary>A reading alone may be an odd one.</summary>
    public const int Confirming = 3;

    /// <summary>It must be so much cooler before it counts as cool.</summary>
    public const double CoolerC = 8;

    /// <summary>A supply that is too weak dips now and then; it is well when it did not for so long.</summary>
    public static readonly TimeSpan SupplyCalm = TimeSpan.FromMinutes(10);

    public static BoardHealth AtStart(bool hot, bool supplyLow) => new(hot, 0, supplyLow, TimeSpan.Zero, null);

    /// <param name="tempC">Of the processor; null where nothing says.</param>
    /// <param name="bits">See <see cref="Throttling"/>; null where nothing says.</param>
    /// <param name="hotC">What is too hot.</param>
    /// <param name="now">On a clock that only goes forward.</param>
    public BoardHealth Look(double? tempC, long? bits, double hotC, TimeSpan now)
    {
        var tooHot = tempC >= hotC;
        var looks = Hot ? 0 : tooHot ? HotLooks + 1 : 0;
        var hot = Hot ? !(tempC <= hotC - CoolerC) : looks >= Confirming;

        // That it was low before this run is an earlier run's news.
        var dipped = Bits is { } before && bits is { } after && (after & ~before & Throttling.SupplyWasLow) != 0;
        var low = (bits & Throttling.SupplyLowNow) is > 0 || dipped;
        var lowAt = low ? now : SupplyLowAt;
        return new BoardHealth(hot, looks, low || (SupplyLow && now - lowAt < SupplyCalm), lowAt, bits ?? Bits);
    }
}
