namespace EdgeNoc.Collector.Groups;

/// <summary>What belongs to a group without being in its list: all of <c>device=olt-1 pon=0/3 name=PEL-*</c> must hold; <c>*</c> stands for anything. Pure.</summary>
internal sealed class GroupRule
{
    private static readonly string[] Keys = ["device", "pon", "name"];
    private readonly IReadOnlyList<(string Key, string Pattern)> _parts;

    private GroupRule(IReadOnlyList<(string Key, string Pattern)> parts) => _parts = parts;

    /// <summary>Null with what is wrong.</summary>
    public static (GroupRule? Rule, string? Problem) Parse(string text)
    {
        var parts = new List<(string Key, string Pattern)>();
        foreach (var word in text.Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Split('=', 2) is not [var key, { Length: > 0 and <= 64 } pattern] || !Keys.Contains(key, StringComparer.Ordinal)) return (null, $"\"{(word.Length > 40 ? word[..40] : word)}\" is no part of a rule: write device=olt-1 pon=0/3 name=PEL-*");
            parts.Add((key, pattern));
        }

        return parts.Count is > 0 and <= 10 ? (new GroupRule(parts), null) : (null, "a rule has 1 to 10 parts: write device=olt-1 pon=0/3 name=PEL-*");
    }

    public bool Matches(string device, string? pon, string? name)
    {
        foreach (var (key, pattern) in _parts)
        {
            if (!Like(key switch { "device" => device, "pon" => pon, _ => name }, pattern)) return false;
        }

        return true;
    }

    /// <summary>Without going back further than the last star: no pattern takes long.</summary>
    internal static bool Like(string? text, string pattern)
    {
        if (text is null) return false;
        int at = 0, to = 0, star = -1, mark = 0;
        while (at < text.Length)
        {
            if (to < pattern.Length && pattern[to] == '*') (star, mark) = (to++, at);
            else if (to < pattern.Length && char.ToUpperInvariant(pattern[to]) == char.ToUpperInvariant(text[at])) (at, to) = (at + 1, to + 1);
            else if (star >= 0) (to, at) = (star + 1, ++mark);
            else return false;
        }

        while (to < pattern.Length && pattern[to] == '*') to++;
        return to == pattern.Length;
    }
}
