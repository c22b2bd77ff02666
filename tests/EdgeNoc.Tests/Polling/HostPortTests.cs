using System.Net;
using System.Net.Sockets;
using EdgeNoc.Agent.Polling;

namespace EdgeNoc.Tests.Polling;

public sealed class HostPortTests
{
    [Fact]
    public async Task A_port_that_takes_or_refuses_connections_is_an_answer_and_a_name_that_is_unknown_is_none()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        Assert.True(await HostPort.AnswersAsync("127.0.0.1", port, TestContext.Current.CancellationToken));
        listener.Close();
        Assert.True(await HostPort.AnswersAsync("127.0.0.1", port, TestContext.Current.CancellationToken));
        Assert.NotEqual(true, await HostPort.AnswersAsync("no-such-box.invalid", port, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task One_that_keeps_silent_is_given_up()
    {
        // A full backlog: the kernel drops what comes then, as a dead box does.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        var address = (IPEndPoint)listener.LocalEndPoint!;
        var waiting = Enumerable.Range(0, 4).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false }).ToList();
        foreach (var socket in waiting)
        {
            try
            {
                socket.Connect(address);
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // It is on its way.
            }
        }

        Assert.False(await HostPort.AnswersAsync("127.0.0.1", address.Port, TestContext.Current.CancellationToken));
        foreach (var socket in waiting) socket.Dispose();
    }
}
