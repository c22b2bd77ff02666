using System.Buffers;
using EdgeNoc.Agent.Devices.MikroTik.Api;

namespace EdgeNoc.Agent.Devices.MikroTik;

/// <summary>The sentences of a capture.</summary>
/// <param name="Rows">Of <c>!re</c>, without those that tell a deletion.</param>
/// <param name="Traps">Refusals.</param>
/// <param name="Asked">Names that the request in it asked for, by <c>=interface=</c> or <c>=numbers=</c>.</param>
/// <param name="Fatal">Why the router ended the session in it; null when it did not.</param>
/// <param name="Replies">Sentences of any kind that a router sends; 0 when it is no capture of the API.</param>
internal sealed record CapturedDialog(IReadOnlyList<Sentence> Rows, IReadOnlyList<ApiTrap> Traps, IReadOnlyList<string> Asked, string? Fatal, int Replies);

/// <summary>Reads captures: one word a line and a blank line after each sentence, or the bytes of the wire themselves.</summary>
/// <remarks>Also dialogs as manuals print them: requests among the replies, <c>---></c> and <c>&lt;---</c> or <c>>>></c> and <c>&lt;&lt;&lt;</c> before words, quotes around them, <c>EOS</c> for the end, comments after <c>--</c>.</remarks>
internal static class CaptureText
{
    public static CapturedDialog Read(ReadOnlyMemory<byte> bytes)
    {
        var sentences = IsWire(bytes.Span) ? Wire(bytes.Span) : Lines(bytes.Span);
        var replies = sentences.Where(sentence => sentence.Kind != SentenceKind.Unknown).ToList();
        return new CapturedDialog(
            [.. replies.Where(sentence => sentence.Kind == SentenceKind.Row && !sentence.TryGet(".dead"u8, out _))],
            [.. replies.Where(sentence => sentence.Kind == SentenceKind.Trap).Select(PendingReply.TrapOf)],
            [.. sentences.Except(replies).SelectMany(Asked)],
            replies.Find(sentence => sentence.Kind == SentenceKind.Fatal) is { } fatal ? ApiText.Decode(fatal.BareWord()) : null,
            replies.Count);
    }

    private static bool IsWire(ReadOnlySpan<byte> bytes) => bytes.Length > 3 && bytes[0] is > 0 and < 0x20 && bytes[1] is (byte)'!' or (byte)'/' && bytes[0] is not ((byte)'\n' or (byte)'\r');

    private static List<Sentence> Wire(ReadOnlySpan<byte> bytes)
    {
        var (sentences, reader) = (new List<Sentence>(), new SentenceReader());
        while (!bytes.IsEmpty)
        {
            var space = reader.Space().Span;
            var count = Math.Min(space.Length, bytes.Length);
            bytes[..count].CopyTo(space);
            reader.Wrote(count);
            bytes = bytes[count..];
            FrameState state;
            while ((state = reader.TryRead(out var sentence)) == FrameState.Sentence) sentences.Add(sentence!.Keep());
            if (state != FrameState.NeedsBytes) break;
        }

        return sentences;
    }

    private static List<Sentence> Lines(ReadOnlySpan<byte> bytes)
    {
        var sentences = new List<Sentence>();
        var words = new ArrayBufferWriter<byte>();
        foreach (var range in bytes.Split((byte)'\n'))
        {
            var word = Word(bytes[range]);
            if (word.StartsWith("-- "u8)) continue;
            if (!word.IsEmpty && !word.SequenceEqual("EOS"u8) && word.Length <= SentenceReader.MaxWord)
            {
                // A kind begins a sentence also where the blank line is missing.
                if (word[0] is (byte)'!' or (byte)'/' && words.WrittenCount > 0) End();
                SentenceWriter.Append(words, word);
            }
            else if (words.WrittenCount > 0)
            {
                End();
            }
        }

        if (words.WrittenCount > 0) End();
        return sentences;

        void End()
        {
            sentences.Add(new Sentence(words.WrittenSpan.ToArray()));
            words.ResetWrittenCount();
        }
    }

    private static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd((byte)'\r');
        if (line.StartsWith("\uFEFF"u8)) line = line[3..];
        if (line.StartsWith("---> "u8) || line.StartsWith("<--- "u8)) line = line[5..];
        else if (line.StartsWith(">>>"u8) || line.StartsWith("<<<"u8)) line = line[3..];
        if (line.Length > 1 && line[0] == '\'' && line[^1] == '\'') line = line[1..^1];
        return line.TrimStart(" \t"u8);
    }

    private static IEnumerable<string> Asked(Sentence request) =>
        request.TryGet("interface"u8, out var names) || request.TryGet("numbers"u8, out names) ? ApiText.Decode(names).Split(',') : [];
}
