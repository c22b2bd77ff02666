using System.Buffers.Text;
using System.Text;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>What the text of a cell means as a value.</summary>
internal static class CellValue
{
    /// <summary>The trimmed text; empty for the ways these boxes write "nothing": <c>--</c>, <c>-inf</c>, <c>NA</c>, <c>N/A</c>.</summary>
    public static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> cell)
    {
        var text = Trim(cell);
        return text.Length <= 4 && IsNothing(text) ? [] : text;
    }

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell) => cell.Trim(" \t\r\n"u8);

    public static bool TryNumber(ReadOnlySpan<byte> text, out double number) =>
        Utf8Parser.TryParse(text, out number, out var used) && used == text.Length && double.IsFinite(number);

    /// <summary>A count or seconds: never negative, and never more than a counter of 32 bits can hold.</summary>
    public static bool TryCount(ReadOnlySpan<byte> text, out long number) =>
        Utf8Parser.TryParse(text, out number, out var used) && used == text.Length && number is >= 0 and <= uint.MaxValue;

    private static bool IsNothing(ReadOnlySpan<byte> text) => text.Length switch
    {
        0 => true,
        1 => text[0] == '-',
        2 => text.SequenceEqual("--"u8) || Ascii.EqualsIgnoreCase(text, "NA"u8),
        3 => Ascii.EqualsIgnoreCase(text, "N/A"u8) || Ascii.EqualsIgnoreCase(text, "inf"u8) || Ascii.EqualsIgnoreCase(text, "nan"u8),
        _ => Ascii.EqualsIgnoreCase(text, "-inf"u8),
    };
}
