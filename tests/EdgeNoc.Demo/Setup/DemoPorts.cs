using System.Net;
using System.Net.Sockets;
using EdgeNoc.Rig;

namespace EdgeNoc.Demo.Setup;

/// <summary>Where everything listens, all on loopback.</summary>
internal sealed record DemoPorts(int Broker, int Influx, int Collector, int Gateway, IReadOnlyList<IPEndPoint> Olts, IPEndPoint Router, IPEndPoint Ne8000)
{
    private static readonly string[] OltAddresses = ["127.0.0.2", "127.0.0.3"];
    private static readonly IPAddress RouterAddress = IPAddress.Parse("127.0.0.4");
    private static readonly IPAddress Ne8000Address = IPAddress.Parse("127.0.0.6");

    /// <exception cref="DemoProblem">A port of the range is taken.</exception>
    public static DemoPorts Choose(int? first)
    {
        var next = first;
        var ports = new DemoPorts(Take(), Take(), Take(), Take(), [.. OltAddresses.Select(address => new IPEndPoint(IPAddress.Parse(address), Take()))], new IPEndPoint(RouterAddress, Take()), new IPEndPoint(Ne8000Address, Take()));
        ports.CheckFree();
        return ports;

        int Take() => next is null ? FreePort.Next() : next++.Value;
    }

    private void CheckFree()
    {
        IPEndPoint[] local = [.. new[] { Broker, Influx, Collector, Gateway }.Select(port => new IPEndPoint(IPAddress.Loopback, port))];
        foreach (var endPoint in local.Concat(Olts).Append(Router).Append(Ne8000))
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            // As servers do: a port that was closed a moment ago is free.
            probe.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            try
            {
                probe.Bind(endPoint);
            }
            catch (SocketException)
            {
                throw new DemoProblem($"{endPoint} is taken", "choose another first port with --port, or leave it out to take free ones");
            }
        }
    }
}
