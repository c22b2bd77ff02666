using System.Text.RegularExpressions;

namespace EdgeNoc.Agent.Devices.SmartAxCli;

/// <summary>A port as these boxes write it, <c>0/1/0</c> or <c>0/ 1/0</c>: frame, slot, port.</summary>
internal static partial class SmartAxPort
{
    /// <summary>Stands for a port that neither the answer nor the command names.</summary>
    public const string Unnamed = "?";

    /// <summary>Without the blanks; null when the text is no port.</summary>
    public static string? Read(string text) => PortPattern().Match(text) is { Success: true } match ? Of(match) : null;

    /// <summary>
    /// The port that a command is about: <c>display ont optical-info 0/1/3 all</c>, or <c>display ont optical-info 3 all</c> in the mode
    /// <c>config-if-gpon-0/1</c>. With the port's number alone, that number.
    /// </summary>
    public static string OfCommand(string command)
    {
        var mode = ModePattern().Match(command);
        var words = ModePattern().Replace(command, "");
        if (AnywherePattern().Match(words) is { Success: true } whole) return Of(whole);
        if (NumbersPattern().Match(words) is not { Success: true } numbers) return Unnamed;
        var slot = numbers.Groups["slot"];
        if (slot.Success && numbers.Groups["port"].Success) return $"{numbers.Groups["frame"].Value}/{slot.Value}/{numbers.Groups["port"].Value}";
        return mode.Success ? $"{mode.Groups["slot"].Value}/{numbers.Groups["frame"].Value}" : numbers.Groups["frame"].Value;
    }

    private static string Of(Match match) => $"{match.Groups["frame"].Value}/{match.Groups["slot"].Value}/{match.Groups["port"].Value}";

    [GeneratedRegex(@"^\s*(?<frame>\d{1,3})/\s*(?<slot>\d{1,3})/\s*(?<port>\d{1,3})\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PortPattern();

    [GeneratedRegex(@"(?<![\d/])(?<frame>\d{1,3})/\s?(?<slot>\d{1,3})/\s?(?<port>\d{1,3})(?![\d/])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex AnywherePattern();

    // display ont info 0 1 0 all is frame, slot, port; display ont optical-info 0 all is a port within a mode.
    [GeneratedRegex(@"\s(?<frame>\d{1,3})(?:\s+(?<slot>\d{1,3})\s+(?<port>\d{1,3}))?(?=\s|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NumbersPattern();

    [GeneratedRegex(@"\{config-if-[gex]*pon-(?<slot>\d{1,3}/\d{1,3})\}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex ModePattern();
}
