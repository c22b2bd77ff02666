using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.HiosoCli;

/// <summary>What the box says of itself: <c>show system</c>, <c>show version</c>, <c>show process cpu</c>.</summary>
internal static partial class HiosoCliBox
{
    public static PollResult Parse(CommandAnswer answer)
    {
        var facts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in answer.Lines)
        {
            if (FactPattern().Match(line) is { Success: true } fact) facts.TryAdd(fact.Groups["key"].Value, fact.Groups["value"].Value.Trim());
        }

        var device = new DeviceRecord
        {
            Identity = CliValue.Text(facts.GetValueOrDefault("System Name")),
            Version = CliValue.Text(facts.GetValueOrDefault("Version")),
            UptimeS = CliValue.Seconds(facts.GetValueOrDefault("System Up Time")),
            CpuPct = facts.FirstOrDefault(fact => fact.Key.StartsWith("CPU Utilization", StringComparison.OrdinalIgnoreCase)).Value is { } cpu ? CliValue.Percent(cpu) : null,
        };
        return device == new DeviceRecord() ? new PollResult.Failed(AnswerErrors.Without(answer, "description of the box")) : new PollResult.Read(new Reading { Device = device });
    }

    [GeneratedRegex(@"^\s*(?<key>System Name|System Up Time|Version|CPU Utilization[^:]{0,40}?)\s*:(?<value>.*)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex FactPattern();
}
