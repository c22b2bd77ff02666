using System.Globalization;
using System.Text;

namespace EdgeNoc.Agent.Detection;

/// <summary>Makes texts from devices fit for an event: a name is whatever somebody typed into an OLT.</summary>
internal static class SafeText
{
    public const int MaxLength = 64;

    /// <summary>So many names in a list; the value <c>more</c> counts the others.</summary>
    public const int MaxNames = 10;

    private const int MaxNameInList = 32;

    /// <summary>Without control and format characters and without halves of letters, at most <see cref="MaxLength"/> long; null when nothing is left.</summary>
    public static string? Clean(string? text) => Clean(text, MaxLength);

    /// <summary>The first names as one text; the comma that parts them stands in none of them.</summary>
    public static string? List(IEnumerable<string?> names) =>
        string.Join(", ", names.Select(name => Clean(name, MaxNameInList)?.Replace(',', ' ')).OfType<string>().Take(MaxNames)) is { Length: > 0 } list ? list : null;

    private static string? Clean(string? text, int length)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (text.Length <= length && text.All(letter => letter is >= ' ' and <= '~')) return text.Trim() is { Length: > 0 } plain ? plain : null;
        var clean = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > length) break;
            if (rune == Rune.ReplacementChar) continue;
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) clean.Append(' ');
            else if (category is not (UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)) clean.Append(rune.ToString());
        }

        return clean.ToString().Trim() is { Length: > 0 } rest ? rest : null;
    }
}
