using System.Buffers;
using System.Buffers.Text;

namespace EdgeNoc.Common.Telemetry;

/// <summary>What InfluxDB takes as a number or a boolean.</summary>
internal static class LineNumber
{
    /// <summary>No 64-bit integer of so few digits is out of range.</summary>
    private const int SafeDigits = 18;

    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);

    /// <summary>The type of a value without quotes; <see cref="LineValueType.None"/> when InfluxDB would refuse it.</summary>
    public static LineValueType Classify(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty) return LineValueType.None;
        if (value[^1] == 'i') return TryParse(value[..^1], out _) ? LineValueType.Integer : LineValueType.None;
        if (value[0] is (byte)'-' or (byte)'.' or (>= (byte)'0' and <= (byte)'9')) return IsFloat(value) ? LineValueType.Float : LineValueType.None;
        return IsBoolean(value) ? LineValueType.Boolean : LineValueType.None;
    }

    /// <summary>A decimal integer with an optional minus sign, within 64 bits, and nothing else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        var negative = text is [(byte)'-', ..];
        var digits = negative ? text[1..] : text;
        if (digits.IsEmpty) return false;
        if (digits.Length > SafeDigits)
        {
            // Only here can it overflow; the parser itself would also take a plus sign.
            return !digits.ContainsAnyExcept(Digits) && Utf8Parser.TryParse(text, out number, out var consumed) && consumed == text.Length;
        }

        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            number = (number * 10) + (digit - '0');
        }

        if (negative) number = -number;
        return true;
    }

    private static bool IsFloat(ReadOnlySpan<byte> text)
    {
        var at = text[0] == '-' ? 1 : 0;
        var digits = CountDigits(text, ref at);
        if (at < text.Length && text[at] == '.')
        {
            at++;
            digits += CountDigits(text, ref at);
        }

        if (digits == 0) return false;
        // Fewer digits than the largest double has, and no exponent: nothing to compute.
        if (at == text.Length && digits < 300) return true;
        if (at < text.Length)
        {
            if (text[at] is not ((byte)'e' or (byte)'E')) return false;
            at++;
            if (at < text.Length && text[at] is (byte)'+' or (byte)'-') at++;
            if (CountDigits(text, ref at) == 0 || at < text.Length) return false;
        }

        return Utf8Parser.TryParse(text, out double number, out var consumed) && consumed == text.Length && double.IsFinite(number);
    }

    private static int CountDigits(ReadOnlySpan<byte> text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9') at++;
        return at - start;
    }

    private static bool IsBoolean(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("t"u8) || text.SequenceEqual("T"u8) || text.SequenceEqual("true"u8) || text.SequenceEqual("True"u8) || text.SequenceEqual("TRUE"u8)
        || text.SequenceEqual("f"u8) || text.SequenceEqual("F"u8) || text.SequenceEqual("false"u8) || text.SequenceEqual("False"u8) || text.SequenceEqual("FALSE"u8);
}
