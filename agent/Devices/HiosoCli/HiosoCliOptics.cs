using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.HiosoCli;

/// <summary><c>show onu optical-ddm epon 1/1 2</c>: levels of one ONU, which the command names and the answer does not; and those of the OLT's own module.</summary>
internal static partial class HiosoCliOptics
{
    public static PollResult Parse(CommandAnswer answer)
    {
        var offline = answer.Lines.Select(line => OfflinePattern().Match(line)).FirstOrDefault(match => match.Success);
        var facts = Facts(answer);
        if (offline is null && facts.Count == 0) return new PollResult.Failed(AnswerErrors.Without(answer, "levels of an ONU"));
        var command = CommandPattern().Match(answer.Command);
        var onus = new OnuList(hasStates: false);
        onus.Add(new OnuRecord
        {
            Pon = command.Success ? command.Groups["pon"].Value : "?",
            Onu = command.Groups["onu"] is { Success: true, Value: var number } ? number : offline?.Groups["onu"].Value is { Length: > 0 } named ? named : "0",
            Status = offline is null ? OnuStatus.Up : OnuStatus.Down,
            RxDbm = CliValue.RxDbm(facts.GetValueOrDefault("RxPower")),
            TxDbm = CliValue.TxDbm(facts.GetValueOrDefault("TxPower")),
            TempC = CliValue.TempC(facts.GetValueOrDefault("Temperature")),
            VoltageV = CliValue.VoltageV(facts.GetValueOrDefault("Voltage")),
            BiasMa = CliValue.BiasMa(facts.GetValueOrDefault("TxBias")),
        });
        return new PollResult.Read(onus.ToReading());
    }

    /// <summary><c>show epon 1/1 optical-ddm</c>: the module in the OLT.</summary>
    public static PollResult ParsePon(CommandAnswer answer)
    {
        var facts = Facts(answer);
        if (facts.Count == 0) return new PollResult.Failed(AnswerErrors.Without(answer, "levels of a PON"));
        var pon = CommandPattern().Match(answer.Command) is { Success: true } command ? command.Groups["pon"].Value : "?";
        return new PollResult.Read(new Reading
        {
            Pons = [new PonRecord { Pon = pon, TxDbm = CliValue.TxDbm(facts.GetValueOrDefault("TxPower")), TempC = CliValue.TempC(facts.GetValueOrDefault("Temperature")) }],
            CompletePons = new HashSet<string>(StringComparer.Ordinal),
        });
    }

    private static Dictionary<string, string> Facts(CommandAnswer answer)
    {
        var facts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in answer.Lines)
        {
            if (FactPattern().Match(line) is { Success: true } fact) facts.TryAdd(fact.Groups["key"].Value, fact.Groups["value"].Value);
        }

        return facts;
    }

    [GeneratedRegex(@"^\s*(?<key>Temperature|Voltage|TxBias|TxPower|RxPower)\s*:\s*(?<value>\S+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex FactPattern();

    [GeneratedRegex(@"^\s*!?\s*Onu\s+(?:\d{1,3}(?:/\d{1,3}){1,2}:)?(?<onu>\d{1,4})\s+is\s+(?:offline|down)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex OfflinePattern();

    [GeneratedRegex(@"\bepon\s+(?<pon>\d{1,3}(?:/\d{1,3}){1,2})(?:[\s:]+(?<onu>\d{1,4}))?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex CommandPattern();
}
