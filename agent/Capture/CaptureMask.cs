using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace EdgeNoc.Agent.Capture;

/// <summary>
/// Takes out of a capture what is nobody else's business, the same thing always by the same stand-in, so that what belongs together still does: names become
/// <c>NAME-1</c>, serial numbers <c>MASK00000001</c>, MAC addresses keep their maker and get another tail, public IPv4 addresses come from 198.18.0.0/15, secrets become <c>SECRET</c>. Every other byte stays.
/// </summary>
/// <param name="secrets">The login that the agent uses: user and password.</param>
internal sealed partial class CaptureMask((string? User, string? Password) secrets)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _macs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _addresses = new(StringComparer.Ordinal);

    /// <summary>A masked copy.</summary>
    /// <param name="answer">The bytes as they came.</param>
    /// <param name="customerTexts">Where the driver knows that names, accounts and serial numbers stand; in order and not overlapping.</param>
    public byte[] Apply(ReadOnlySpan<byte> answer, IEnumerable<(int Start, int Length)> customerTexts)
    {
        // One character a byte, there and back: control codes and broken UTF-8 stay what they are.
        var text = Encoding.Latin1.GetString(answer);
        var masked = new StringBuilder(text.Length);
        var position = 0;
        foreach (var (start, length) in customerTexts)
        {
            masked.Append(Rest(text[position..start])).Append(Name(text.Substring(start, length)));
            position = start + length;
        }

        return Encoding.Latin1.GetBytes(masked.Append(Rest(text[position..])).ToString());
    }

    /// <summary>The same for text that holds no names, as HTTP headers.</summary>
    public string Apply(string head) => Rest(CookiePattern().Replace(head, "${key}SECRET"));

    /// <summary>Every MAC address in a text, as it stands there.</summary>
    public static IEnumerable<string> MacsIn(string text) => MacPattern().Matches(text).Select(mac => mac.Value).Where(mac => !IsNobodys(Digits(mac)));

    /// <summary>Every public IPv4 address in a text that is not one of the stand-ins.</summary>
    public static IEnumerable<string> AddressesIn(string text) =>
        AddressPattern().Matches(text).Select(address => address.Value).Where(address => IPAddress.TryParse(address, out var parsed) && IsPublic(parsed.GetAddressBytes()));

    /// <summary>Whether a MAC's tail is one of the small numbers that are given here.</summary>
    public static bool IsStandInMac(string mac) => Digits(mac)[6..8] == "00";

    public static bool IsStandInName(string text) => StandInPattern().IsMatch(text);

    private string Name(string text)
    {
        if (_names.TryGetValue(text, out var stand)) return stand;
        var number = (_names.Count + 1).ToString(CultureInfo.InvariantCulture);
        // Parsers tell a serial number by its form; 4D41534B is MASK, as boxes write a maker's letters in hexadecimal.
        return _names[text] = SerialPattern().IsMatch(text) ? $"{(text.Length == 12 ? "MASK" : "4D41534B")}{number.PadLeft(8, '0')}" : $"NAME-{number}";
    }

    private string Rest(string text)
    {
        if (text.Length == 0) return text;
        if (secrets is { User: { } user, Password: { } password })
        {
            text = text.Replace(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")), "SECRET", StringComparison.Ordinal);
        }

        if (secrets.Password is { Length: > 0 } secret) text = text.Replace(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(secret)), "SECRET", StringComparison.Ordinal);
        if (secrets.User is { Length: > 1 } name) text = Regex.Replace(text, $@"(?<![A-Za-z0-9_-]){Regex.Escape(name)}(?![A-Za-z0-9_-])", "USER", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        text = MacPattern().Replace(text, match => Mac(match.Value));
        return AddressPattern().Replace(text, match => Address(match.Value));
    }

    /// <summary>The maker's half stays, for firmware treats makers differently; separators and case stay too.</summary>
    private string Mac(string mac)
    {
        var digits = Digits(mac);
        if (IsNobodys(digits)) return mac;
        if (!_macs.TryGetValue(digits, out var number)) _macs[digits] = number = _macs.Count + 1;
        var isLower = mac.Any(char.IsAsciiLetterLower);
        var tail = number.ToString(isLower ? "x6" : "X6", CultureInfo.InvariantCulture);
        var (masked, seen) = (new StringBuilder(mac.Length), 0);
        foreach (var letter in mac) masked.Append(!char.IsAsciiHexDigit(letter) || seen++ < 6 ? letter : tail[seen - 7]);
        return masked.ToString();
    }

    private static string Digits(string mac) => string.Concat(mac.Where(char.IsAsciiHexDigit)).ToUpperInvariant();

    /// <summary>Nothing and broadcast.</summary>
    private static bool IsNobodys(string digits) => digits is "000000000000" or "FFFFFFFFFFFF";

    private string Address(string text)
    {
        if (!IPAddress.TryParse(text, out var address) || !IsPublic(address.GetAddressBytes())) return text;
        if (!_addresses.TryGetValue(text, out var number)) _addresses[text] = number = _addresses.Count + 1;
        return string.Create(CultureInfo.InvariantCulture, $"198.{18 + (number >> 16 & 1)}.{number >> 8 & 255}.{number & 255}");
    }

    /// <summary>Private, shared (CGNAT), local, documentation and netmask-like addresses tell nothing about anybody.</summary>
    private static bool IsPublic(byte[] part) => part[0] switch
    {
        0 or 10 or 127 or >= 224 => false,
        100 => part[1] is < 64 or > 127,
        169 => part[1] != 254,
        172 => part[1] is < 16 or > 31,
        192 => part[1] != 168 && !(part[1] == 0 && part[2] == 2),
        198 => part[1] is not 18 and not 19 && !(part[1] == 51 && part[2] == 100),
        203 => part[1] != 0 || part[2] != 113,
        _ => true,
    };

    // ZTEGC0000001, 4857544300000001
    [GeneratedRegex(@"^(?:[A-Za-z]{4}[0-9A-Fa-f]{8}|[0-9A-Z]{16})$", RegexOptions.CultureInvariant)]
    private static partial Regex SerialPattern();

    // Of <pppoe-NAME-1> a router's names hold NAME alone: the number could be the session's.
    [GeneratedRegex(@"^(?:NAME(?:-\d{1,7})?|(?:MASK|4D41534B)\d{8})$", RegexOptions.CultureInvariant)]
    private static partial Regex StandInPattern();

    [GeneratedRegex(@"(?<![0-9A-Fa-f:.-])(?:[0-9A-Fa-f]{2}(?:(?::[0-9A-Fa-f]{2}){5}|(?:-[0-9A-Fa-f]{2}){5})|[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2})(?![0-9A-Fa-f:.-])", RegexOptions.CultureInvariant)]
    private static partial Regex MacPattern();

    // Not within a version such as V1.1.2.21.
    [GeneratedRegex(@"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)", RegexOptions.CultureInvariant)]
    private static partial Regex AddressPattern();

    [GeneratedRegex(@"(?im)^(?<key>(?:set-cookie|cookie|x-token|authorization)\s*:\s*)[^\r\n]*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex CookiePattern();
}
