using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Inventory.Find;

/// <summary>What somebody looks for, understood in each way that it may be meant.</summary>
/// <param name="Text">In lower case, single spaces, bounded.</param>
/// <param name="Exact">Whole values that would be it, each with the letter of its field.</param>
/// <param name="Part">What names, users and serials may contain; null: too short to ask for.</param>
/// <param name="Places">For a position: the site and the OLT that were named before it.</param>
internal sealed partial record FindQuery(string Text, IReadOnlyList<string> Exact, string? Part, IReadOnlyList<string> Places)
{
    public const int MaxLength = 120;
    private const int ShortestPart = 3;

    /// <summary>Null when there is nothing to look for.</summary>
    public static FindQuery? Of(string? query)
    {
        var text = Spaces().Replace((DbText.Bounded(query) ?? "").ToLowerInvariant(), " ").Trim();
        if (text.Length > MaxLength) text = text[..MaxLength];
        if (text.Length == 0) return null;
        if (Position().Match(text) is { Success: true } match)
        {
            var places = match.Groups["places"].Value.Split([' ', '/'], StringSplitOptions.RemoveEmptyEntries);
            return new FindQuery(text, [$"{FindKey.Position}{match.Groups["position"].Value}"], null, places);
        }

        var exact = new List<string> { $"{FindKey.Name}{text}", $"{FindKey.User}{text}", $"{FindKey.Serial}{text}", $"{FindKey.Comment}{text}" };
        if (Mac(text) is { } mac) exact.Insert(0, $"{FindKey.Mac}{mac}");
        if (IsAddress(text)) exact.Insert(0, $"{FindKey.Address}{text}");
        return new FindQuery(text, exact, text.Length >= ShortestPart ? text : null, []);
    }

    /// <summary>Twelve hexadecimal digits, whatever stands between them; null for anything else.</summary>
    public static string? Mac(string text)
    {
        var digits = string.Concat(text.Where(c => c is not (':' or '-' or '.' or ' ')));
        return digits.Length == 12 && digits.All(char.IsAsciiHexDigit) ? digits.ToLowerInvariant() : null;
    }

    private static bool IsAddress(string text) =>
        text.Count(c => c == '.') == 3 && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text;

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    // 0/3:17, olt-1 0/3:17, kdr-03/olt-1/0/3:17: what comes before the first part that is a number says where.
    [GeneratedRegex(@"\A(?:(?<places>[^:]{0,90}?[^:0-9/ ][^:/ ]*)[ /])?(?<position>\d{1,4}(?:/\d{1,4}){0,3}:\d{1,5})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Position();
}
