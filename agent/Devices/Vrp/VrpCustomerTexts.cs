using System.Text;
using System.Text.RegularExpressions;

namespace EdgeNoc.Agent.Devices.Vrp;

/// <summary>Where names stand in a recorded answer: the host's in its prompts, descriptions, subscribers, serial numbers. Addresses and MACs are masked by their form. A row begins a line, or stands where a pager was erased.</summary>
internal static partial class VrpCustomerTexts
{
    /// <summary>Finds them, in order.</summary>
    public static IReadOnlyList<(int Start, int Length)> Find(ReadOnlyMemory<byte> answer) =>
        [.. Text().Matches(Encoding.Latin1.GetString(answer.Span)).Select(match => match.Groups["text"]).Where(text => text.Length > 0).Select(text => (text.Index, text.Length))];

    [GeneratedRegex(
        """
        (?m: (?:^|\x1b\[\d{1,3}D)\s*(?:Description|User\ name|Domain\ name|BarCode|ESN[^:\r\n]{0,30}|Sysname|User\ access\ domain)[ \t]*:[ \t]*(?<text>[^\r\n]*[^\s])
        |    (?:^|\x1b\[\d{1,3}D)\s*\d{1,10}\s+(?<text>\S{1,253})\s+\S{1,45}\s+(?:[0-9A-Fa-f]{4}-){2}[0-9A-Fa-f]{4}\s*$
        |    ^[<\[][~*]?(?<text>[^<>\[\]\r\n]{1,64})[>\]]
        )
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Text();
}
