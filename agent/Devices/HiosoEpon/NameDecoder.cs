using System.Buffers;
using System.Text;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>Names as the operators typed them into the box, in whatever charset their browser had.</summary>
/// <remarks>
/// The page mostly says no charset. UTF-8 that decodes is UTF-8; otherwise bytes that come in pairs of A1 and above are GB2312, the charset of the maker's own pages;
/// everything else is Latin-1, which never fails.
/// </remarks>
internal sealed class NameDecoder(string? charset)
{
    /// <summary>The box takes 32; a longer cell is a row that lost its quotes.</summary>
    public const int MaxBytes = 256;

    private static readonly Encoding Gb2312 = CodePagesEncodingProvider.Instance.GetEncoding("gb2312")!;

    private static readonly SearchValues<byte> CharsetLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"u8);

    private readonly Encoding? _declared = Find(charset);

    /// <summary>By the content type, or else by what the page says of itself in its head.</summary>
    public static NameDecoder For(ReadOnlySpan<byte> page, string? charset)
    {
        if (charset is not null) return new(charset);
        var head = page[..Math.Min(page.Length, 2048)];
        var at = head.IndexOf("charset="u8);
        if (at < 0) return new(null);
        var word = head[(at + "charset="u8.Length)..].TrimStart("\"'"u8);
        var end = word.IndexOfAnyExcept(CharsetLetters);
        return new(end is > 0 and < 20 ? Encoding.ASCII.GetString(word[..end]) : null);
    }

    /// <summary>Null for an empty text.</summary>
    public string? Decode(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return null;
        if (Ascii.IsValid(text)) return Encoding.ASCII.GetString(text);
        if (_declared is not null) return _declared.GetString(text);
        return System.Text.Unicode.Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : (IsPairs(text) ? Gb2312 : Encoding.Latin1).GetString(text);
    }

    private static bool IsPairs(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80) continue;
            if (text[i] is < 0xA1 or > 0xF7 || ++i >= text.Length || text[i] < 0xA1) return false;
        }

        return true;
    }

    /// <summary>Null for UTF-8 too: a page that claims it and holds other bytes is decoded by what the bytes look like.</summary>
    private static Encoding? Find(string? charset)
    {
        if (charset is null || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return null;
        if (charset.StartsWith("gb", StringComparison.OrdinalIgnoreCase)) return Gb2312;
        return charset.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase) ? Encoding.Latin1 : null;
    }
}
