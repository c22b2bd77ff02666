using System.Text;

namespace EdgeNoc.Collector.Channels;

/// <summary>Texts as encodings can carry them.</summary>
internal static class WellFormed
{
    /// <summary>The text with U+FFFD in place of each half of a surrogate pair that stands alone.</summary>
    public static string Text(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsSurrogate(c)) continue;
            var whole = new StringBuilder(text.Length);
            foreach (var rune in text.EnumerateRunes()) whole.Append(rune);
            return whole.ToString();
        }

        return text;
    }
}
