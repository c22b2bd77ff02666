using System.Text;
using System.Text.Unicode;

namespace EdgeNoc.Agent.Devices.MikroTik.Api;

/// <summary>Bytes of a value as a text. The wire has no charset: WebFig writes UTF-8, WinBox the code page of the operator's PC.</summary>
internal static class ApiText
{
    /// <summary>What nobody types by hand is cut off.</summary>
    private const int MaxBytes = 512;

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Strict UTF-8, or else windows-1252, which takes every byte. Control characters become spaces.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes) bytes = Cut(bytes);
        if (Ascii.IsValid(bytes) && !bytes.ContainsAnyInRange((byte)0, (byte)31)) return Encoding.ASCII.GetString(bytes);
        var text = (Utf8.IsValid(bytes) ? Encoding.UTF8 : Windows1252).GetString(bytes);
        return text.Any(char.IsControl) ? string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)) : text;
    }

    /// <summary>Not through the middle of a character: half a character would make the rest another charset.</summary>
    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> bytes)
    {
        var end = MaxBytes;
        while (end > MaxBytes - 4 && (bytes[end] & 0xC0) == 0x80) end--;
        return bytes[..end];
    }
}
