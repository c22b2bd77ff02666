using System.Text;
using System.Text.RegularExpressions;

namespace EdgeNoc.Agent.Devices.VsolWeb;

/// <summary>Where customers' texts stand in a page: in every cell of a table that is not clearly technical. What nobody foresaw is masked, not published.</summary>
internal static partial class VsolCustomerTexts
{
    public static IReadOnlyList<(int Start, int Length)> Find(ReadOnlyMemory<byte> page) =>
        [.. TextPattern().Matches(Encoding.Latin1.GetString(page.Span)).Select(match => match.Groups["text"]).Where(text => text.Length > 0 && !TechnicalPattern().IsMatch(text.Value)).Select(text => (text.Index, text.Length)),];

    // The text between two tags within a page's rows; scripts hold keys, which are masked with it.
    [GeneratedRegex(@"(?:<td\b[^<>]*>|</?font[^<>]*>)\s*(?<text>[^<>]{1,256}?)\s*(?=<)|SessionKey\.value\s*=\s*['""](?<text>[^'""]{1,128})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex TextPattern();

    [GeneratedRegex(
        """
        ^\s*(?: [+-]?\d{1,12}(?:\.\d+)?\s*(?:V|mA|dBm|C|m|%|s)? | --? | N/?A | (?:[EG]PON)?\d+(?:/\d+){1,2}:\d+ | (?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}
        | \d{4}[-/]\d\d?[-/]\d\d?(?:\s+\d\d?:\d\d:\d\d)? | (?:\d+\s*d(?:ays?)?[\s,]*)?\d+:\d\d(?::\d\d)? | (?:\d{1,3}\.){3}\d{1,3} | [Vv]\d+(?:\.\d+){1,4}\w{0,20}
        | On?line | Offline | Up | Down | Power[ ]?Off | Wire[ ]?Down | Finish | MPCP[ ]DEREG | Enable | Disable | True | False | Auto | Manual | Activate | Deactivate
        | (?:ONU|MAC|TX|RX|Last|Supply|Auth|Alive|Dereg\w*|Regist\w*|System|Software|Firmware|Hardware|CPU|Memory|Device|Product|Serial|Distance|Temperature|Description|Status|Reason|Exchange|Action|LOID|Type|Mode|Model|Profile|Info|RTT)\b[\w\s()/%&;.-]{0,40}
        | \(\w{1,6}\) | \(&deg;C\) | &nbsp; )\s*$
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex TechnicalPattern();
}
