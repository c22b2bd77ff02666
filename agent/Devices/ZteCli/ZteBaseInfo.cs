using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.ZteCli;

/// <summary><c>show gpon onu baseinfo gpon-olt_1/1/1</c>: which box hangs in which place. It says nothing of whether it lives.</summary>
internal static partial class ZteBaseInfo
{
    public static PollResult Parse(CommandAnswer answer)
    {
        var onus = new OnuList(hasStates: false);
        foreach (var line in answer.Lines)
        {
            if (!ZteOnuId.TryRow(line, out var pon, out var onu, out _)) continue;
            onus.Add(new OnuRecord { Pon = pon, Onu = onu, Status = OnuStatus.Unknown, Serial = SerialPattern().Match(line) is { Success: true } serial ? serial.Groups["serial"].Value.ToUpperInvariant() : null });
        }

        return onus.ToResult(answer, "list of ONUs");
    }

    // sn      SN:ZTEGC0000001         ready
    [GeneratedRegex(@"\bSN\s*:\s*(?<serial>[A-Za-z]{4}[0-9A-Fa-f]{8})\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex SerialPattern();
}
