using System.Text;

namespace EdgeNoc.Simulators.Mail;

/// <summary>Lines that end with CR LF.</summary>
internal sealed class LineStream(Stream stream, CancellationToken ct)
{
    private readonly byte[] _one = new byte[1];

    public async Task WriteAsync(string text)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
        await stream.FlushAsync(ct);
    }

    /// <summary>A line without its end; null when there is no more.</summary>
    public async Task<string?> ReadAsync()
    {
        var line = new List<byte>();
        while (await stream.ReadAsync(_one, ct) == 1)
        {
            line.Add(_one[0]);
            if (line is [.., (byte)'\r', (byte)'\n']) return Encoding.UTF8.GetString([.. line[..^2]]);
        }

        return null;
    }

    /// <summary>Everything up to the line with the dot alone.</summary>
    public async Task<string> ReadTextAsync()
    {
        var text = new StringBuilder();
        while (await ReadAsync() is { } line && line != ".") text.Append(line).Append("\r\n");
        return text.ToString();
    }
}
