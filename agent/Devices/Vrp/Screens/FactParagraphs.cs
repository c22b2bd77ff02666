using System.Text.RegularExpressions;

namespace EdgeNoc.Agent.Devices.Vrp.Screens;

/// <summary>Screens that are lists of <c>Key : value</c>, a paragraph a thing.</summary>
internal static partial class FactParagraphs
{
    /// <summary>Lines of <c>Key : value</c>; a new one begins where its first key comes again.</summary>
    public static IEnumerable<Dictionary<string, string>> Read(VrpAnswer answer, Func<string, bool> isFirst)
    {
        Dictionary<string, string>? current = null;
        string? last = null;
        foreach (var line in answer.Lines)
        {
            if (Fact().Match(line) is { Success: true } fact)
            {
                var key = fact.Groups["key"].Value.TrimEnd();
                if (isFirst(key))
                {
                    if (current is not null) yield return current;
                    current = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                }

                last = key;
                current?.TryAdd(key, fact.Groups["value"].Value.Trim());
            }
            else if (current is not null && last is not null && line.StartsWith("     ", StringComparison.Ordinal) && current[last].Length < 2_000)
            {
                current[last] += line.Trim();
            }
        }

        if (current is not null) yield return current;
    }

    /// <summary>The value of the first of these keys that there is; empty for none, and for what the box writes when it knows nothing.</summary>
    public static string Of(Dictionary<string, string> facts, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (facts.TryGetValue(key, out var value)) return Known(value);
        }

        return "";
    }

    public static string Known(string value) => value is "-" or "--" or "NA" ? "" : value;

    [GeneratedRegex(@"^\s{0,4}(?<key>[A-Za-z][A-Za-z /\-]{1,40}?)\s*:\s*(?<value>.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Fact();
}
