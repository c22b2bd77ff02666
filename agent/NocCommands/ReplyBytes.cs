using System.Text;
using System.Text.Json;
using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Agent.NocCommands;

/// <summary>An answer as it goes over the wire: never more than <see cref="Max"/>; what had to be left out is said.</summary>
internal static class ReplyBytes
{
    public const int Max = 256 << 10;

    // For everything but text and records, and for what JSON adds to them.
    private const int Frame = 4 << 10;
    private const int MaxWords = 600;

    public static byte[] Of(CommandReply reply)
    {
        reply = reply with { Detail = Bounded(reply.Detail), Remedy = Bounded(reply.Remedy) };
        var whole = JsonSerializer.SerializeToUtf8Bytes(reply, CommandJson.Default.CommandReply);
        if (whole.Length <= Max) return whole;
        var cut = reply with
        {
            CutFromBytes = whole.Length,
            Records = reply.Records is { } records ? Cut(records, Max - Frame) : null,
            Text = reply.Text is { } text ? Cut(text, reply.Records is null ? Max - Frame : Frame / 2) : null,
        };
        return JsonSerializer.SerializeToUtf8Bytes(cut, CommandJson.Default.CommandReply);
    }

    /// <summary>Whole lines from the beginning, measured as JSON writes them, with a last one that says that there was more.</summary>
    private static string Cut(string text, int room)
    {
        const string End = "… cut here: more than 256 kB is not sent";
        var kept = new StringBuilder();
        var left = room - Size(End) - 2;
        foreach (var line in text.Split('\n'))
        {
            var size = Size(line) + 2;
            if (size > left)
            {
                // A single line without end: what fits of it, six bytes a character at most.
                if (kept.Length == 0) kept.Append(line.AsSpan(0, Math.Min(line.Length, left / 6))).Append('\n');
                break;
            }

            kept.Append(line).Append('\n');
            left -= size;
        }

        return kept.Append(End).ToString();
    }

    /// <summary>As many records as fit, in their order.</summary>
    private static JsonElement? Cut(JsonElement records, int room)
    {
        if (records.ValueKind != JsonValueKind.Array) return null;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var record in records.EnumerateArray())
            {
                room -= JsonSerializer.SerializeToUtf8Bytes(record, CommandJson.Default.JsonElement).Length + 1;
                if (room < 0) break;
                record.WriteTo(json);
            }

            json.WriteEndArray();
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }

    // By way of bytes: half a letter, which a device may send and a cut may leave, becomes a sign that stands for it.
    private static int Size(string text) => JsonEncodedText.Encode(Encoding.UTF8.GetBytes(text)).EncodedUtf8Bytes.Length;

    private static string? Bounded(string? words) => words is { Length: > MaxWords } ? words[..MaxWords] + "…" : words;
}
