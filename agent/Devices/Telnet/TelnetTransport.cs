using System.Net.Sockets;
using EdgeNoc.Agent.Devices.Ssh;

namespace EdgeNoc.Agent.Devices.Telnet;

/// <summary>A telnet connection with its negotiation taken out. What was read ahead during the login comes first.</summary>
internal sealed class TelnetTransport : ICliTransport
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly TelnetFilter _filter = new();
    private readonly List<byte> _answers = [];
    private ReadOnlyMemory<byte> _ahead;

    private TelnetTransport(TcpClient client, string where) => (_client, _stream, Where) = (client, client.GetStream(), where);

    /// <inheritdoc/>
    public string Where { get; }

    /// <summary>Connects; the login comes after.</summary>
    /// <exception cref="CliException">Nobody answers.</exception>
    public static async Task<TelnetTransport> ConnectAsync(TelnetTarget target, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        var client = new TcpClient { NoDelay = true };
        using var patience = new CancellationTokenSource(timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await client.ConnectAsync(target.Host, target.Port, limit.Token).ConfigureAwait(false);
            return new TelnetTransport(client, target.ToString());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            client.Dispose();
            throw new CliException(new(CliErrorKind.Timeout, $"{target} does not take connections: they time out", "check address, port and the way to the OLT (firewall, VLAN, power)"));
        }
        catch (SocketException exception)
        {
            client.Dispose();
            throw new CliException(new(CliErrorKind.Unreachable, $"no connection to {target} ({exception.Message})", "check address and port, and that the OLT's telnet server is on"));
        }
        catch (OperationCanceledException)
        {
            client.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (!_ahead.IsEmpty)
        {
            var count = Math.Min(buffer.Length, _ahead.Length);
            _ahead[..count].CopyTo(buffer);
            _ahead = _ahead[count..];
            return count;
        }

        try
        {
            while (true)
            {
                var read = await _stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                if (read == 0) return 0;
                _answers.Clear();
                var text = _filter.Filter(buffer.Span[..read], _answers);
                if (_answers.Count > 0) await _stream.WriteAsync(_answers.ToArray(), cancellationToken).ConfigureAwait(false);
                if (text > 0) return text;
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }

    /// <summary>Puts bytes back that belong to whoever reads next.</summary>
    public void PutBack(ReadOnlyMemory<byte> bytes) => _ahead = bytes;

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => _stream.WriteAsync(bytes, cancellationToken);

    /// <inheritdoc/>
    public Task<CliError?> EndedAsync(string lastText) => Task.FromResult<CliError?>(null);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
