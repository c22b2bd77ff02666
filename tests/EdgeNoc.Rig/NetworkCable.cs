using System.Net;

namespace EdgeNoc.Rig;

/// <summary>A line between two networks of their own, which knows nothing of this machine: an office and a POP. It goes with the networks.</summary>
public sealed class NetworkCable
{
    private readonly NetworkNamespace _pop;

    private NetworkCable(NetworkNamespace pop) => _pop = pop;

    /// <summary>The office's end.</summary>
    public static IPAddress Office { get; } = new([10, 215, 0, 1]);

    /// <summary>The POP's end.</summary>
    public static IPAddress Pop { get; } = new([10, 215, 0, 2]);

    public static NetworkCable Between(NetworkNamespace office, NetworkNamespace pop)
    {
        SystemCommand.Run("ip", "link", "add", "pop", "netns", office.Name, "type", "veth", "peer", "name", "noc", "netns", pop.Name);
        foreach (var (space, link, address) in new[] { (office.Name, "pop", Office), (pop.Name, "noc", Pop) })
        {
            SystemCommand.Run("ip", "-n", space, "addr", "add", $"{address}/30", "dev", link);
            SystemCommand.Run("ip", "-n", space, "link", "set", link, "up");
        }

        return new NetworkCable(pop);
    }

    /// <summary>Pulls the plug at the POP, or puts it in again.</summary>
    public void SetLink(bool up) => SystemCommand.Run("ip", "-n", _pop.Name, "link", "set", "noc", up ? "up" : "down");
}
