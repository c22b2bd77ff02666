using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.SmartAxCli;

/// <summary><c>display ont info</c>: of one ONT a list of facts, of a slot or port a row an ONT with a second table of their descriptions.</summary>
internal static partial class OntInfo
{
    public static PollResult Parse(CommandAnswer answer)
    {
        var onus = new OnuList();
        var facts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in answer.Lines)
        {
            if (RowPattern().Match(line) is { Success: true } row && SmartAxPort.Read(row.Groups["port"].Value) is { } port)
            {
                var (status, reason) = SmartAxWords.Judge(row.Groups["run"].Value, null);
                onus.Add(new OnuRecord { Pon = port, Onu = row.Groups["id"].Value, Status = status, Reason = reason, Serial = CliValue.Text(row.Groups["serial"].Value) });
            }
            else if (NamePattern().Match(line) is { Success: true } name && SmartAxPort.Read(name.Groups["port"].Value) is { } named)
            {
                onus.Change(named, name.Groups["id"].Value, onu => onu with { Name = onu.Name ?? CliValue.Text(name.Groups["name"].Value) });
            }
            else if (FactPattern().Match(line) is { Success: true } fact)
            {
                if (fact.Groups["key"].Value.Equals("F/S/P", StringComparison.OrdinalIgnoreCase)) Close(onus, facts);
                facts.TryAdd(fact.Groups["key"].Value, fact.Groups["value"].Value.Trim());
            }
        }

        Close(onus, facts);
        return onus.ToResult(answer, "description of an ONT");
    }

    private static void Close(OnuList onus, Dictionary<string, string> facts)
    {
        if (SmartAxPort.Read(facts.GetValueOrDefault("F/S/P", "")) is { } port && IdPattern().IsMatch(facts.GetValueOrDefault("ONT-ID", "")))
        {
            var (status, reason) = SmartAxWords.Judge(facts.GetValueOrDefault("Run state", ""), facts.GetValueOrDefault("Last down cause"));
            onus.Add(new OnuRecord
            {
                Pon = port,
                Onu = facts["ONT-ID"],
                Status = status,
                Reason = reason,
                TempC = CliValue.TempC(facts.GetValueOrDefault("Temperature")),
                DistanceM = CliValue.Metres(facts.GetValueOrDefault("ONT distance(m)")),
                OnlineS = CliValue.Seconds(facts.GetValueOrDefault("ONT online duration")),
                Serial = CliValue.Text(facts.GetValueOrDefault("SN"))?.Split(' ')[0],
                Mac = CliValue.Mac(facts.GetValueOrDefault("MAC")),
                Name = CliValue.Text(facts.GetValueOrDefault("Description")),
            });
        }

        facts.Clear();
    }

    // 0/ 1/0    0  1234567890ABCDEF  active      online   normal   match    no
    [GeneratedRegex(@"^\s*(?<port>\d{1,3}/\s?\d{1,3}/\s?\d{1,3})\s+(?<id>\d{1,5})\s+(?<serial>[0-9A-Za-z-]{8,20})\s+(?<flag>[a-z]\S{2,14})\s+(?<run>online|offline)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"^\s*(?<port>\d{1,3}/\s?\d{1,3}/\s?\d{1,3})\s+(?<id>\d{1,5})\s+(?<name>\S.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^\s*(?<key>F/S/P|ONT-ID|Run state|Last down cause|Temperature|ONT distance\(m\)|ONT online duration|SN|MAC|Description)\s*:(?<value>.*)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex FactPattern();

    [GeneratedRegex(@"^\d{1,5}$", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
