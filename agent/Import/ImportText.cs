using System.Text;

namespace EdgeNoc.Agent.Import;

/// <summary>The text of a list, whatever program saved it.</summary>
internal static class ImportText
{
    private static readonly Encoding Strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>By its byte order mark; without one UTF-8, and what is no UTF-8 is windows-1252: what Excel on a western Windows saves as CSV.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0xff, 0xfe])) return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.StartsWith<byte>([0xfe, 0xff])) return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        var text = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        return (System.Text.Unicode.Utf8.IsValid(text) ? Strict : Windows1252).GetString(text);
    }
}
