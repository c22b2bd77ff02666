using System.Buffers;
using System.Text;
using EdgeNoc.Agent.Devices.MikroTik.Api;

namespace EdgeNoc.Tests.MikroTik;

/// <summary>Sentences by hand.</summary>
internal static class Sentences
{
    public static Sentence Row(params IEnumerable<string> words) => Of(["!re", .. words]);

    public static Sentence Of(params IEnumerable<string> words) => OfBytes(words.Select(Encoding.UTF8.GetBytes));

    public static Sentence OfBytes(IEnumerable<byte[]> words)
    {
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var word in words) SentenceWriter.Append(buffer, word);
        return new Sentence(buffer.WrittenSpan.ToArray());
    }

    /// <summary>The words of a sentence, for comparing.</summary>
    public static IReadOnlyList<string> Words(Sentence sentence)
    {
        var words = new List<string>();
        foreach (var word in sentence) words.Add(Encoding.UTF8.GetString(word));
        return words;
    }

    /// <summary>All sentences in these bytes, which come in pieces of the given sizes (the last is repeated), and how reading ended.</summary>
    public static (List<Sentence> Sentences, FrameState End) Read(ReadOnlySpan<byte> bytes, params int[] pieces)
    {
        var (reader, sentences, round) = (new SentenceReader(), new List<Sentence>(), 0);
        FrameState state;
        while (true)
        {
            while ((state = reader.TryRead(out var sentence)) == FrameState.Sentence) sentences.Add(sentence!.Keep());
            if (state != FrameState.NeedsBytes || bytes.IsEmpty) return (sentences, state);
            var space = reader.Space().Span;
            var piece = pieces.Length == 0 ? int.MaxValue : Math.Max(1, pieces[Math.Min(round++, pieces.Length - 1)]);
            var count = Math.Min(Math.Min(space.Length, bytes.Length), piece);
            bytes[..count].CopyTo(space);
            reader.Wrote(count);
            bytes = bytes[count..];
        }
    }
}
