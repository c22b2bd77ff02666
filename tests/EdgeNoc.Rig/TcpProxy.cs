using System.Net;
using System.Net.Sockets;

namespace EdgeNoc.Rig;

/// <summary>A piece of network between two parts that a test can cut: resets what is open, or lets bytes vanish.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly int _targetPort;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<Socket> _sockets = [];
    private readonly Task _accepting;
    private readonly TaskCompletionSource _accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _silent;

    /// <param name="targetPort">Where it leads to, on 127.0.0.1.</param>
    /// <param name="listen">Where it listens; a free port of 127.0.0.1 by default.</param>
    public TcpProxy(int targetPort, IPEndPoint? listen = null)
    {
        _targetPort = targetPort;
        _listener = new TcpListener(listen ?? new IPEndPoint(IPAddress.Loopback, FreePort.Next()));
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Connect here.</summary>
    public int Port { get; }

    /// <summary>While true, connections are taken and nothing passes in either direction: a link that is dead without saying so.</summary>
    public bool Silent { get => _silent; set => _silent = value; }

    /// <summary>So much later everything arrives, chunk by chunk.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>So much passes in each direction of each connection; 0 does not limit.</summary>
    public int BitsPerS { get; set; }

    /// <summary>Ends when the first connection came.</summary>
    public Task AcceptedAsync() => _accepted.Task;

    /// <summary>Resets every connection; new ones are served.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            foreach (var socket in _sockets) Reset(socket);
            _sockets.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptSocketAsync(_stop.Token);
                _accepted.TrySetResult();
                _ = ServeAsync(near);
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket near)
    {
        var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.NoDelay = true;
        lock (_gate) _sockets.AddRange([near, far]);
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _targetPort, _stop.Token);
            await Task.WhenAny(PumpAsync(near, far), PumpAsync(far, near));
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Nobody at the far end: the near one sees its connection go.
        }
        finally
        {
            near.Dispose();
            far.Dispose();
            lock (_gate) _sockets.RemoveAll(s => s == near || s == far);
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        // Small pieces where the line is slow, or an alarm would seem to wait behind a whole buffer.
        var buffer = new byte[BitsPerS > 0 ? 4 * 1024 : 64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
            {
                if (Delay > TimeSpan.Zero) await Task.Delay(Delay, _stop.Token);
                if (BitsPerS > 0) await Task.Delay(TimeSpan.FromSeconds(count * 8.0 / BitsPerS), _stop.Token);
                for (var sent = 0; !_silent && sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _stop.Token);
            }
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut.
        }
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, 0);
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
        {
            // Closed meanwhile.
        }

        socket.Dispose();
    }
}
