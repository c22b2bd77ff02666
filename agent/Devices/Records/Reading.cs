using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Devices.Records;

/// <summary>What one poll of one device returned. Sections that the device does not have stay empty; a driver adds a section here, not a dictionary.</summary>
public sealed record Reading
{
    /// <summary>Facts about the box itself; null when the poll asked only about its parts.</summary>
    public DeviceRecord? Device { get; init; }

    public IReadOnlyList<PonRecord> Pons { get; init; } = [];

    public IReadOnlyList<OnuRecord> Onus { get; init; } = [];

    /// <summary>Rows or fields that were there but made no sense, and were left out.</summary>
    public int Dropped { get; init; }

    /// <summary>Every point of the reading but the device's own.</summary>
    public IEnumerable<IPoint> Parts() => Pons.Cast<IPoint>().Concat(Onus);
}
