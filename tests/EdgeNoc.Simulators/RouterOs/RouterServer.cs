using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EdgeNoc.Simulators.RouterOs;

/// <summary>Where a simulated router listens and who may in.</summary>
public sealed record RouterServerOptions
{
    public required IPEndPoint Listen { get; init; }

    public required string User { get; init; }

    public required string Password { get; init; }

    public RouterPlan Plan { get; init; } = new();

    /// <summary>With it the service is <c>api-ssl</c>.</summary>
    public X509Certificate2? Certificate { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>The API of a MikroTik router with RouterOS 6 or 7, on loopback.</summary>
public sealed class RouterServer : IAsyncDisposable
{
    /// <summary>Alert 40, handshake failure: what a router says that offers anonymous Diffie-Hellman alone.</summary>
    private static readonly byte[] HandshakeFailure = [0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28];

    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<IReadOnlyList<string>> _commands = new();
    private readonly ConcurrentDictionary<Socket, byte> _open = new();
    private readonly RouterMenus _menus;
    private readonly Task _accepting;
    private int _connections;

    private RouterServer(RouterServerOptions options)
    {
        Options = options;
        Model = new RouterModel(options.Plan, options.Time);
        _menus = new RouterMenus(Model, options.User);
        _listener = new TcpListener(options.Listen);
        _listener.Start();
        EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        _accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>What a driver is given: <c>api://127.0.0.4:8728</c>.</summary>
    public string Url => $"{(Options.Certificate is null && Fault != RouterFault.AnonymousTls ? "api" : "apis")}://{EndPoint}";

    public RouterServerOptions Options { get; }

    public RouterPlan Plan => Options.Plan;

    public RouterModel Model { get; }

    /// <summary>How it goes wrong from the next command on.</summary>
    public RouterFault Fault { get; set; }

    /// <summary>Only commands that begin so go wrong; null for all.</summary>
    public string? FaultAt { get; set; }

    /// <summary>Between two rounds of a streaming command.</summary>
    public TimeSpan StreamEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Connections so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Commands so far, word by word.</summary>
    public IReadOnlyCollection<IReadOnlyList<string>> Commands => _commands;

    /// <summary>Starts; the port is open on return.</summary>
    public static RouterServer Start(RouterServerOptions options) => new(options);

    /// <summary>Ends every session, as a restart does.</summary>
    public void DropConnections()
    {
        foreach (var socket in _open.Keys) socket.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        // A test may have switched it off already.
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        _listener.Stop();
        DropConnections();
        await _accepting;
        _stop.Dispose();
    }

    internal RouterFault FaultFor(string command) => FaultAt is null || command.StartsWith(FaultAt, StringComparison.Ordinal) ? Fault : RouterFault.None;

    /// <summary>Passwords are not kept.</summary>
    internal void Note(IReadOnlyList<string> words)
    {
        _commands.Enqueue([.. words.Select(word => word.StartsWith("=password=", StringComparison.Ordinal) ? "=password=***" : word)]);
        while (_commands.Count > 10_000) _commands.TryDequeue(out _);
    }

    internal (IReadOnlyList<RouterRow> Rows, string? Trap) Answer(RouterRequest request)
    {
        var fault = FaultFor(request.Command);
        if (fault == RouterFault.HiddenUsers && request.Menu.StartsWith("/user", StringComparison.Ordinal)) return ([], "not enough permissions (9)");
        if (fault == RouterFault.MissingMenus && request.Menu is "/system/health" or "/ip/hotspot/active" or "/ip/hotspot/host" or "/queue/simple" or "/interface/wifi/registration-table") return ([], "no such command prefix");
        switch (request.Verb)
        {
            case "print" or "getall" when _menus.List(request.Menu) is { } rows:
                var isList = fault == RouterFault.EmptyLists && !request.Menu.StartsWith("/system", StringComparison.Ordinal) && request.Menu is not ("/interface" or "/user" or "/user/group");
                return (isList ? [] : [.. rows.Where(row => RouterQuery.Matches(row, request.Queries))], null);
            case "listen" when _menus.List(request.Menu) is { } rows:
                return ([.. rows.Take(1), new RouterRow((".id", "*1"), (".dead", Plan.Word(true)))], null);
            case "monitor" when request.Menu == "/interface/ethernet":
                return ([.. _menus.Monitor(request.Argument("numbers") ?? request.Argument(".id") ?? "")], null);
            case "monitor-traffic" when request.Menu == "/interface":
                return ([.. RouterMenus.Traffic(request.Argument("interface") ?? "")], null);
            default:
                return ([], "no such command");
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptSocketAsync(_stop.Token));
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Disposed; stopped between two connections, the listener says that it was never started.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        Interlocked.Increment(ref _connections);
        _open[socket] = 0;
        socket.NoDelay = true;
        try
        {
            await using var stream = await OpenAsync(new NetworkStream(socket, ownsSocket: true));
            if (stream is null) return;
            var encoding = Fault == RouterFault.Windows1252 ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.UTF8;
            using var wire = new RouterWire(stream, encoding);
            await new RouterConnection(this, wire).ServeAsync(_stop.Token);
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException or SocketException or ObjectDisposedException or AuthenticationException)
        {
            // The client went away, or was sent away.
        }
        finally
        {
            _open.TryRemove(socket, out _);
            socket.Dispose();
        }
    }

    private async Task<Stream?> OpenAsync(NetworkStream plain)
    {
        if (Fault == RouterFault.CloseAtOnce) return null;
        if (Fault == RouterFault.AnonymousTls)
        {
            await plain.ReadExactlyAsync(new byte[5], _stop.Token);
            await plain.WriteAsync(HandshakeFailure, _stop.Token);
            // Closing with unread bytes would reset the connection and take the alert with it.
            plain.Socket.Shutdown(SocketShutdown.Send);
            while (await plain.ReadAsync(new byte[4096], _stop.Token) > 0) continue;
            return null;
        }

        if (Options.Certificate is null) return plain;
        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Options.Certificate }, _stop.Token);
        return secure;
    }
}
