using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.SmartAxCli;

/// <summary><c>display ont optical-info 0/1/0 all</c>: a row an ONT, its columns as the heading names them; of a single ONT a list of facts.</summary>
internal static partial class OntOptics
{
    private static readonly string[] Usual = ["id", "rx", "tx", "oltrx", "temp", "voltage", "bias", "distance"];

    public static PollResult Parse(CommandAnswer answer)
    {
        var onus = new OnuList(hasStates: false);
        var port = SmartAxPort.OfCommand(answer.Command);
        IReadOnlyList<string> columns = Usual;
        foreach (var line in answer.Lines)
        {
            if (Heading(line) is { } heading)
            {
                columns = heading;
                continue;
            }

            if (line.StartsWith("In port", StringComparison.OrdinalIgnoreCase) && SmartAxPort.Read(line[7..].Split(',')[0]) is { } named) port = named;
            if (RowPattern().Match(line) is not { Success: true } row) continue;
            port = row.Groups["port"].Success ? SmartAxPort.Read(row.Groups["port"].Value) ?? port : port;
            onus.Add(Record(port, row.Groups["id"].Value, columns, row.Groups["cells"].Value.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)));
        }

        if (onus.Count == 0 && Single(answer, port) is { } single) onus.Add(single);
        return onus.ToResult(answer, "levels of ONTs");
    }

    private static OnuRecord Record(string port, string id, IReadOnlyList<string> columns, string[] cells)
    {
        var record = Filled(new OnuRecord { Pon = port, Onu = id, Status = OnuStatus.Up }, Cell);
        return record.RxDbm is null && record.TxDbm is null && record.OltRxDbm is null ? record with { Status = OnuStatus.Unknown } : record;

        string? Cell(string column)
        {
            var place = columns.ToList().IndexOf(column) - 1;
            return place >= 0 && place < cells.Length ? cells[place] : null;
        }
    }

    private static OnuRecord Filled(OnuRecord onu, Func<string, string?> cell) => onu with
    {
        RxDbm = CliValue.RxDbm(cell("rx")),
        TxDbm = CliValue.TxDbm(cell("tx")),
        OltRxDbm = CliValue.OltRxDbm(cell("oltrx")),
        TempC = CliValue.TempC(cell("temp")),
        VoltageV = CliValue.VoltageV(cell("voltage")),
        BiasMa = CliValue.BiasMa(cell("bias")),
        DistanceM = CliValue.Metres(cell("distance")),
    };

    /// <summary>The first line of a heading: <c>ONT  Rx power  Tx power  OLT Rx ONT  Temperature  Voltage  Current  Distance</c>, some of them left out by older versions.</summary>
    private static List<string>? Heading(string line)
    {
        if (!line.Contains("Rx power", StringComparison.OrdinalIgnoreCase) || line.Contains(':', StringComparison.Ordinal)) return null;
        var columns = ColumnPattern().Matches(line).Select(column => column.Value.ToUpperInvariant() switch
        {
            "RX POWER" => "rx",
            "TX POWER" => "tx",
            "TEMPERATURE" => "temp",
            "VOLTAGE" => "voltage",
            "CURRENT" => "bias",
            "DISTANCE" => "distance",
            ['O', 'L', 'T', ..] => "oltrx",
            _ => "id",
        }).ToList();
        return columns.Count > 1 && columns[0] == "id" ? columns : null;
    }

    /// <summary>Of one ONT: <c>Rx optical power(dBm) : -20.31</c>; which one, only the command says.</summary>
    private static OnuRecord? Single(CommandAnswer answer, string port)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in answer.Lines)
        {
            if (FactPattern().Match(line) is not { Success: true } fact) continue;
            var key = fact.Groups["key"].Value.ToUpperInvariant();
            var column = key switch
            {
                _ when key.StartsWith("OLT RX", StringComparison.Ordinal) => "oltrx",
                _ when key.StartsWith("RX OPTICAL", StringComparison.Ordinal) => "rx",
                _ when key.StartsWith("TX OPTICAL", StringComparison.Ordinal) => "tx",
                _ when key.StartsWith("LASER BIAS", StringComparison.Ordinal) => "bias",
                _ when key.StartsWith("TEMPERATURE", StringComparison.Ordinal) => "temp",
                _ when key.StartsWith("VOLTAGE", StringComparison.Ordinal) => "voltage",
                _ => "",
            };
            facts.TryAdd(column, fact.Groups["value"].Value);
        }

        if (!facts.ContainsKey("rx")) return null;
        var record = Filled(new OnuRecord { Pon = port, Onu = LastNumber().Match(answer.Command) is { Success: true } number ? number.Value : "0", Status = OnuStatus.Up }, facts.GetValueOrDefault);
        return record.RxDbm is null ? record with { Status = OnuStatus.Unknown } : record;
    }

    [GeneratedRegex(@"OLT\s+Rx(?:\s+ONT)?|Rx power|Tx power|Temperature|Voltage|Current|Distance|\bONT(?:-?ID)?\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ColumnPattern();

    //     0  -24.68    3.68      -22.68      38           3.200    6        171
    [GeneratedRegex(@"^\s*(?:(?<port>\d{1,3}/\s?\d{1,3}/\s?\d{1,3})\s+)?(?<id>\d{1,5})\s+(?<cells>(?:-?\d[\d.]{0,8}|-{1,2}|N/A|\?)(?:\s+(?:-?\d[\d.]{0,8}|-{1,2}|N/A|\?)){1,9})\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"^\s*(?<key>[A-Za-z][A-Za-z ]{3,40}?)\s*(?:\([^)]{1,8}\))?\s*:\s*(?<value>\S+)\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FactPattern();

    [GeneratedRegex(@"(?<=\s)\d{1,5}(?=\s*(?:\{[^}]*\})?\s*$)", RegexOptions.CultureInvariant)]
    private static partial Regex LastNumber();
}
