using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Metered;

/// <summary>Whether a row says something that the office does not know yet. Pure.</summary>
internal static class Change
{
    /// <summary>Readings of one fibre waver by some tenths; a connector or a bend costs more than this.</summary>
    public const double RxStepDb = 1.0;

    /// <param name="told">The last row that was sent since the connection began; null when there was none: that is a change.</param>
    /// <param name="now">The row at hand. One without optics says nothing about them.</param>
    public static bool Is(OnuRecord? told, OnuRecord now) =>
        told is null || told.Status != now.Status || told.Reason != now.Reason || told.Name != now.Name || told.Mac != now.Mac || told.Serial != now.Serial
        || IsStep(told.RxDbm, now.RxDbm) || IsStep(told.OltRxDbm, now.OltRxDbm);

    /// <summary>A customer's terminal that is pinged: whether it answers, and what it is called.</summary>
    public static bool Is(DeviceRecord? told, DeviceRecord now) => told is null || told.Up != now.Up || told.Error != now.Error || told.Name != now.Name;

    private static bool IsStep(double? told, double? now) => now is { } level && (told is not { } before || Math.Abs(level - before) >= RxStepDb);
}
