using System.Text;

namespace EdgeNoc.Common.Telemetry;

/// <summary>Resolves the escapes of what a <see cref="LineReader"/> gives.</summary>
public static class LineText
{
    /// <summary>A measurement, tag key, tag value or field key.</summary>
    public static string UnescapeKey(ReadOnlySpan<byte> raw) => Unescape(raw, ", ="u8);

    /// <summary>A text value.</summary>
    public static string UnescapeText(ReadOnlySpan<byte> raw) => Unescape(raw, "\"\\"u8);

    private static string Unescape(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> escapable)
    {
        if (!raw.Contains((byte)'\\')) return Encoding.UTF8.GetString(raw);
        var resolved = new byte[raw.Length];
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\\' && i + 1 < raw.Length && escapable.Contains(raw[i + 1])) i++;
            resolved[length++] = raw[i];
        }

        return Encoding.UTF8.GetString(resolved, 0, length);
    }
}
