using System.Text.RegularExpressions;

namespace EdgeNoc.Agent.Devices.ZteCli;

/// <summary>An ONU as these boxes name it: <c>gpon-onu_1/1/1:17</c>, on newer ones <c>gpon_onu-1/1/1:17</c>, in short lists <c>1/1/1:17</c>.</summary>
internal static partial class ZteOnuId
{
    /// <summary>A row that begins with an ONU.</summary>
    /// <param name="line">The line.</param>
    /// <param name="pon">Rack, shelf or slot and port, as <c>1/2/1</c>.</param>
    /// <param name="onu">The number within the PON.</param>
    /// <param name="cells">What follows, split at blanks.</param>
    public static bool TryRow(string line, out string pon, out string onu, out string[] cells)
    {
        var match = RowPattern().Match(line);
        (pon, onu) = (match.Groups["pon"].Value, match.Groups["onu"].Value.TrimStart('0'));
        cells = match.Groups["rest"].Value.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return match.Success && onu.Length > 0;
    }

    /// <summary>The ONU that a command or a text names; null when it names none.</summary>
    public static (string Pon, string Onu)? In(string text) =>
        AnywherePattern().Match(text) is { Success: true } match && match.Groups["onu"].Value.TrimStart('0') is { Length: > 0 } onu ? (match.Groups["pon"].Value, onu) : null;

    [GeneratedRegex(@"^\s*(?:[a-z]{1,6}pon[-_]onu[-_])?(?<pon>\d{1,3}/\d{1,3}/\d{1,3}):(?<onu>\d{1,4})(?:\s+(?<rest>\S.*))?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"(?<![\d/])(?<pon>\d{1,3}/\d{1,3}/\d{1,3}):(?<onu>\d{1,4})(?!\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex AnywherePattern();
}
