using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

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
    private long _passed;

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

    /// <summary>How long each byte is on its way, in either direction.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How many bytes of a connection pass a second, in each direction; 0 is no limit. 32,000 are 256 kbit/s.</summary>
    public int BytesPerSecond { get; set; }

    /// <summary>Bytes that have passed, in both directions, as the programs at the ends see them: without the headers of TCP and IP.</summary>
    public long Passed => Interlocked.Read(ref _passed);

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
        // Bytes that are on their way, so that a delay takes nothing from how many pass. Bounded, as a real line is.
        var underway = Channel.CreateBounded<(byte[] Bytes, long SentAt)>(64);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var arriving = ArriveAsync(underway.Reader, to, ended);
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(Part(buffer), ended.Token) is > 0 and var count)
            {
                await underway.Writer.WriteAsync((buffer.AsSpan(0, count).ToArray(), Stopwatch.GetTimestamp()), ended.Token);
            }
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut.
        }

        underway.Writer.TryComplete();
        await arriving;
    }

    private async Task ArriveAsync(ChannelReader<(byte[] Bytes, long SentAt)> underway, Socket to, CancellationTokenSource ended)
    {
        try
        {
            await foreach (var (bytes, sentAt) in underway.ReadAllAsync(_stop.Token))
            {
                await PauseAsync(Delay - Stopwatch.GetElapsedTime(sentAt));
                if (BytesPerSecond is > 0 and var limit) await PauseAsync(TimeSpan.FromSeconds((double)bytes.Length / limit));
                if (_silent) continue;
                for (var sent = 0; !_silent && sent < bytes.Length;) sent += await to.SendAsync(bytes.AsMemory(sent), _stop.Token);
                Interlocked.Add(ref _passed, bytes.Length);
            }
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut.
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    /// <summary>On a narrow line little is taken at once, so that a small message waits for few bytes of a large one.</summary>
    private Memory<byte> Part(byte[] buffer) => BytesPerSecond is > 0 and var limit ? buffer.AsMemory(0, Math.Clamp(limit / 20, 64, buffer.Length)) : buffer;

    private Task PauseAsync(TimeSpan pause) => pause > TimeSpan.Zero ? Task.Delay(pause, _stop.Token) : Task.CompletedTask;

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
