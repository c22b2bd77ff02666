using System.Globalization;
using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.SmartAxCli;

/// <summary><c>display ont info summary 0/1/0</c>: two tables a port, states first and serial numbers with levels behind them, joined by the ONT's number. Many ports may follow each other.</summary>
internal static partial class OntSummary
{
    public static PollResult Parse(CommandAnswer answer)
    {
        var onus = new OnuList();
        var sums = new Dictionary<string, (long Total, long Online)>(StringComparer.Ordinal);
        var port = SmartAxPort.OfCommand(answer.Command);
        foreach (var line in answer.Lines)
        {
            if (PortPattern().Match(line) is { Success: true } heading)
            {
                port = $"{heading.Groups["frame"].Value}/{heading.Groups["slot"].Value}/{heading.Groups["port"].Value}";
                sums.TryAdd(port, (long.Parse(heading.Groups["total"].Value, CultureInfo.InvariantCulture), long.Parse(heading.Groups["online"].Value, CultureInfo.InvariantCulture)));
            }
            else if (StatePattern().Match(line) is { Success: true } state)
            {
                var (status, reason) = SmartAxWords.Judge(state.Groups["state"].Value, state.Groups["cause"].Value);
                onus.Add(new OnuRecord { Pon = port, Onu = state.Groups["id"].Value, Status = status, Reason = reason });
            }
            else if (FactsPattern().Match(line) is { Success: true } facts && !onus.Change(port, facts.Groups["id"].Value, onu => Complete(onu, facts)))
            {
                // Half of the answer was lost: a box with a level is alive, one without may be anything.
                var alone = Complete(new OnuRecord { Pon = port, Onu = facts.Groups["id"].Value, Status = OnuStatus.Up }, facts);
                onus.Add(alone.RxDbm is null ? alone with { Status = OnuStatus.Unknown } : alone);
            }
        }

        var result = onus.ToResult(answer, "states of ONTs");
        return result is PollResult.Failed && sums.Count > 0 && sums.Values.All(sum => sum.Total == 0)
            ? new PollResult.Read(new Reading { Pons = [.. sums.Keys.Select(empty => new PonRecord { Pon = empty, Total = 0, Online = 0, Offline = 0, PowerOff = 0, Los = 0 })] })
            : result is PollResult.Read { Reading: var reading } ? new PollResult.Read(Whole(reading, sums)) : result;
    }

    private static OnuRecord Complete(OnuRecord onu, Match facts) => onu with
    {
        Serial = CliValue.Text(facts.Groups["serial"].Value),
        DistanceM = CliValue.Metres(facts.Groups["distance"].Value),
        RxDbm = CliValue.RxDbm(facts.Groups["rx"].Value),
        TxDbm = CliValue.TxDbm(facts.Groups["tx"].Value),
        Name = CliValue.Text(facts.Groups["name"].Value),
    };

    /// <summary>A port counts as read whole only when as many rows came as it says that it has.</summary>
    private static Reading Whole(Reading reading, Dictionary<string, (long Total, long Online)> sums) => sums.Count == 0 ? reading : reading with
    {
        CompletePons = reading.Pons.Where(pon => sums.TryGetValue(pon.Pon, out var sum) && sum.Total == pon.Total).Select(pon => pon.Pon).ToHashSet(StringComparer.Ordinal),
        Pons = [.. reading.Pons, .. sums.Where(sum => sum.Value.Total == 0 && reading.Pons.All(pon => pon.Pon != sum.Key))
            .Select(sum => new PonRecord { Pon = sum.Key, Total = 0, Online = 0, Offline = 0, PowerOff = 0, Los = 0 })],
    };

    // In port 0/1/0, the total of ONTs are: 23, online: 23
    [GeneratedRegex(@"^\s*In port\s+(?<frame>\d{1,3})\s*/\s*(?<slot>\d{1,3})\s*/\s*(?<port>\d{1,3})\s*,.{0,40}?:\s*(?<total>\d{1,6})\s*,\s*online\s*:\s*(?<online>\d{1,6})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex PortPattern();

    // 1    offline 1/1/2000 00:00:00 01/01/2000 00:00:00 LOSi/LOBi; times may carry a zone or be a dash, and the cause is cut at 25 letters.
    [GeneratedRegex(@"^\s*(?<id>\d{1,5})\s+(?<state>online|offline|up|down)\b(?:\s+(?:[\d/\-.]{6,10}\s\d{1,2}:\d\d:\d\d\S*|-{1,2}(?=\s|$))){0,2}\s*(?<cause>.*)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex StatePattern();

    // 0   1234567890ABCDEF EG8145X6-10      1     -7.92/2.21   huawei_ont_0; the description may hold blanks, the type may be missing.
    [GeneratedRegex(@"^\s*(?<id>\d{1,5})\s+(?<serial>[0-9A-Za-z]{16}|[A-Za-z]{4}-?[0-9A-Fa-f]{8}|[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4})\s+(?:(?<type>\S.{0,40}?)\s+)?(?<distance>\d{1,6}|-)\s+(?<rx>-?\d{1,3}(?:\.\d+)?|-)\s?/\s?(?<tx>-?\d{1,3}(?:\.\d+)?|-)(?:\s+(?<name>\S.*))?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FactsPattern();
}
