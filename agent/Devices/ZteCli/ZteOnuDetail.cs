using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.ZteCli;

/// <summary><c>show gpon onu detail-info gpon-onu_1/1/1:1</c>: name, serial number, distance and the last ten losses of one ONU. The password in it is not read.</summary>
internal static partial class ZteOnuDetail
{
    public static PollResult Parse(CommandAnswer answer)
    {
        var onus = new OnuList();
        var block = new List<string>();
        foreach (var line in answer.Lines)
        {
            if (InterfacePattern().IsMatch(line)) Close(onus, block);
            block.Add(line);
        }

        Close(onus, block);
        return onus.ToResult(answer, "details of an ONU");
    }

    private static void Close(OnuList onus, List<string> block)
    {
        if (block.Select(line => InterfacePattern().Match(line)).FirstOrDefault(match => match.Success) is { } head && ZteOnuId.In(head.Value) is { } id)
        {
            var facts = Facts(block);
            if (ZteWords.Phase(facts.GetValueOrDefault("phase state", "")) is not { } phase) onus.Dropped++;
            else onus.Add(Record(id, ZteWords.Judge(phase, LastCause(block)), facts));
        }

        block.Clear();
    }

    private static OnuRecord Record((string Pon, string Onu) id, (OnuStatus Status, OnuReason? Reason) state, Dictionary<string, string> facts) => new()
    {
        Pon = id.Pon,
        Onu = id.Onu,
        Status = state.Status,
        Reason = state.Reason,
        Name = CliValue.Text(facts.GetValueOrDefault("name")),
        Serial = CliValue.Text(facts.GetValueOrDefault("serial number")),
        DistanceM = facts.TryGetValue("onu distance", out var distance) ? CliValue.Metres(distance) : null,
        OnlineS = CliValue.Seconds(facts.GetValueOrDefault("online duration")),
    };

    private static Dictionary<string, string> Facts(List<string> block)
    {
        var facts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in block)
        {
            if (FactPattern().Match(line) is { Success: true } fact) facts.TryAdd(fact.Groups["key"].Value, fact.Groups["value"].Value.Trim());
        }

        return facts;
    }

    /// <summary>The last row that was used: an open session has no end and no cause.</summary>
    private static OnuReason? LastCause(List<string> block) =>
        block.Select(line => HistoryPattern().Match(line)).LastOrDefault(row => row.Success && !row.Groups["began"].Value.StartsWith("0000", StringComparison.Ordinal)) is { } last
            ? ZteWords.Cause(last.Groups["cause"].Value.Trim())
            : null;

    [GeneratedRegex(@"^\s*ONU interface\s*:\s*\S+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex InterfacePattern();

    [GeneratedRegex(@"^\s*(?<key>Name|Phase state|Serial number|ONU Distance|Online Duration)\s*:(?<value>.*)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex FactPattern();

    //    1   2023-03-21 15:08:19    2023-03-25 16:03:23     DyingGasp
    [GeneratedRegex(@"^\s*\d{1,2}\s+(?<began>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\s+(?<ended>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?:\s+(?<cause>\S.*))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex HistoryPattern();
}
