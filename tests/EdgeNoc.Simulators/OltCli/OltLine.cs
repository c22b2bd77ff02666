using System.Text;

namespace EdgeNoc.Simulators.OltCli;

/// <summary>One connection as a box sees it: echo, lines and single keys; over telnet also its options.</summary>
/// <param name="input">What the other side types.</param>
/// <param name="output">What it sees.</param>
/// <param name="isTelnet">Whether bytes of 255 are options.</param>
internal sealed class OltLine(Stream input, Stream output, bool isTelnet, CancellationToken stop)
{
    private const byte Iac = 255;

    /// <summary>Will echo, will suppress go-ahead, do terminal type with its question, do window size; nop.</summary>
    private static readonly byte[] Opening = [Iac, 251, 1, Iac, 251, 3, Iac, 253, 24, Iac, 250, 24, 1, Iac, 240, Iac, 253, 31, Iac, 241];

    private readonly byte[] _one = new byte[1];
    private bool _afterReturn;

    public bool IsFullOfIac { get; init; }

    public async Task NegotiateAsync()
    {
        if (isTelnet) await output.WriteAsync(Opening, stop);
    }

    public async Task SendAsync(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (!IsFullOfIac)
        {
            await SendAsync(bytes);
            return;
        }

        // Each byte in a packet of its own, with an option between that is never agreed upon.
        foreach (var value in bytes)
        {
            await output.WriteAsync(new byte[] { Iac, 253, 99, value, Iac, 250, 99 }, stop);
            await output.WriteAsync(new byte[] { Iac, Iac, 7, Iac, 240 }, stop);
        }
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await output.WriteAsync(bytes, stop);
        await output.FlushAsync(stop);
    }

    /// <summary>One block a hundred megabytes long, in pieces.</summary>
    public async Task FloodAsync(byte value)
    {
        var piece = new byte[64 * 1024];
        Array.Fill(piece, value);
        for (var sent = 0; sent < 1600; sent++) await output.WriteAsync(piece, stop);
    }

    public async Task<string> ReadLineAsync(bool echo)
    {
        var line = new List<byte>();
        while (true)
        {
            var key = await ReadKeyAsync();
            if (key is '\r' or '\n')
            {
                await SendAsync("\r\n");
                return Encoding.UTF8.GetString(line.ToArray());
            }

            line.Add((byte)key);
            if (echo) await SendAsync(((char)key).ToString());
        }
    }

    /// <summary>The next byte of text: answers to options are left out, and the line feed of a return and line feed.</summary>
    public async Task<int> ReadKeyAsync()
    {
        while (true)
        {
            var value = await ReadByteAsync();
            if (isTelnet && value == Iac)
            {
                if (await ReadByteAsync() is >= 251 and <= 254) await ReadByteAsync();
                continue;
            }

            var isRest = _afterReturn && value is '\n' or 0;
            _afterReturn = value == '\r';
            if (!isRest) return value;
        }
    }

    private async Task<int> ReadByteAsync() => await input.ReadAsync(_one, stop) == 1 ? _one[0] : throw new IOException("closed");
}
