using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace EdgeNoc.Agent.Devices.MikroTik.Menus;

/// <summary>The ways RouterOS writes values, from 3 to 7: pure functions, false or null for what is none of them.</summary>
internal static class RouterValue
{
    /// <summary><c>true</c>/<c>false</c> over the API, <c>yes</c>/<c>no</c> in old versions and some menus.</summary>
    public static bool? Flag(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("true"u8) || text.SequenceEqual("yes"u8) ? true
        : text.SequenceEqual("false"u8) || text.SequenceEqual("no"u8) ? false
        : null;

    public static long? Integer(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out long number, out var used) && used == text.Length ? number : null;

    /// <summary>A number with or without its unit: <c>46</c>, <c>-2.843dBm</c>, <c>3.251V</c>, <c>33C</c>, <c>4000RPM</c>.</summary>
    public static double? Measured(ReadOnlySpan<byte> text)
    {
        if (text.Length > 24 || !Utf8Parser.TryParse(text.TrimEnd((byte)' '), out double number, out var used, 'F') || !double.IsFinite(number)) return null;
        foreach (var letter in text[used..])
        {
            if (!char.IsAsciiLetter((char)letter) && letter is not ((byte)'%' or (byte)' ')) return null;
        }

        return text.Length - used <= 5 ? number : null;
    }

    /// <summary><c>1w4d23h26m9s</c>, <c>9ms445us</c>, <c>01:22:53</c>, <c>1d03:04:05</c> as whole seconds. Weeks are not rolled to years.</summary>
    public static long? Seconds(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text.Length > 32) return null;
        double seconds = 0;
        while (!text.IsEmpty)
        {
            if (!Utf8Parser.TryParse(text, out uint number, out var used) || !char.IsAsciiDigit((char)text[0])) return null;
            var rest = text[used..];
            if (rest.Length > 0 && rest[0] == ':') return Clock(text) is { } clock ? (long)seconds + clock : null;
            var unit = rest.IndexOfAnyInRange((byte)'0', (byte)'9') is >= 0 and var next ? rest[..next] : rest;
            double? factor = unit switch
            {
                [(byte)'w'] => 604_800,
                [(byte)'d'] => 86_400,
                [(byte)'h'] => 3_600,
                [(byte)'m'] => 60,
                [(byte)'s'] => 1,
                [(byte)'m', (byte)'s'] => 1e-3,
                [(byte)'u', (byte)'s'] => 1e-6,
                [(byte)'n', (byte)'s'] => 1e-9,
                _ => null,
            };
            if (factor is null) return null;
            seconds += number * factor.Value;
            text = rest[unit.Length..];
        }

        // Tenths of a nanosecond must not turn 1 s into 0.
        return (long)(seconds + 1e-7);
    }

    /// <summary><c>1Gbps</c>, <c>2.5Gbps</c>, <c>100Mbps</c>, <c>2.5G-baseT</c>, <c>10M</c>, and wireless rates such as <c>72.2Mbps-20MHz/1S/SGI</c>.</summary>
    public static long? BitsPerSecond(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf((byte)'-') is > 0 and var end) text = text[..end];
        if (!Utf8Parser.TryParse(text, out decimal number, out var used, 'F') || number is < 0 or > 100_000) return Integer(text);
        var unit = text[used..];
        if (unit.EndsWith("bps"u8)) unit = unit[..^3];
        decimal? factor = unit switch
        {
            [(byte)'G'] => 1_000_000_000,
            [(byte)'M'] => 1_000_000,
            [(byte)'k'] => 1_000,
            [] => 1,
            _ => null,
        };
        return (long?)(number * factor);
    }

    /// <summary>Two numbers: <c>/</c> between upload and download, <c>,</c> between sent and received.</summary>
    public static (long First, long Second)? Pair(ReadOnlySpan<byte> text, char separator)
    {
        var middle = text.IndexOf((byte)separator);
        return middle > 0 && Integer(text[..middle]) is { } first && Integer(text[(middle + 1)..]) is { } second ? (first, second) : null;
    }

    /// <summary>Two rates with a slash between: <c>512000/2048000</c> over the API, <c>512k/2M</c> where a version writes them as its terminal does.</summary>
    public static (long First, long Second)? Rates(ReadOnlySpan<byte> text)
    {
        var middle = text.IndexOf((byte)'/');
        return middle > 0 && BitsPerSecond(text[..middle]) is { } first && BitsPerSecond(text[(middle + 1)..]) is { } second ? (first, second) : null;
    }

    /// <summary><c>oct/04/2017 20:11:03</c> or <c>2024-05-01 20:52:13</c>: the router's own clock, which says no zone.</summary>
    public static DateTime? LocalTime(ReadOnlySpan<byte> text)
    {
        if (text.Length is < 19 or > 20) return null;
        return DateTime.TryParseExact(Encoding.ASCII.GetString(text), ["MMM/dd/yyyy HH:mm:ss", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
    }

    private static long? Clock(ReadOnlySpan<byte> text)
    {
        long seconds = 0;
        for (var part = 0; part < 3; part++)
        {
            if (!Utf8Parser.TryParse(text, out uint number, out var used) || (part > 0 && (used != 2 || number > 59))) return null;
            seconds = seconds * 60 + number;
            text = text[used..];
            if (part < 2)
            {
                if (text.IsEmpty || text[0] != ':') return null;
                text = text[1..];
            }
        }

        return text.IsEmpty ? seconds : null;
    }
}
