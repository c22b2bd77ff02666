using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace EdgeNoc.Simulators.OltCli;

/// <summary>An OLT's command line behind telnet.</summary>
public sealed class TelnetOlt : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<TcpClient, bool> _clients = new();
    private readonly Task _serving;
    private int _sessions;

    private TelnetOlt(OltCliBox box, IPEndPoint listen)
    {
        Box = box;
        _listener = new TcpListener(listen);
        _listener.Start();
        _serving = ServeAsync();
    }

    public OltCliBox Box { get; }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public string Url => $"telnet://{EndPoint}";

    /// <summary>Logins so far.</summary>
    public int Sessions => _sessions;

    /// <summary>Returns when the port is open; without <paramref name="listen"/> a free one of the loopback.</summary>
    public static TelnetOlt Start(OltCliBox box, IPEndPoint? listen = null) => new(box, listen ?? new IPEndPoint(IPAddress.Loopback, 0));

    /// <summary>A family's box with so many numbered ONUs.</summary>
    public static TelnetOlt Start(string family, int onus, OltCliFault fault = OltCliFault.None)
    {
        var (look, answer) = OltCliBox.Of(family, onus);
        return Start(new OltCliBox(look, answer) { Fault = fault });
    }

    /// <summary>Ends all sessions, as a box does with those that are idle.</summary>
    public void DropAll()
    {
        foreach (var client in _clients.Keys) client.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        DropAll();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true) talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        _clients[client] = true;
        try
        {
            await using var stream = client.GetStream();
            var shell = new OltCliShell(Box, new OltLine(stream, stream, isTelnet: true, _stop.Token) { IsFullOfIac = Box.Fault == OltCliFault.IacEverywhere }, _stop.Token);
            if (!await shell.LogInAsync()) return;
            Interlocked.Increment(ref _sessions);
            await shell.ConverseAsync();
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Somebody hung up.
        }
        finally
        {
            _clients.TryRemove(client, out _);
            client.Dispose();
        }
    }
}
