using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Provisioning;

/// <summary>A bare Debian with the packages of the office's side, in a network of its own; services start without systemd.</summary>
internal sealed class OfficeMachine : IDisposable
{
    private const string Starter = "/usr/local/sbin/start-service";

    private readonly NetworkNamespace _network = NetworkNamespace.Create();

    public OfficeMachine()
    {
        Root = DebianRoot.Create();
        InstallScript(Root);
        Root.Put(PublishedPackages.Collector, "/tmp/edgenoc-collector.deb");
        // Of the mirror, so before it has a network of its own.
        Root.Run("apt-get install -y -q --no-install-recommends mosquitto influxdb openssl curl ca-certificates libmosquitto1 libsqlite3-0 openssh-client");
        Root.Network = _network;
    }

    /// <summary>Why there can be none here; null when all is there.</summary>
    public static string? Missing => DebianBase.Missing ?? NetworkNamespace.Missing ?? PublishedPackages.Missing;

    public DebianRoot Root { get; }

    public NetworkNamespace Network => _network;

    /// <summary>What <c>provisioning/collector-install</c> answers.</summary>
    public (int Code, string Output) Install(string options) =>
        Root.Try($"/opt/provisioning/collector-install --package /tmp/edgenoc-collector.deb --start-with {Starter} {options}");

    public static void InstallScript(DebianRoot root)
    {
        root.Put(Path.Combine(RigDirectory.RepositoryRoot, "tests", "EdgeNoc.Tests", "Provisioning", "start-service"), Starter);
        var provisioning = Path.Combine(RigDirectory.RepositoryRoot, "provisioning");
        root.Put(Path.Combine(provisioning, "collector-install"), "/opt/provisioning/collector-install");
        foreach (var part in Directory.GetFiles(Path.Combine(provisioning, "noc"))) root.Put(part, $"/opt/provisioning/noc/{Path.GetFileName(part)}");
    }

    public void Dispose()
    {
        Root.Dispose();
        _network.Dispose();
    }
}
