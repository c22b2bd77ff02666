using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EdgeNoc.Agent.Devices.Ping;

/// <summary>A raw socket for echo messages of one family, and the loop that takes the answers.</summary>
internal sealed class IcmpSocket : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _socket;
    private readonly Task _receiving;

    private IcmpSocket(Socket socket, Action<ReadOnlyMemory<byte>, IPAddress, long> received)
    {
        _socket = socket;
        _receiving = Task.Run(() => ReceiveAsync(received));
    }

    /// <summary>Opens one.</summary>
    /// <param name="family">IPv4 or IPv6.</param>
    /// <param name="received">Is handed each message that may be an answer, good until it returns: as the socket gives it, from whom, and when.</param>
    /// <exception cref="SocketException">This process may not, or the machine has no such family.</exception>
    public static IcmpSocket Open(AddressFamily family, Action<ReadOnlyMemory<byte>, IPAddress, long> received)
    {
        var isV6 = family == AddressFamily.InterNetworkV6;
        var socket = new Socket(family, SocketType.Raw, isV6 ? ProtocolType.IcmpV6 : ProtocolType.Icmp) { ReceiveBufferSize = 1 << 20 };
        try
        {
            if (isV6) TakeOnlyRepliesV6(socket);
            else TakeOnlyReplies(socket);
            socket.Bind(new IPEndPoint(isV6 ? IPAddress.IPv6Any : IPAddress.Any, 0));
            return new IcmpSocket(socket, received);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="SocketException">It could not leave: no route, or a full queue.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> packet, IPAddress address, CancellationToken cancellationToken) =>
        await _socket.SendToAsync(packet, SocketFlags.None, new IPEndPoint(address, 0), cancellationToken).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _receiving.ConfigureAwait(false);
        _socket.Dispose();
        _stop.Dispose();
    }

    /// <summary>A raw socket otherwise gets a copy of every ICMP message of this machine.</summary>
    private static void TakeOnlyReplies(Socket socket)
    {
        const int solRaw = 255, icmpFilter = 1;
        socket.SetRawSocketOption(solRaw, icmpFilter, BitConverter.GetBytes(~1u));
    }

    /// <summary>A bit for each type, set for those that are kept away.</summary>
    private static void TakeOnlyRepliesV6(Socket socket)
    {
        const int solIcmpV6 = 58, icmpV6Filter = 1, echoReply = 129;
        var blocked = new uint[8];
        Array.Fill(blocked, ~0u);
        blocked[echoReply / 32] &= ~(1u << (echoReply % 32));
        socket.SetRawSocketOption(solIcmpV6, icmpV6Filter, System.Runtime.InteropServices.MemoryMarshal.AsBytes<uint>(blocked));
    }

    private async Task ReceiveAsync(Action<ReadOnlyMemory<byte>, IPAddress, long> received)
    {
        var buffer = new byte[2048];
        var any = new IPEndPoint(_socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var message = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, any, _stop.Token).ConfigureAwait(false);
                received(buffer.AsMemory(0, message.ReceivedBytes), ((IPEndPoint)message.RemoteEndPoint).Address, Stopwatch.GetTimestamp());
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // An error about one packet; the socket goes on.
                await Task.Delay(10).ConfigureAwait(false);
            }
        }
    }
}
