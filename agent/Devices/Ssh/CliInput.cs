using System.Text;

namespace EdgeNoc.Agent.Devices.Ssh;

/// <summary>What came since the question, and how much of it is dealt with.</summary>
internal sealed class CliInput(int maxBytes)
{
    private const int LongestLine = 1024;
    private byte[] _bytes = new byte[16 * 1024];
    private int _count;
    private int _handled;

    public bool IsFull => _count > maxBytes;

    public Memory<byte> Room()
    {
        if (_bytes.Length - _count < 4096) Array.Resize(ref _bytes, _bytes.Length * 2);
        return _bytes.AsMemory(_count);
    }

    public void Added(int count) => _count += count;

    public void Clear() => (_count, _handled) = (0, 0);

    /// <summary>What stands there was answered: the same words count no second time.</summary>
    public void Handled() => _handled = _count;

    /// <summary>What a terminal shows behind the last line feed.</summary>
    public string LastLine()
    {
        var from = Math.Max(_handled, Math.Max(_bytes.AsSpan(0, _count).LastIndexOf((byte)'\n') + 1, _count - LongestLine));
        return Terminal.Show(_bytes.AsSpan(from, _count - from))[^1];
    }

    /// <summary>Whether it came anywhere, as an echo does.</summary>
    public bool Has(string text) => _bytes.AsSpan(0, _count).IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    /// <summary>The last line that holds anything, for a person.</summary>
    public string LastWords() => Terminal.Show(Text()).LastOrDefault(line => line.Length > 0) ?? "";

    public string Text() => Terminal.Decode(_bytes.AsSpan(Math.Max(0, _count - (16 * 1024)), Math.Min(_count, 16 * 1024)));

    public byte[] Take()
    {
        var taken = _bytes.AsSpan(0, _count).ToArray();
        // One long answer is no reason to hold its room for ever.
        if (_bytes.Length > 1 << 20) _bytes = new byte[16 * 1024];
        Clear();
        return taken;
    }
}
