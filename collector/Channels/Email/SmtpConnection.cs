using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EdgeNoc.Collector.Channels.Email;

/// <summary>Lines to and from a mail server. Throws <see cref="IOException"/> for whatever it should not do.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private const int MaxLine = 2048;
    private const int MaxLines = 100;

    private readonly TcpClient _tcp;
    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream;
    private int _start;
    private int _end;

    private SmtpConnection(TcpClient tcp) => (_tcp, _stream) = (tcp, tcp.GetStream());

    /// <summary>This end's address, as a name for EHLO that needs no DNS.</summary>
    public string LocalName => _tcp.Client.LocalEndPoint is IPEndPoint { Address: var address }
        ? address.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6 ? $"[IPv6:{address}]" : $"[{address.MapToIPv4()}]"
        : "[127.0.0.1]";

    public static async Task<SmtpConnection> ConnectAsync(string host, int port, CancellationToken ct)
    {
        var tcp = new TcpClient { NoDelay = true };
        try
        {
            await tcp.ConnectAsync(host, port, ct);
            return new SmtpConnection(tcp);
        }
        catch
        {
            tcp.Dispose();
            throw;
        }
    }

    public async Task StartTlsAsync(string host, string? caFile, CancellationToken ct)
    {
        // Whoever stood in between could have put words here before the encryption began.
        if (_start < _end) throw new IOException("the server sent more before TLS than it may");
        var options = new SslClientAuthenticationOptions { TargetHost = host };
        if (caFile is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(caFile);
        }

        var tls = new SslStream(_stream);
        _stream = tls;
        await tls.AuthenticateAsClientAsync(options, ct);
    }

    public async Task<SmtpReply> AskAsync(string command, CancellationToken ct)
    {
        await WriteAsync(command + "\r\n", ct);
        return await ReadAsync(ct);
    }

    public async Task WriteAsync(string text, CancellationToken ct)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
        await _stream.FlushAsync(ct);
    }

    public async Task<SmtpReply> ReadAsync(CancellationToken ct)
    {
        var lines = new List<string>();
        while (true)
        {
            var text = await ReadLineAsync(ct);
            if (SmtpReply.Line(text) is not { } line) throw new IOException("it does not speak SMTP");
            lines.Add(line.Text);
            if (line.IsLast) return new SmtpReply(line.Code, lines);
            if (lines.Count >= MaxLines) throw new IOException("its answer has no end");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _tcp.Dispose();
    }

    private async Task<string> ReadLineAsync(CancellationToken ct)
    {
        var line = new List<byte>();
        while (true)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await _stream.ReadAsync(_buffer, ct));
                if (_end == 0) throw new IOException("it closed the connection");
            }

            var next = _buffer[_start++];
            if (next == '\n') return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(next);
            if (line.Count > MaxLine) throw new IOException("its answer has no end");
        }
    }
}
