using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Cabinet.Page.Onus;

/// <summary>An ONU as the search shows it.</summary>
/// <param name="Device">Its OLT.</param>
/// <param name="Entity"><c>onu/0/3:17</c>.</param>
/// <param name="Pon">The OLT's name of its PON.</param>
/// <param name="Onu">Its number there.</param>
/// <param name="Status">The word of its status.</param>
/// <param name="SeenAt">When the OLT last told.</param>
internal sealed record OnuView(string Device, string Entity, string Pon, string Onu, string Status, DateTimeOffset SeenAt)
{
    public string? Name { get; init; }

    public string? Mac { get; init; }

    public string? Serial { get; init; }

    /// <summary>Why it is not up.</summary>
    public string? Reason { get; init; }

    public double? RxDbm { get; init; }

    public double? TxDbm { get; init; }

    /// <summary>What the OLT receives from it.</summary>
    public double? OltRxDbm { get; init; }

    /// <summary>When the levels were measured: some OLTs are asked for them every five minutes only.</summary>
    public DateTimeOffset? LevelsAt { get; init; }

    public long? DistanceM { get; init; }

    public static OnuView Of(string device, OnuRecord onu, Levels? levels, DateTimeOffset seenAt) => new(device, onu.Entity, onu.Pon, onu.Onu, OnuRecord.Word(onu.Status), seenAt)
    {
        Name = onu.Name,
        Mac = onu.Mac,
        Serial = onu.Serial,
        Reason = onu.Reason is { } reason ? OnuRecord.Word(reason) : null,
        RxDbm = levels?.RxDbm,
        TxDbm = levels?.TxDbm,
        OltRxDbm = levels?.OltRxDbm,
        LevelsAt = levels?.At,
        DistanceM = onu.DistanceM,
    };
}

/// <summary>What a search found.</summary>
/// <param name="Onus">The best matches.</param>
/// <param name="Found">All of them.</param>
internal sealed record OnuList(IReadOnlyList<OnuView> Onus, int Found);

/// <summary>What a poll on request gave.</summary>
/// <param name="TookMs">How long the OLT took.</param>
/// <param name="Onu">The ONU that was asked for, as it is now; null when the OLT no longer has it.</param>
internal sealed record OnuPolled(double TookMs, OnuView? Onu);

/// <summary>Optical levels as they were last measured.</summary>
/// <param name="Identity">MAC or serial: another ONU in the same slot has no level yet.</param>
internal sealed record Levels(double? RxDbm, double? TxDbm, double? OltRxDbm, DateTimeOffset At, string? Identity)
{
    /// <summary>Of a record; null when it has none.</summary>
    public static Levels? Of(OnuRecord onu, DateTimeOffset at) =>
        onu.RxDbm is null && onu.OltRxDbm is null && onu.TxDbm is null ? null : new Levels(onu.RxDbm, onu.TxDbm, onu.OltRxDbm, at, onu.Mac ?? onu.Serial);
}
