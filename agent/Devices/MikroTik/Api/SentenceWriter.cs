using System.Buffers;
using System.Globalization;
using System.Text;

namespace EdgeNoc.Agent.Devices.MikroTik.Api;

/// <summary>Puts words together into a sentence as it goes over the wire. Lengths count bytes, not characters.</summary>
internal static class SentenceWriter
{
    /// <param name="words">Command first; <c>=name=value</c>, <c>?query</c>.</param>
    /// <param name="tag">Null for a call whose answer comes without one.</param>
    public static ReadOnlyMemory<byte> Write(IEnumerable<string> words, int? tag)
    {
        var sentence = new ArrayBufferWriter<byte>(256);
        foreach (var word in words) Append(sentence, Encoding.UTF8.GetBytes(word));
        if (tag is { } number) Append(sentence, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $".tag={number}")));
        Append(sentence, []);
        return sentence.WrittenMemory;
    }

    /// <summary>One word with its length; the empty word ends a sentence.</summary>
    public static void Append(IBufferWriter<byte> output, ReadOnlySpan<byte> word)
    {
        var span = output.GetSpan(LengthPrefix.MaxBytes + word.Length);
        var size = LengthPrefix.Write(span, (uint)word.Length);
        word.CopyTo(span[size..]);
        output.Advance(size + word.Length);
    }
}
