using System.Text.Json;

namespace EdgeNoc.Collector.Ingest.Replay;

/// <summary>Where a letter lies: its file, and the byte at which it begins.</summary>
internal readonly record struct LetterPlace(string File, long Offset);

/// <summary>A line that was not stored, as the dead letters keep it.</summary>
/// <param name="Place">Where it lies.</param>
/// <param name="At">When it was put aside, as written.</param>
/// <param name="Site">Whose it is.</param>
/// <param name="Seq">Of its message; null when that had none.</param>
/// <param name="Reason">Why it was not stored.</param>
/// <param name="Line">Line protocol; with the site tag where the database refused it, without where the collector did.</param>
/// <param name="IsWhole">False: cut, altered, or no line at all. It is for people only and never stored.</param>
internal sealed record DeadLetter(LetterPlace Place, string At, string Site, long? Seq, string Reason, string Line, bool IsWhole)
{
    /// <summary>Null when it is none: a line torn by a power cut.</summary>
    public static DeadLetter? Parse(LetterPlace place, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var letter = document.RootElement;
            var line = letter.GetProperty("line").GetString()!;
            return new DeadLetter(
                place,
                letter.GetProperty("at").GetString()!,
                letter.GetProperty("site").GetString()!,
                letter.TryGetProperty("seq", out var seq) ? seq.GetInt64() : null,
                letter.GetProperty("reason").GetString()!,
                line,
                !letter.TryGetProperty("incomplete", out _) && !line.StartsWith("base64:", StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }
}
