using System.Diagnostics;
using System.Globalization;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Provisioning;

/// <summary>From two machines with nothing on them to a point in the database: every step as a person does it, with its time.</summary>
[Trait("Category", "Slow")]
public sealed class BareRootToPollingTests : IDisposable
{
    private const string Devices = """{ "devices": [ { "driver": "ping", "group": "onts", "interval_s": 5, "targets": [ { "id": "ont-001", "name": "Balai Desa", "address": "10.215.0.1" } ] } ] }""";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly List<string> _steps = [];
    private readonly Stopwatch _all = new();
    private NetworkNamespace? _network;
    private DebianRoot? _root;
    private SystemdMachine? _pi;
    private OfficeMachine? _office;

    public BareRootToPollingTests() => Assert.SkipWhen(OfficeMachine.Missing is not null, OfficeMachine.Missing ?? "");

    public void Dispose()
    {
        _pi?.Dispose();
        _root?.Dispose();
        _office?.Dispose();
        _network?.Dispose();
    }

    [Fact]
    public async Task Package_enrolment_and_the_first_point_take_less_than_ten_minutes()
    {
        // Made before anybody stands at a cabinet.
        var (agent, _, _) = (PublishedPackages.Agent, PublishedPackages.Collector, DebianBase.Take());
        _all.Start();
        await StepAsync("office: Debian's packages, start", async () => _office = await OfficeMachine.StartAsync());
        var office = _office!;
        await StepAsync("office: edgenoc-collector-install", () => Done(() =>
        {
            var (code, output) = office.Install("--host noc.example.net");
            Assert.True(code == 0, output + office.Journal());
        }));
        await StepAsync("office: site add", () => Done(() => office.Run($$"""
            cd /root; echo '{{Devices}}' >devices.json
            edgenoc-collector site add kdr-03 --title 'Kediri 3' --time-zone Asia/Jakarta --language id --config-file devices.json --claim-file edgenoc-claim.txt
            """)));
        await StepAsync("POP: the package and what it needs", () => Done(() =>
        {
            _root = DebianRoot.Create();
            _root.Put(agent, "/tmp/edgenoc-agent.deb");
            _root.Run("apt-get install -y -q --no-install-recommends systemd dbus /tmp/edgenoc-agent.deb");
        }));
        await StepAsync("POP: the claim onto the card, first start, enrolment, first point in InfluxDB", async () =>
        {
            _root!.Write("/boot/firmware/edgenoc-claim.txt", office.Run("cat /root/edgenoc-claim.txt"));
            _root.Run($"echo '{NetworkCable.Office} noc.example.net' >>/etc/hosts");
            _root.Network = _network = NetworkNamespace.Create();
            NetworkCable.Between(office.Network, _network);
            _pi = await SystemdMachine.StartAsync(_root);
            await WaitFor.TrueAsync(
                () => Task.FromResult(Points(office).Contains("\"values\"", StringComparison.Ordinal)), Limit - _all.Elapsed,
                "a point of the POP");
        });

        var text = string.Join('\n', _steps.Append(Line("together", _all.Elapsed)));
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        await File.WriteAllTextAsync(Path.Combine(RigDirectory.RepositoryRoot, "var", "bare-root-to-polling.txt"), text + "\n", TestContext.Current.CancellationToken);
        Assert.True(_all.Elapsed < Limit, text);
        // Once used, the claim is nowhere on the machine.
        Assert.Equal("", _pi!.Run("find /boot /var/lib/edgenoc-agent -name '*claim*'"));
        Assert.Contains("✔", _pi.Run("edgenoc-agent check || true"), StringComparison.Ordinal);
    }

    private static string Points(OfficeMachine office) => office.Run(
        "curl -s -u collector:$(cat /etc/edgenoc-collector/secrets/influx.pw) 'http://127.0.0.1:8086/query?db=edgenoc' --data-urlencode \"q=SELECT up FROM device WHERE site='kdr-03' AND device='ont-001' AND up=1 LIMIT 1\"");

    private static Task Done(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    private async Task StepAsync(string what, Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        await act();
        _steps.Add(Line(what, watch.Elapsed));
    }

    private static string Line(string what, TimeSpan took) => string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds,7:0.0} s  {what}");
}
