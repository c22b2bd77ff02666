using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EdgeNoc.Simulators.Olt;

/// <summary>Sends the OLT's log to a server, from the OLT's own address, one datagram a line.</summary>
internal sealed class OltSyslog : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly OltModel _model;
    private readonly IPEndPoint _server;

    public OltSyslog(OltModel model, IPAddress from, IPEndPoint server)
    {
        (_model, _server) = (model, server);
        _socket.Bind(new IPEndPoint(from, 0));
        model.Logged += Send;
    }

    public void Dispose()
    {
        _model.Logged -= Send;
        _socket.Dispose();
    }

    private void Send(OltLogEntry entry) => _socket.SendTo(Encoding.UTF8.GetBytes(entry.Syslog), _server);
}
