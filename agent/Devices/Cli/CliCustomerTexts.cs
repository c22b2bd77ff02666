using System.Text;
using System.Text.RegularExpressions;

namespace EdgeNoc.Agent.Devices.Cli;

/// <summary>Where customers' texts stand in an answer of a command line: what a label calls a name, a serial number, a password or a description, what looks like one in a row, and the host's name in its prompts. A row begins a line, or stands where a pager was erased.</summary>
internal static partial class CliCustomerTexts
{
    public static IReadOnlyList<(int Start, int Length)> Find(ReadOnlyMemory<byte> answer) =>
        [.. TextPattern().Matches(Encoding.Latin1.GetString(answer.Span)).Select(match => match.Groups["text"]).Where(text => text.Length > 0).Select(text => (text.Index, text.Length))];

    [GeneratedRegex(
        """
        (?<=(?:^|[\r\b]|\x1b\[\d{1,3}[A-Z])[ \t]*(?:Name|Password|Device[ ]ID|Description|Serial[ ]number|SN|LOID|Checkcode|System[ ]Name)[ \t]*:[ \t]*)(?<text>[^\s][^\r\n]{0,127}?)(?=[ \t]*\r?$)
        | (?<=(?:^|[\r\b]|\x1b\[\d{1,3}[A-Z])[ \t]*)(?<text>[A-Za-z][\w.\-]{1,63})(?=(?:\([^()\s]{1,40}\))?[>\#][ \t]*(?:(?:show|display)[ ][^\r\n]*)?\r?$)
        | \bSN:(?<text>[A-Za-z]{4}[0-9A-Fa-f]{8})\b
        | (?<=(?:^|[\r\b]|\x1b\[\d{1,3}[A-Z])[ \t]*(?:\d{1,3}/[ ]?\d{1,3}/[ ]?\d{1,3}[ \t]+)?\d{1,5}[ \t]+)(?<text>[0-9A-Z]{16})(?=[ \t])
        | (?<=(?:^|[\r\b]|\x1b\[\d{1,3}[A-Z])[ \t]*\d{1,3}/[ ]?\d{1,3}/[ ]?\d{1,3}[ \t]+\d{1,5}[ \t]{2,})(?<text>[^\s][^\r\n]{0,127}?)(?=[ \t]*\r?$)
        | (?<=[ \t](?:-?\d{1,3}\.\d{1,3}|-)/(?:-?\d{1,3}\.\d{1,3}|-)[ \t]+)(?<text>[^\s][^\r\n]{0,127}?)(?=[ \t]*\r?$)
        | (?<=(?:^|[\r\b]|\x1b\[\d{1,3}[A-Z])[ \t]*\d{1,3}(?:/\d{1,3}){1,2}:\d{1,4}[ \t].{20,120}?[ \t](?:Yes|No)[ \t]+)(?>(?:\d{1,5}[DHM](?:[ ]?\d{1,2}[HMS]){1,3}(?=\s|$)[ \t]*)?)(?<text>[^\s][^\r\n]{0,127}?)(?=[ \t]*\r?$)
        """,
        RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TextPattern();
}
