using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Devices.Records;

/// <summary>What one poll of one device returned. Sections that the device does not have stay empty; a driver adds a section here, not a dictionary.</summary>
public sealed record Reading
{
    /// <summary>Facts about the box itself; null when the poll asked only about its parts.</summary>
    public DeviceRecord? Device { get; init; }

    public IReadOnlyList<PonRecord> Pons { get; init; } = [];

    public IReadOnlyList<OnuRecord> Onus { get; init; } = [];

    /// <summary>
    /// The PONs whose ONUs this poll read whole: only there does an ONU that is not listed count as absent. Null: all of them. A poll that did not ask for
    /// ONUs, or got only pieces, gives an empty set.
    /// </summary>
    public IReadOnlySet<string>? CompletePons { get; init; }

    /// <summary>Entities of ONUs, <c>onu/0/3:17</c>, whose loss the device's log announced: one poll that agrees confirms it. Null: none.</summary>
    public IReadOnlySet<string>? Announced { get; init; }

    public IReadOnlyList<InterfaceRecord> Interfaces { get; init; } = [];

    public IReadOnlyList<OpticRecord> Optics { get; init; } = [];

    public IReadOnlyList<BoardRecord> Boards { get; init; } = [];

    public IReadOnlyList<SensorRecord> Sensors { get; init; } = [];

    public IReadOnlyList<SessionsRecord> Sessions { get; init; } = [];

    public IReadOnlyList<QueueRecord> Queues { get; init; } = [];

    public IReadOnlyList<IpPoolRecord> IpPools { get; init; } = [];

    public IReadOnlyList<BgpPeerRecord> BgpPeers { get; init; } = [];

    /// <summary>What the box itself holds active; null when this poll did not ask.</summary>
    public IReadOnlyList<AlarmRecord>? Alarms { get; init; }

    /// <summary>Devices of their own that were asked in the same go, as a group of ONTs is.</summary>
    public IReadOnlyList<MemberRecord> Members { get; init; } = [];

    /// <summary>Lists of the device that leave as snapshots.</summary>
    public IReadOnlyList<DeviceTable> Tables { get; init; } = [];

    /// <summary>Rows or fields that were there but made no sense, and were left out.</summary>
    public int Dropped { get; init; }

    /// <summary>What works but should not stay so, each in a sentence with its remedy: for the verb <c>check</c>.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Every point of the reading but those of devices.</summary>
    public IEnumerable<IPoint> Parts() => [.. Onus, .. Pons, .. Interfaces, .. Optics, .. Boards, .. Sensors, .. Sessions, .. Queues, .. IpPools, .. BgpPeers];
}

/// <summary>A device that was polled as one of a group.</summary>
/// <param name="Device">Its own id.</param>
public sealed record MemberRecord(string Device, DeviceRecord Record);
