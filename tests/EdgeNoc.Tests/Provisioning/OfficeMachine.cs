using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Provisioning;

/// <summary>The office's machine: a bare Debian with the packages that its mirror has, started, in a network of its own.</summary>
internal sealed class OfficeMachine : IDisposable
{
    private readonly DebianRoot _root;
    private readonly SystemdMachine _machine;

    private OfficeMachine(DebianRoot root, NetworkNamespace network, SystemdMachine machine) => (_root, Network, _machine) = (root, network, machine);

    /// <summary>Why there can be none here; null when all is there.</summary>
    public static string? Missing => SystemdMachine.Missing ?? NetworkNamespace.Missing ?? PublishedPackages.Missing;

    public NetworkNamespace Network { get; }

    public static async Task<OfficeMachine> StartAsync()
    {
        var root = DebianRoot.Create();
        var network = NetworkNamespace.Create();
        try
        {
            var provisioning = Path.Combine(RigDirectory.RepositoryRoot, "provisioning");
            root.Put(Path.Combine(provisioning, "collector-install"), "/opt/provisioning/collector-install");
            foreach (var part in Directory.GetFiles(Path.Combine(provisioning, "noc"))) root.Put(part, $"/opt/provisioning/noc/{Path.GetFileName(part)}");
            root.Put(PublishedPackages.Collector, "/opt/edgenoc-collector.deb");
            // While it still has this machine's network.
            root.Run("apt-get install -y -q --no-install-recommends mosquitto influxdb openssl curl ca-certificates libmosquitto1 libsqlite3-0 openssh-client systemd dbus");
            root.Network = network;
            return new OfficeMachine(root, network, await SystemdMachine.StartAsync(root));
        }
        catch
        {
            root.Dispose();
            network.Dispose();
            throw;
        }
    }

    /// <summary>What <c>provisioning/collector-install</c> answers.</summary>
    public (int Code, string Output) Install(string options) => Try($"/opt/provisioning/collector-install --package /opt/edgenoc-collector.deb {options}");

    public (int Code, string Output) Try(string script) => _machine.Try(script);

    public string Run(string script) => _machine.Run(script);

    /// <summary>What its services said.</summary>
    public string Journal() => Try("journalctl --no-pager -n 40 -u mosquitto -u influxdb -u edgenoc-collector; tail -n 20 /var/log/mosquitto/*").Output;

    public void Dispose()
    {
        _machine.Dispose();
        _root.Dispose();
        Network.Dispose();
    }
}
