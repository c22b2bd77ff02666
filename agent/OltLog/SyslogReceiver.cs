using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.OltLog;

/// <summary>Listens for the OLTs' syslog over UDP.</summary>
internal sealed class SyslogReceiver : IAsyncDisposable
{
    /// <summary>RFC 3164 ends at 1,024.</summary>
    private const int MaxDatagram = 2048;

    /// <summary>A whole village's power cut arrives within a second.</summary>
    private const int ReceiveBuffer = 1 << 20;

    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _socket;
    private readonly Task _receiving;

    private SyslogReceiver(Socket socket, LogInbox inbox, LogSources sources, ILogger logger)
    {
        _socket = socket;
        Inbox = inbox;
        _receiving = ReceiveAsync(sources, logger);
    }

    /// <summary>The port that was asked for, or the free one for port 0.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    public LogInbox Inbox { get; }

    /// <summary>Opens the port. Without it the agent polls all the same: null, and a line in the log that says what to do.</summary>
    public static SyslogReceiver? TryStart(IPEndPoint listen, LogInbox inbox, LogSources sources, ILogger logger)
    {
        var socket = new Socket(listen.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = ReceiveBuffer };
        try
        {
            if (listen.AddressFamily == AddressFamily.InterNetworkV6) socket.DualMode = true;
            socket.Bind(listen);
            return new SyslogReceiver(socket, inbox, sources, logger);
        }
        catch (SocketException error)
        {
            socket.Dispose();
            logger.LogError("the OLTs' syslog cannot be received at {Listen} ({Problem}): choose another port in syslog.listen, or give the agent CAP_NET_BIND_SERVICE for one below 1024", listen, error.Message);
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        await _receiving.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task ReceiveAsync(LogSources sources, ILogger logger)
    {
        var buffer = new byte[MaxDatagram];
        var anybody = new IPEndPoint(_socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await sources.ResolveAsync(_stop.Token).ConfigureAwait(false);
                var received = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, anybody, _stop.Token).ConfigureAwait(false);
                Inbox.Take(((IPEndPoint)received.RemoteEndPoint).Address, buffer.AsSpan(0, received.ReceivedBytes));
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException error)
            {
                // A datagram that is too long, or an ICMP error of something this socket never sent.
                logger.LogDebug("a syslog datagram could not be received: {Problem}", error.Message);
            }
        }
    }
}
