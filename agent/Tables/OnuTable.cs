using System.Collections.Frozen;
using System.Globalization;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Tables;

/// <summary>The table <c>onus</c> of an OLT: every OLT has it, whatever its driver. Remembers who is on which PON, so that a PON that could not be read empties nothing.</summary>
internal sealed class OnuTable
{
    public const string Name = "onus";

    private static readonly (string Name, Func<OnuRecord, string?> Cell)[] Fixed =
    [
        ("entity", onu => onu.Entity),
        ("pon", onu => onu.Pon),
        ("onu", onu => onu.Onu),
        ("name", onu => onu.Name),
        ("mac", onu => onu.Mac),
        ("serial", onu => onu.Serial),
        ("status", onu => OnuRecord.Word(onu.Status)),
        ("reason", onu => onu.Reason is { } reason ? OnuRecord.Word(reason) : null),
        ("auth", onu => onu.Auth),
        ("ctc", onu => onu.Ctc),
        ("deregisters", onu => Text(onu.Deregisters)),
    ];

    // The distance is measured anew with every poll and moves by some metres.
    private static readonly (string Name, Func<OnuRecord, string?> Cell)[] Moving =
    [
        ("distance_m", onu => Text(onu.DistanceM)),
        ("rx_dbm", onu => Text(onu.RxDbm)),
        ("tx_dbm", onu => Text(onu.TxDbm)),
        ("olt_rx_dbm", onu => Text(onu.OltRxDbm)),
        ("temp_c", onu => Text(onu.TempC)),
        ("voltage_v", onu => Text(onu.VoltageV)),
        ("bias_ma", onu => Text(onu.BiasMa)),
        ("online_s", onu => Text(onu.OnlineS)),
    ];

    private static readonly (string Name, Func<OnuRecord, string?> Cell)[] All = [.. Fixed, .. Moving];
    private static readonly string[] Columns = [.. All.Select(column => column.Name)];
    private static readonly FrozenSet<string> Volatile = Moving.Select(column => column.Name).ToFrozenSet(StringComparer.Ordinal);

    private IReadOnlyList<OnuRecord> _last = [];

    /// <summary>The table after a reading; null when the reading is not about ONUs.</summary>
    public DeviceTable? Read(Reading reading)
    {
        if (reading.CompletePons is { Count: 0 } && reading.Onus.Count == 0) return null;
        if (reading.CompletePons is null && reading.Onus.Count == 0 && _last.Count == 0) return null;
        _last = Merge(_last, reading);
        return new DeviceTable(Name, Columns, Volatile, [.. _last.Select(Row)]);
    }

    /// <summary>What is not known of a PON now is not guessed: its ONUs keep what they are and lose how they are.</summary>
    internal static IReadOnlyList<OnuRecord> Merge(IReadOnlyList<OnuRecord> last, Reading reading)
    {
        if (reading.CompletePons is not { } complete) return reading.Onus;
        var listed = reading.Onus.Select(onu => onu.Entity).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. reading.Onus,
            .. last.Where(onu => !complete.Contains(onu.Pon) && !listed.Contains(onu.Entity)).Select(onu => new OnuRecord
            {
                Pon = onu.Pon, Onu = onu.Onu, Status = OnuStatus.Unknown, Name = onu.Name, Mac = onu.Mac, Serial = onu.Serial,
            }),
        ];
    }

    private static IReadOnlyList<string> Row(OnuRecord onu)
    {
        var cells = new string[All.Length];
        for (var i = 0; i < cells.Length; i++) cells[i] = All[i].Cell(onu) ?? "";
        return cells;
    }

    private static string? Text(double? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(long? value) => value?.ToString(CultureInfo.InvariantCulture);
}
