using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.ZteCli;

/// <summary><c>show pon power …</c>: levels, of a PON's ONUs one a row, or of one ONU both ways. An ONU whose level is read now is up.</summary>
internal static partial class ZtePower
{
    public static PollResult ParseOnuRx(CommandAnswer answer) => Rows(answer, (onu, cell) => onu with { RxDbm = CliValue.RxDbm(cell) });

    public static PollResult ParseOnuTx(CommandAnswer answer) => Rows(answer, (onu, cell) => onu with { TxDbm = CliValue.TxDbm(cell) });

    /// <summary>What the OLT hears of each ONU. Its heading reads like that of <c>onu-rx</c>: only the command tells them apart.</summary>
    public static PollResult ParseOltRx(CommandAnswer answer) => Rows(answer, (onu, cell) => onu with { OltRxDbm = CliValue.OltRxDbm(cell) });

    /// <summary>
    /// <c>show pon power attenuation gpon-onu_1/1/1:1</c>: up is from the ONU to the OLT, so the ONU receives in the row <c>down</c>. The answer does not
    /// name the ONU, the command does.
    /// </summary>
    public static PollResult ParseAttenuation(CommandAnswer answer)
    {
        var id = ZteOnuId.In(answer.Command) ?? answer.Lines.Select(ZteOnuId.In).FirstOrDefault(found => found is not null);
        double? oltRx = null, onuTx = null, onuRx = null;
        var rows = 0;
        foreach (var line in answer.Lines)
        {
            if (AttenuationPattern().Match(line) is not { Success: true } row) continue;
            rows++;
            var up = row.Groups["way"].Value.Equals("up", StringComparison.OrdinalIgnoreCase);
            if (up) (oltRx, onuTx) = (CliValue.OltRxDbm(row.Groups["olt"].Value), CliValue.TxDbm(row.Groups["onu"].Value));
            else onuRx = CliValue.RxDbm(row.Groups["onu"].Value);
        }

        if (rows == 0) return new PollResult.Failed(AnswerErrors.Without(answer, "attenuation"));
        if (id is not { } named)
            return new PollResult.Failed(new(PollErrorKind.ParseFailed, "nothing says which ONU the levels are of", "give the command as it was sent: --command \"show pon power attenuation gpon-onu_1/1/1:1\""));
        var onus = new OnuList(hasStates: false);
        onus.Add(new OnuRecord { Pon = named.Pon, Onu = named.Onu, Status = onuRx is null && oltRx is null ? OnuStatus.Unknown : OnuStatus.Up, RxDbm = onuRx, TxDbm = onuTx, OltRxDbm = oltRx });
        return new PollResult.Read(onus.ToReading());
    }

    private static PollResult Rows(CommandAnswer answer, Func<OnuRecord, string, OnuRecord> set)
    {
        var onus = new OnuList(hasStates: false);
        foreach (var line in answer.Lines)
        {
            if (!ZteOnuId.TryRow(line, out var pon, out var onu, out var cells)) continue;
            if (cells.Length == 0)
            {
                onus.Dropped++;
                continue;
            }

            var record = set(new OnuRecord { Pon = pon, Onu = onu, Status = OnuStatus.Up }, cells[0]);
            onus.Add(record is { RxDbm: null, TxDbm: null, OltRxDbm: null } ? record with { Status = OnuStatus.Unknown } : record);
        }

        return onus.ToResult(answer, "levels");
    }

    // up      Rx :-20.241(dbm)      Tx:2.423(dbm)        22.664(dB)
    [GeneratedRegex(@"^\s*(?<way>up|down)\s+[RT]x\s*:\s*(?<olt>\S+)\s+[RT]x\s*:\s*(?<onu>\S+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex AttenuationPattern();
}
