using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>How long the box has been running, in the ways its firmwares write it: <c>12 Days 3:04:05</c>, <c>1h 54m 38s</c>, <c>17H 15M 21S</c>, seconds.</summary>
internal static partial class Uptime
{
    /// <summary>Seconds; null for what is no duration.</summary>
    public static long? Read(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var plain)) return plain <= uint.MaxValue ? plain : null;
        if (Pattern().Match(text) is not { Success: true, Length: > 0 } match) return null;
        return (Number(match, "d") * 86_400) + (Number(match, "h") * 3600) + (Number(match, "m") * 60) + Number(match, "s");
    }

    private static long Number(Match match, string unit) =>
        match.Groups[unit] is { Success: true, Value: var value } ? long.Parse(value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^\s*((?<d>\d{1,5})\s*d(ays?)?(\(s\))?[\s,]*)?((?<h>\d{1,2}):(?<m>\d{1,2}):(?<s>\d{1,2})|((?<h>\d{1,6})\s*h(ours?)?[\s,]*)?((?<m>\d{1,6})\s*m(in(ute)?s?)?[\s,]*)?((?<s>\d{1,6})\s*s(ec(ond)?s?)?)?)\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 200)]
    private static partial Regex Pattern();
}
