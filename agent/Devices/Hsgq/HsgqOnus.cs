using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Hsgq;

/// <summary>
/// ONUs out of any list of the API, EPON's or GPON's: the fields tell what is there. <c>work_temprature</c> is spelt so by most firmware, right by some.
/// </summary>
internal static partial class HsgqOnus
{
    private static readonly string[] States = ["status", "rstate", "run_state", "onu_status"];

    public static PollResult Parse(ReadOnlyMemory<byte> answer)
    {
        var (objects, error) = HsgqJson.Read(answer);
        if (error is not null) return new PollResult.Failed(error);
        var onus = new OnuList(hasStates: objects.Any(row => row.Keys.Any(key => States.Contains(key, StringComparer.OrdinalIgnoreCase))));
        foreach (var row in objects)
        {
            if (Id(row) is not { } id) continue;
            if (Read(id, row) is { } onu) onus.Add(onu);
            else onus.Dropped++;
        }

        return objects.Count == 0 || onus.Count > 0 ? new PollResult.Read(onus.ToReading()) : new PollResult.Failed(HsgqErrors.Without("list of ONUs"));
    }

    /// <summary>The ONU a row is about; null for a row about something else.</summary>
    private static (string Pon, string Onu)? Id(IReadOnlyDictionary<string, string> row) =>
        Of(row, "port_id", "pon_id") is { } pon && NumberPattern().IsMatch(pon) && Of(row, "onu_id", "ont_id") is { } onu && NumberPattern().IsMatch(onu) ? (pon, onu) : null;

    private static OnuRecord? Read((string Pon, string Onu) id, IReadOnlyDictionary<string, string> row)
    {
        var rx = CliValue.RxDbm(Of(row, "receive_power", "rx_power"));
        if (State(row, rx) is not { } state) return null;
        return new OnuRecord
        {
            Pon = id.Pon,
            Onu = id.Onu,
            Status = state.Status,
            Reason = state.Reason,
            Name = CliValue.Text(Of(row, "onu_name", "ont_name", "onu_description", "ont_description")),
            Mac = CliValue.Mac(Of(row, "macaddr", "mac")),
            Serial = CliValue.Text(Of(row, "ont_sn", "onu_sn", "sn")),
            Auth = Of(row, "auth_state") switch { "1" => "Activate", "0" => "Deactivate", _ => null },
            DistanceM = CliValue.Metres(Of(row, "distance")),
            RxDbm = rx,
            TxDbm = CliValue.TxDbm(Of(row, "transmit_power", "tx_power")),
            OltRxDbm = CliValue.OltRxDbm(Of(row, "olt_rxpower", "olt_rx_power")),
            TempC = CliValue.TempC(Of(row, "work_temprature", "work_temperature")),
            VoltageV = CliValue.VoltageV(Of(row, "work_voltage")),
            BiasMa = CliValue.BiasMa(Of(row, "transmit_bias")),
        };
    }

    /// <summary>A list of levels says nothing of the status: who has a level is up.</summary>
    private static (OnuStatus Status, OnuReason? Reason)? State(IReadOnlyDictionary<string, string> row, double? rx) =>
        Of(row, States) is { } word
            ? HsgqWords.Judge(word, Of(row, "last_down_reason", "last_d_cause", "down_reason"))
            : (rx is null ? OnuStatus.Unknown : OnuStatus.Up, null);

    private static string? Of(IReadOnlyDictionary<string, string> row, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (row.TryGetValue(key, out var value) && value.Length > 0) return value.Trim();
        }

        return null;
    }

    [GeneratedRegex(@"^\d{1,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();
}
