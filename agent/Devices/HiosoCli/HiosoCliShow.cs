using System.Text.RegularExpressions;
using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Agent.Devices.HiosoCli;

/// <summary>What is asked of one PON or ONU.</summary>
internal static partial class HiosoCliShow
{
    /// <summary>Null for what is neither. Nothing but numbers and a slash gets into the question.</summary>
    public static string? QuestionOf(InterfaceName name)
    {
        var match = PlacePattern().Match(name.Text);
        if (!match.Success) return null;
        var pon = match.Groups["pon"].Value;
        return match.Groups["onu"] is { Success: true, Value: var onu } ? $"show onu optical-ddm epon {pon} {onu}" : $"show onu info epon {pon} all";
    }

    [GeneratedRegex(@"\A(?:onu/|pon/)?(?<pon>[0-9]{1,2}/[0-9]{1,2})(?::(?<onu>[0-9]{1,4}))?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PlacePattern();
}
