using System.Buffers.Text;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Web.Live;

/// <summary>Values of fields, read in place. Pure.</summary>
internal static class LineValues
{
    /// <summary>An integer with its suffix, or a float; null for anything else.</summary>
    public static double? Number(ReadOnlySpan<byte> value)
    {
        if (value.EndsWith("i"u8)) value = value[..^1];
        return Utf8Parser.TryParse(value, out double number, out var length) && length == value.Length && double.IsFinite(number) ? number : null;
    }

    public static long? Count(ReadOnlySpan<byte> value) => Number(value) is { } number and >= 0 and < 1e15 ? (long)number : null;

    /// <summary>One of these without making a text of it; else a new one.</summary>
    public static string Word(ReadOnlySpan<byte> value, ReadOnlySpan<string> known)
    {
        foreach (var word in known)
        {
            if (value.Length != word.Length) continue;
            var same = true;
            for (var i = 0; same && i < word.Length; i++) same = value[i] == word[i];
            if (same) return word;
        }

        return Store.DbText.Bounded(LineText.UnescapeText(value))!;
    }

    /// <summary>A text that seldom changes: the old one while it is the same.</summary>
    public static string? Text(ReadOnlySpan<byte> value, string? old)
    {
        if (old is not null && old.Length == value.Length)
        {
            var same = true;
            for (var i = 0; same && i < old.Length; i++) same = value[i] < 128 && value[i] == old[i];
            if (same) return old;
        }

        return value.IsEmpty ? null : Store.DbText.Bounded(LineText.UnescapeText(value));
    }
}
