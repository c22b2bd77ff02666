using System.Globalization;
using System.Text;

namespace EdgeNoc.Collector.Channels;

/// <summary>
/// Makes a text that a device or a customer's modem chose fit for a message: it cannot reorder, hide, format or stretch what stands around it.
/// </summary>
internal static class HostileText
{
    /// <summary>Cleans and cuts a text; never null, perhaps empty.</summary>
    public static string Clean(string? text, int maxLength)
    {
        var clean = new StringBuilder();
        var rest = (text ?? "").AsSpan();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            rest = rest[rune.Utf16SequenceLength..];
            var next = IsInsideWord(rune, clean, rest) ? "_" : Replacement(rune);
            var isSpace = next.Length == 1 && next[0] == ' ';
            if (isSpace && (clean.Length == 0 || clean[^1] == ' ')) continue;
            if (clean.Length + next.Length > maxLength)
            {
                clean.Length = Math.Min(clean.Length, maxLength - 1);
                if (clean.Length > 0 && char.IsHighSurrogate(clean[^1])) clean.Length--;
                return clean.ToString().TrimEnd() + "…";
            }

            clean.Append(next);
        }

        return clean.ToString().TrimEnd();
    }

    /// <summary>An underscore between letters or digits, as in PAK_BUDI, formats nothing and is what the operator typed.</summary>
    private static bool IsInsideWord(Rune rune, StringBuilder before, ReadOnlySpan<char> after) =>
        rune.Value == '_' && before.Length > 0 && char.IsLetterOrDigit(before[^1]) && after.Length > 0 && char.IsLetterOrDigit(after[0]);

    private static string Replacement(Rune rune) => rune.Value switch
    {
        // WhatsApp formats what stands between two of these; the look-alikes are left alone.
        '*' => "\u2217",
        '_' => "\uFF3F",
        '~' => "\u223C",
        '`' => "\u02CB",
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator => " ",

            // Format characters turn the direction of a line or are invisible; EnumerateRunes gives U+FFFD for half a surrogate pair.
            UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate => "",

            // A tower of accents covers the lines above it.
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => "",
            _ => rune.ToString(),
        },
    };
}
