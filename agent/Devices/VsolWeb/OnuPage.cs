using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.HiosoEpon;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.VsolWeb;

/// <summary>Any page with a table of ONUs: <c>onuauthinfo</c>, <c>onustatusinfo</c>, <c>onuopmdiag</c>. The last lists only ONUs that are online.</summary>
internal static partial class OnuPage
{
    /// <summary>What the boxes show for a dead rail: 6.55 V, 131.07 mA and +8.16 dBm are registers full of ones.</summary>
    private const double DeadVoltageV = 6.5, DeadBiasMa = 131, DeadTxDbm = 8.1;

    public static PollResult Parse(string html)
    {
        var tables = HtmlTables.Read(html);
        // The page of levels lists none that is down.
        var onus = new OnuList(hasStates: tables.Any(table => table.Any(row => OnuColumns.Read(row)?.Contains(OnuColumn.Status) == true)));
        var headings = 0;
        foreach (var table in tables)
        {
            OnuColumn[]? columns = null;
            foreach (var row in table)
            {
                if (columns is null)
                {
                    columns = OnuColumns.Read(row);
                    if (columns is not null) headings++;
                }
                else if (IdPattern().Match(Cell(row, columns, OnuColumn.Id) ?? "") is { Success: true } id)
                {
                    if (Read(id, row, columns) is { } onu) onus.Add(onu);
                    else onus.Dropped++;
                }
            }
        }

        // A box without ONUs shows the heading alone.
        return headings > 0 ? new PollResult.Read(onus.ToReading()) : new PollResult.Failed(VsolErrors.Without(html, "table of ONUs"));
    }

    private static OnuRecord? Read(Match id, string[] row, OnuColumn[] columns)
    {
        var hasStatus = columns.Contains(OnuColumn.Status);
        if ((hasStatus ? VsolWords.Judge(Cell(row, columns, OnuColumn.Status) ?? "", Cell(row, columns, OnuColumn.Reason)) : (OnuStatus.Up, null)) is not { } state) return null;
        var distance = CliValue.Metres(Cell(row, columns, OnuColumn.Distance));
        var onu = new OnuRecord
        {
            Pon = id.Groups["pon"].Value,
            Onu = id.Groups["onu"].Value,
            Status = state.Status,
            Reason = state.Reason,
            Mac = CliValue.Mac(Cell(row, columns, OnuColumn.Mac)),
            Serial = SerialPattern().IsMatch(Cell(row, columns, OnuColumn.Serial) ?? "") ? Cell(row, columns, OnuColumn.Serial) : null,
            Name = CliValue.Text(Cell(row, columns, OnuColumn.Name)),
            Auth = CliValue.Text(Cell(row, columns, OnuColumn.Auth)),
            Ctc = CliValue.Text(Cell(row, columns, OnuColumn.Exchange)),
            OnlineS = Alive(Cell(row, columns, OnuColumn.OnlineS)),
            DistanceM = distance ?? OnuRow.Distance(CliValue.Between(Cell(row, columns, OnuColumn.Rtt), 0, 100_000)),
        };
        return WithOptics(onu, row, columns);
    }

    private static OnuRecord WithOptics(OnuRecord onu, string[] row, OnuColumn[] columns)
    {
        var (voltage, bias, tx) = (CliValue.VoltageV(Cell(row, columns, OnuColumn.Voltage)), CliValue.BiasMa(Cell(row, columns, OnuColumn.Bias)), CliValue.TxDbm(Cell(row, columns, OnuColumn.Tx)));
        if (columns.Contains(OnuColumn.Voltage) && (voltage is null or >= DeadVoltageV || bias >= DeadBiasMa || tx >= DeadTxDbm)) return onu;
        return onu with { RxDbm = CliValue.RxDbm(Cell(row, columns, OnuColumn.Rx)), TxDbm = tx, TempC = CliValue.TempC(Cell(row, columns, OnuColumn.Temperature)), VoltageV = voltage, BiasMa = bias };
    }

    private static string? Cell(string[] row, OnuColumn[] columns, OnuColumn column) =>
        Array.IndexOf(columns, column) is >= 0 and var place && place < row.Length && row[place].Length <= 256 ? row[place] : null;

    /// <summary><c>1d 02:03:04</c>, <c>02:03:04</c>, or as the command lines write it.</summary>
    private static long? Alive(string? text)
    {
        if (text is null || ClockPattern().Match(text) is not { Success: true } clock) return CliValue.Seconds(text);
        return (Part("d") * 86_400) + (Part("h") * 3600) + (Part("m") * 60) + Part("s");

        long Part(string unit) => clock.Groups[unit] is { Success: true, ValueSpan: var digits } ? long.Parse(digits) : 0;
    }

    [GeneratedRegex(@"^(?:[EG]PON)?(?<pon>\d{1,3}(?:/\d{1,3}){1,2}):(?<onu>\d{1,4})$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^[A-Za-z]{4}[0-9A-Fa-f]{8}$", RegexOptions.CultureInvariant)]
    private static partial Regex SerialPattern();

    [GeneratedRegex(@"^(?:(?<d>\d{1,5})\s*d(?:ays?)?[\s,]*)?(?<h>\d{1,6}):(?<m>\d{1,2}):(?<s>\d{1,2})$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex ClockPattern();
}
