using System.Buffers;
using System.Text;
using EdgeNoc.Agent.Devices.MikroTik.Api;

namespace EdgeNoc.Agent.Devices.MikroTik;

/// <summary>A menu's answer in the form that the verb <c>parse</c> reads: one word a line, a blank line after each sentence.</summary>
internal sealed class MenuTranscript
{
    private readonly ArrayBufferWriter<byte> _text = new();

    public void Add(Sentence row)
    {
        foreach (var word in row)
        {
            // Tags are the agent's own, and a line break within a comment would end the word.
            if (word.StartsWith(".tag="u8)) continue;
            var line = _text.GetSpan(word.Length + 1)[..(word.Length + 1)];
            word.CopyTo(line);
            line.Replace((byte)'\n', (byte)' ');
            line[^1] = (byte)'\n';
            _text.Advance(line.Length);
        }

        _text.Write("\n"u8);
    }

    /// <summary>The whole answer.</summary>
    public Exchange Of(string command, IEnumerable<ApiTrap> traps)
    {
        foreach (var trap in traps) _text.Write(Encoding.UTF8.GetBytes($"!trap\n=message={trap.Message.ReplaceLineEndings(" ")}\n\n"));
        _text.Write("!done\n\n"u8);
        return new Exchange(command, _text.WrittenMemory.ToArray());
    }
}
