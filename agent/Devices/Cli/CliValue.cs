using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.HiosoEpon;

namespace EdgeNoc.Agent.Devices.Cli;

/// <summary>What OLTs write for a value, with or without its unit: <c>-16.676(dbm)</c>, <c>3.28 V</c>, <c>3703m</c>; null for <c>N/A</c>, <c>--</c> and nonsense.</summary>
internal static partial class CliValue
{
    /// <summary>At the ONU. Nothing that lives reads 0 dBm or more, nothing that is heard less than −40.</summary>
    public static double? RxDbm(string? text) => Between(text, -40, 0);

    public static double? TxDbm(string? text) => Between(text, -40, 20);

    public static double? OltRxDbm(string? text) => Between(text, -50, 0);

    public static double? TempC(string? text) => Between(text, -60, 150);

    public static double? VoltageV(string? text) => Between(text, 0, 20);

    public static double? BiasMa(string? text) => Between(text, -0.001, 500);

    public static double? Percent(string? text) => Between(text, -0.001, 100.001);

    /// <summary>Whole metres of a fibre.</summary>
    public static long? Metres(string? text) => Between(text, -1, 200_000) is { } metres ? (long)Math.Round(metres) : null;

    /// <summary>The number at the beginning, when it lies between the two.</summary>
    public static double? Between(string? text, double above, double below) =>
        text is not null && NumberPattern().Match(text) is { Success: true } match
        && double.TryParse(match.Groups["number"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > above && number < below ? number : null;

    /// <summary>The trimmed text; null for the ways these boxes write "nothing", and for what is too long to be a name.</summary>
    public static string? Text(string? text) =>
        text?.Trim() is not { Length: > 0 and <= 128 } trimmed || NothingPattern().IsMatch(trimmed) ? null : trimmed;

    /// <summary>Upper-case with colons; null for what is none.</summary>
    public static string? Mac(string? text) => text is { Length: <= 32 } ? MacAddress.Format(Encoding.ASCII.GetBytes(text.Trim())) : null;

    /// <summary><c>34h 45m 21s</c>, <c>0 day(s), 0 hour(s), 3 minute(s), 0 second(s)</c>, <c>20D 01H 02M 03S</c>; null for what is no duration.</summary>
    public static long? Seconds(string? text)
    {
        if (text is not { Length: > 0 and <= 80 } || DurationPattern().Match(text.Trim()) is not { Success: true, Length: > 0 } match) return null;
        return (Part("d") * 86_400) + (Part("h") * 3600) + (Part("m") * 60) + Part("s");

        long Part(string unit) => match.Groups[unit] is { Success: true, ValueSpan: var digits } ? long.Parse(digits, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"^\s*(?<number>[+-]?\d{1,9}(?:\.\d{1,9})?)(?![\d/:.,])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"^(?:-{1,4}|N/?A|null|none|unknown|-?inf|nan)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NothingPattern();

    [GeneratedRegex(@"^(?:(?<d>\d{1,5})\s*d(?:ays?)?(?:\(s\))?[\s,]*)?(?:(?<h>\d{1,6})\s*h(?:ours?)?(?:\(s\))?[\s,]*)?(?:(?<m>\d{1,6})\s*m(?:in(?:ute)?s?)?(?:\(s\))?[\s,]*)?(?:(?<s>\d{1,6})\s*s(?:ec(?:ond)?s?)?(?:\(s\))?)?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex DurationPattern();
}
