using System.Net.Sockets;
using System.Text;

namespace EdgeNoc.Simulators.OltCli;

/// <summary>One telnet connection as a box sees it: options, echo, lines and single keys.</summary>
internal sealed class TelnetOltLine(NetworkStream stream, CancellationToken stop) : IDisposable
{
    private const byte Iac = 255;

    /// <summary>Will echo, will suppress go-ahead, do terminal type with its question, do window size; nop.</summary>
    private static readonly byte[] Opening = [Iac, 251, 1, Iac, 251, 3, Iac, 253, 24, Iac, 250, 24, 1, Iac, 240, Iac, 253, 31, Iac, 241];

    private readonly byte[] _one = new byte[1];

    public bool IsFullOfIac { get; init; }

    public async Task NegotiateAsync() => await stream.WriteAsync(Opening, stop);

    public async Task SendAsync(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (!IsFullOfIac)
        {
            await stream.WriteAsync(bytes, stop);
            return;
        }

        // Each byte in a packet of its own, with an option between that is never agreed upon.
        foreach (var value in bytes)
        {
            await stream.WriteAsync(new byte[] { Iac, 253, 99, value, Iac, 250, 99 }, stop);
            await stream.WriteAsync(new byte[] { Iac, Iac, 7, Iac, 240 }, stop);
        }
    }

    public async Task<string> ReadLineAsync(bool echo)
    {
        var line = new List<byte>();
        while (true)
        {
            var key = await ReadKeyAsync();
            if (key is '\r' or '\n')
            {
                if (key == '\r' && stream.DataAvailable) await ReadKeyAsync();
                await SendAsync("\r\n");
                return Encoding.UTF8.GetString(line.ToArray());
            }

            line.Add((byte)key);
            if (echo) await SendAsync(((char)key).ToString());
        }
    }

    /// <summary>The next byte of text: answers to options are left out.</summary>
    public async Task<int> ReadKeyAsync()
    {
        while (true)
        {
            var value = await ReadByteAsync();
            if (value != Iac) return value;
            if (await ReadByteAsync() is >= 251 and <= 254) await ReadByteAsync();
        }
    }

    public void Dispose() => stream.Dispose();

    private async Task<int> ReadByteAsync() => await stream.ReadAsync(_one, stop) == 1 ? _one[0] : throw new IOException("closed");
}
