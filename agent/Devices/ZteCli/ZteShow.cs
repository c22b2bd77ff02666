using System.Text.RegularExpressions;
using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Agent.Devices.ZteCli;

/// <summary>What is asked of one PON or ONU.</summary>
internal static partial class ZteShow
{
    /// <summary>Null for what is neither. Nothing but numbers, slashes and a colon gets into the question.</summary>
    public static string? QuestionOf(InterfaceName name)
    {
        var match = PlacePattern().Match(name.Text);
        if (!match.Success) return null;
        var isNew = match.Groups["new"].Success;
        return match.Groups["onu"].Success
            ? $"show gpon onu detail-info {(isNew ? "gpon_onu-" : "gpon-onu_")}{match.Groups["pon"].Value}:{match.Groups["onu"].Value}"
            : $"show gpon onu state {(isNew ? "gpon_olt-" : "gpon-olt_")}{match.Groups["pon"].Value}";
    }

    // 1/1/3, 1/1/3:17, onu/1/1/3:17, gpon-onu_1/1/3:17, and gpon_onu-1/1/3:17 on a C600, which wants to be asked so
    [GeneratedRegex(@"\A(?:onu/|pon/|gpon-(?:onu|olt)_|(?<new>gpon_(?:onu|olt)-))?(?<pon>[0-9]{1,3}/[0-9]{1,3}/[0-9]{1,3})(?::(?<onu>[0-9]{1,4}))?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PlacePattern();
}
