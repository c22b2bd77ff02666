using System.Diagnostics;
using System.Globalization;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Provisioning;

/// <summary>From two machines with nothing on them to a point in the database: every step as a person does it, with its time.</summary>
[Trait("Category", "Slow")]
public sealed class BareRootToPollingTests : IDisposable
{
    private const string Noc = "10.215.0.1";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly List<string> _steps = [];
    private readonly Stopwatch _all = new();
    private NetworkNamespace? _network;
    private DebianRoot? _pi;
    private OfficeMachine? _office;

    public BareRootToPollingTests() => Assert.SkipWhen(OfficeMachine.Missing is not null, OfficeMachine.Missing ?? "");

    public void Dispose()
    {
        _pi?.Dispose();
        _office?.Dispose();
        _network?.Dispose();
    }

    [Fact]
    public void Package_enrolment_and_the_first_point_take_less_than_ten_minutes()
    {
        // Made before anybody stands at a cabinet.
        var (agent, _, _) = (PublishedPackages.Agent, PublishedPackages.Collector, DebianBase.Take());
        _all.Start();
        Step("office: packages", () => _office = new OfficeMachine());
        var office = _office!.Root;
        Step("office: edgenoc-collector-install", () => Assert.True(_office.Install("--host noc.example.net") is (0, _), office.Run("tail -n 30 /var/log/services/*")));
        Step("office: site add", () =>
        {
            office.Write("/tmp/devices.json", """{ "devices": [ { "driver": "ping", "group": "onts", "interval_s": 5, "targets": [ { "id": "ont-001", "name": "Balai Desa", "address": "10.215.0.1" } ] } ] }""");
            office.Run("edgenoc-collector site add kdr-03 --title 'Kediri 3' --time-zone Asia/Jakarta --language id --config-file /tmp/devices.json --claim-file /tmp/edgenoc-claim.txt");
        });

        Step("POP: package", () =>
        {
            _pi = DebianRoot.Create();
            OfficeMachine.InstallScript(_pi);
            _pi.Put(agent, "/tmp/edgenoc-agent.deb");
            _pi.Run("apt-get install -y -q --no-install-recommends /tmp/edgenoc-agent.deb");
        });
        Step("POP: line to the office", () =>
        {
            _pi!.Network = _network = NetworkNamespace.Create();
            SystemCommand.Run("ip", "link", "add", "pop", "netns", _office.Network.Name, "type", "veth", "peer", "name", "noc", "netns", _network.Name);
            office.Network = _office.Network;
            foreach (var (space, link, address) in new[] { (_office.Network.Name, "pop", Noc), (_network.Name, "noc", "10.215.0.2") })
            {
                SystemCommand.Run("ip", "-n", space, "addr", "add", $"{address}/30", "dev", link);
                SystemCommand.Run("ip", "-n", space, "link", "set", link, "up");
            }

            _pi.Run($"echo '{Noc} noc.example.net' >>/etc/hosts");
        });
        Step("POP: claim on the card, first start, enrolment, first point in InfluxDB", () =>
        {
            _pi!.Put(office.Inside("/tmp/edgenoc-claim.txt"), "/boot/firmware/edgenoc-claim.txt");
            _pi.Run("start-service restart edgenoc-agent");
            while (!Points().Contains("\"values\"", StringComparison.Ordinal))
            {
                Assert.True(_all.Elapsed < Limit, $"no point after {Limit}: {Points()}\n{_pi.Run("tail -n 30 /var/log/services/*")}\n{office.Run("tail -n 30 /var/log/services/edgenoc-collector.log")}");
                Thread.Sleep(100);
            }
        });

        var text = string.Join('\n', _steps.Append(Line("together", _all.Elapsed)));
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        File.WriteAllText(Path.Combine(RigDirectory.RepositoryRoot, "var", "bare-root-to-polling.txt"), text + "\n");
        Assert.True(_all.Elapsed < Limit, text);
        // Once used, the claim is nowhere on the machine.
        Assert.Equal("", _pi!.Run("ls /boot/firmware /var/lib/edgenoc-agent | grep claim || true"));

        string Points() => office.Run(
            "curl -s -u collector:$(cat /etc/edgenoc-collector/secrets/influx.pw) 'http://127.0.0.1:8086/query?db=edgenoc' --data-urlencode \"q=SELECT up FROM device WHERE site='kdr-03' AND device='ont-001' AND up=1 LIMIT 1\"");
    }

    private void Step(string what, Action act)
    {
        var watch = Stopwatch.StartNew();
        act();
        _steps.Add(Line(what, watch.Elapsed));
    }

    private static string Line(string what, TimeSpan took) => string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds,7:0.0} s  {what}");
}
