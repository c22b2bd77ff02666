using System.Text;
using System.Text.Unicode;

namespace EdgeNoc.Common.Import;

/// <summary>The text of a list, whatever program saved it.</summary>
public static class ImportText
{
    private static readonly Encoding Strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>By its byte order mark; without one UTF-8, and what is no UTF-8 is windows-1252: what Excel on a western Windows saves as CSV.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0xff, 0xfe])) return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.StartsWith<byte>([0xfe, 0xff])) return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        var text = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        return (Utf8.IsValid(text) ? Strict : Windows1252).GetString(text);
    }

    /// <summary>The same of a stream that can be read twice: once to see what it is, once by whoever wants its lines. It is never held as a whole.</summary>
    public static StreamReader Open(Stream stream)
    {
        var isUtf8 = IsUtf8(stream);
        stream.Position = 0;
        return new StreamReader(stream, isUtf8 ? Encoding.UTF8 : Windows1252, detectEncodingFromByteOrderMarks: true, bufferSize: 64 << 10, leaveOpen: true);
    }

    private static bool IsUtf8(Stream stream)
    {
        stream.Position = 0;
        var decoder = Strict.GetDecoder();
        var (bytes, letters) = (new byte[64 << 10], new char[(64 << 10) + 4]);
        try
        {
            int read;
            while ((read = stream.Read(bytes)) > 0) decoder.GetChars(bytes.AsSpan(0, read), letters, flush: false);
            decoder.GetChars([], letters, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
