using System.Text;
using System.Text.RegularExpressions;

namespace EdgeNoc.Agent.Devices.Hsgq;

/// <summary>Where customers' texts stand in an answer: in every text whose key is not clearly technical.</summary>
internal static partial class HsgqCustomerTexts
{
    public static IReadOnlyList<(int Start, int Length)> Find(ReadOnlyMemory<byte> answer) =>
        [.. TextPattern().Matches(Encoding.Latin1.GetString(answer.Span)).Select(match => match.Groups["text"]).Select(text => (text.Index, text.Length))];

    // Values with a unit, times, addresses and the words of the API stay.
    [GeneratedRegex(
        """
        "(?!(?:message|status|\w*mac\w*|\w*time|\w*reason|\w*cause|work_\w+|transmit_\w+|receive_\w+|olt_rxpower|\w*version|method|type)")\w{1,40}"\s*:\s*"(?<text>(?:[^"\\]|\\.){1,256})"
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex TextPattern();
}
