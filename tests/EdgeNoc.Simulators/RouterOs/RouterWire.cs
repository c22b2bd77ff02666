using System.Text;

namespace EdgeNoc.Simulators.RouterOs;

/// <summary>Words and sentences on the wire, written apart from the agent's so that one mistake is not made twice.</summary>
internal sealed class RouterWire(Stream stream, Encoding encoding) : IDisposable
{
    private const int MaxWord = 1 << 20;

    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>While it is set, each byte takes a second.</summary>
    public bool IsSlow { get; set; }

    public void Dispose() => _writing.Dispose();

    /// <summary>The next sentence's words; null at the end.</summary>
    public async Task<IReadOnlyList<string>?> ReadAsync(CancellationToken ct)
    {
        var words = new List<string>();
        while (await ReadLengthAsync(ct) is { } length)
        {
            if (length > MaxWord) return null;
            if (length == 0) return words;
            var bytes = new byte[length];
            await stream.ReadExactlyAsync(bytes, ct);
            words.Add(Encoding.UTF8.GetString(bytes));
        }

        return null;
    }

    public Task WriteAsync(CancellationToken ct, params IEnumerable<string> words) => WriteRawAsync(Encode(words), ct);

    public byte[] Encode(IEnumerable<string> words)
    {
        using var sentence = new MemoryStream();
        foreach (var word in words)
        {
            var bytes = encoding.GetBytes(word);
            sentence.Write(Length(bytes.Length));
            sentence.Write(bytes);
        }

        sentence.WriteByte(0);
        return sentence.ToArray();
    }

    /// <summary>A cancelled command stops between two sentences: half of one would make nonsense of all that follows.</summary>
    /// <param name="bytes">A sentence.</param>
    /// <param name="ct">Ends the wait for the turn.</param>
    public async Task WriteRawAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        await _writing.WaitAsync(ct);
        try
        {
            for (var i = 0; IsSlow && i < bytes.Length; i++)
            {
                await stream.WriteAsync(bytes.Slice(i, 1), CancellationToken.None);
                await Task.Delay(1000, CancellationToken.None);
            }

            if (!IsSlow) await stream.WriteAsync(bytes, CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    private static byte[] Length(int length) => length switch
    {
        < 0x80 => [(byte)length],
        < 0x4000 => [(byte)(0x80 | (length >> 8)), (byte)length],
        < 0x200000 => [(byte)(0xC0 | (length >> 16)), (byte)(length >> 8), (byte)length],
        _ => [(byte)(0xE0 | (length >> 24)), (byte)(length >> 16), (byte)(length >> 8), (byte)length],
    };

    private async Task<int?> ReadLengthAsync(CancellationToken ct)
    {
        var first = new byte[1];
        if (await stream.ReadAsync(first, ct) == 0) return null;
        var more = first[0] switch { < 0x80 => 0, < 0xC0 => 1, < 0xE0 => 2, < 0xF0 => 3, _ => 4 };
        var rest = new byte[more];
        await stream.ReadExactlyAsync(rest, ct);
        return rest.Aggregate(first[0] & (0xFF >> (more == 0 ? 0 : more + 1)), (value, next) => (value << 8) | next);
    }
}
