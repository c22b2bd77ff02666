using System.Text.RegularExpressions;
using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Agent.Devices.SmartAxCli;

/// <summary>What is asked of one port or ONT.</summary>
internal static partial class SmartAxShow
{
    /// <summary>Null for what is neither. Nothing but numbers and slashes gets into the question.</summary>
    public static string? QuestionOf(InterfaceName name)
    {
        var match = PlacePattern().Match(name.Text);
        if (!match.Success) return null;
        var (frame, slot, port) = (match.Groups["frame"].Value, match.Groups["slot"].Value, match.Groups["port"].Value);
        return match.Groups["ont"] is { Success: true, Value: var ont } ? $"display ont info {frame} {slot} {port} {ont}" : $"display ont info summary {frame}/{slot}/{port}";
    }

    [GeneratedRegex(@"\A(?:onu/|pon/)?(?<frame>[0-9]{1,2})/(?<slot>[0-9]{1,2})/(?<port>[0-9]{1,2})(?::(?<ont>[0-9]{1,4}))?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PlacePattern();
}
