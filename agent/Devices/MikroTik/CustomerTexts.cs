using System.Text;
using System.Text.RegularExpressions;

namespace EdgeNoc.Agent.Devices.MikroTik;

/// <summary>Where customers' names, accounts and serial numbers stand in a recorded menu. The menus and their properties are a closed list, so these are too.</summary>
internal static partial class CustomerTexts
{
    /// <summary>Finds them, in order.</summary>
    public static IReadOnlyList<(int Start, int Length)> Find(ReadOnlyMemory<byte> answer) =>
        [.. WordPattern().Matches(Encoding.Latin1.GetString(answer.Span)).Select(word => Inner(word.Groups["value"])).Where(text => text.Length > 0)];

    /// <summary>The value, or the name within <c>&lt;pppoe-NAME&gt;</c>; empty for what is technical: ports, sensors, addresses and MACs, which are masked by their form.</summary>
    private static (int Start, int Length) Inner(Group value) =>
        SessionPattern().Match(value.Value) is { Success: true } session ? (value.Index + session.Groups["name"].Index, session.Groups["name"].Length)
        : TechnicalPattern().IsMatch(value.Value) ? (value.Index, 0)
        : (value.Index, value.Length);

    [GeneratedRegex(@"^=(?:name|user|comment|host-name|caller-id|last-caller-id|identity|serial-number|software-id|ssid|radio-name|target|client-id|active-client-id|interface|domain|email)=(?<value>[^\r\n]+)", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex WordPattern();

    [GeneratedRegex("^<(?:pppoe|l2tp|sstp|ovpn|pptp|hotspot)-(?<name>.+?)(?:-[0-9]+)?>$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SessionPattern();

    [GeneratedRegex(
        """
        ^(?: (?:ether|sfp|qsfp|combo|wlan|wifi|bridge|vlan|bonding|lte|lo|veth|wireguard|pppoe-out|l2tp-out|ovpn-out|eoip|gre|ipip)[-\w.+]{0,16}
        | (?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2} | (?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})? | all
        | [-\w]*(?:temperature|voltage|current|consumption|speed|state)\d* )$
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex TechnicalPattern();
}
