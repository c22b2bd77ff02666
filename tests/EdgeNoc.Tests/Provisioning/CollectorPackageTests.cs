using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Provisioning;

/// <summary>The collector's package in a bare Debian where systemd does not run: set up with another starter of services, upgraded, removed, purged.</summary>
[Trait("Category", "Slow")]
public sealed class CollectorPackageTests : IDisposable
{
    private const string Install = "edgenoc-collector-install --no-packages --host noc.example.net";

    /// <summary>What a container's supervisor or a system of its own does: one process a service, known by its session.</summary>
    private const string Starter = """
        #!/bin/bash
        # restart|is-active|stop SERVICE
        mkdir -p /run/starter
        pid="$(cat "/run/starter/$2" 2>/dev/null)"
        alive() { [[ -n "$pid" ]] && kill -0 -- "-$pid" 2>/dev/null; }
        if [[ "$1" == is-active ]]; then alive; exit; fi
        if alive; then kill -TERM -- "-$pid"; while alive; do sleep 0.1; done; fi
        if [[ "$1" == stop ]]; then exit 0; fi
        case "$2" in
            mosquitto)
                install -d -o mosquitto /run/mosquitto /var/log/mosquitto
                command="exec mosquitto -c /etc/mosquitto/mosquitto.conf" ;;
            influxdb) command="set -a; . /etc/edgenoc-collector/influxdb.env; exec setpriv --reuid=influxdb --regid=influxdb --clear-groups influxd -config /etc/influxdb/influxdb.conf" ;;
            edgenoc-collector) command=". /etc/default/edgenoc-collector; exec edgenoc-collector run $COLLECTOR_ARGS" ;;
        esac
        # Its own first word, for what it becomes is not known before.
        setsid bash -c "echo \$\$ >/run/starter/$2; $command" >"/var/log/starter-$2.log" 2>&1 </dev/null &
        """;

    private readonly DebianRoot _office;
    private readonly NetworkNamespace _network;

    public CollectorPackageTests()
    {
        var missing = DebianBase.Missing ?? NetworkNamespace.Missing ?? PublishedPackages.Missing;
        Assert.SkipWhen(missing is not null, missing ?? "");
        (_office, _network) = (DebianRoot.Create(), NetworkNamespace.Create());
    }

    public void Dispose()
    {
        _office?.Dispose();
        _network?.Dispose();
    }

    [Fact]
    public void Set_up_without_systemd_upgraded_with_all_it_knew_and_purged_without_a_trace()
    {
        // What it depends on stays for others.
        _office.Run("apt-get install -y -q --no-install-recommends mosquitto influxdb openssl curl ca-certificates libmosquitto1 libsqlite3-0 openssh-client");
        _office.Network = _network;
        _office.Write("/opt/starter", Starter);
        _office.Run("chmod 755 /opt/starter");
        var (files, users) = (_office.Files(), _office.Run("sort /etc/passwd; sort /etc/group"));

        _office.Run($"dpkg -i {Bring(PublishedPackages.Collector)}");
        SetUp();
        Upgrade();
        Remove(files, users);
    }

    private void SetUp()
    {
        Assert.Contains("systemd does not run here: name a program that starts services with --start-with", Refused(Install), StringComparison.Ordinal);
        Assert.Contains("--start-with: /opt/nothing is no program", Refused($"{Install} --start-with /opt/nothing"), StringComparison.Ordinal);
        Assert.Empty(_office.Run("ls -A /etc/edgenoc-collector/secrets"));

        var (code, output) = _office.Try($"{Install} --start-with /opt/starter");
        Assert.True(code == 0, output + _office.Try("tail -n 20 /var/log/starter-* /var/log/mosquitto/*").Output);
        Assert.Contains("the API answers behind TLS on port 8443", output, StringComparison.Ordinal);
        Assert.Contains("shown this once", output, StringComparison.Ordinal);
        Assert.Contains("all was as it should be", _office.Run($"{Install} --start-with /opt/starter"), StringComparison.Ordinal);

        // A service that died is the one thing that the next run mends.
        _office.Run("/opt/starter stop mosquitto");
        Assert.Contains("→ start mosquitto (again)", _office.Run($"{Install} --start-with /opt/starter"), StringComparison.Ordinal);
        Assert.StartsWith("EDGENOC1-", _office.Run("edgenoc-collector site add kdr-03 --title 'Kediri 3' 2>/dev/null"), StringComparison.Ordinal);
    }

    private void Upgrade()
    {
        _office.Run("/opt/starter stop edgenoc-collector; echo '# mine' >>/etc/default/edgenoc-collector; sed -i 's/\"instance\": \"noc\"/\"instance\": \"noc-17\"/' /etc/edgenoc-collector/collector.json");
        const string Kept = "find /etc/edgenoc-collector /etc/default/edgenoc-collector /etc/mosquitto -type f | sort | xargs md5sum";
        var before = _office.Run(Kept);
        _office.Run($"dpkg -i --force-confold {Bring(PublishedPackages.CollectorAs("0.2.0"))}");
        Assert.Equal("0.2.0", _office.Run("dpkg-query -W -f='${Version}' edgenoc-collector"));
        Assert.Equal(before, _office.Run(Kept));

        // The same office goes on: its sites, its token, its name.
        _office.Run("/opt/starter restart edgenoc-collector");
        Assert.Contains("kdr-03", _office.Run("edgenoc-collector site list"), StringComparison.Ordinal);
        Assert.Contains("admin", _office.Run("edgenoc-collector token list"), StringComparison.Ordinal);
        Assert.Contains("all was as it should be", _office.Run($"{Install} --start-with /opt/starter"), StringComparison.Ordinal);
        _office.Run("edgenoc-collector backup && /opt/starter stop edgenoc-collector");
    }

    private void Remove(IReadOnlyList<string> files, string users)
    {
        _office.Run("dpkg --remove edgenoc-collector");
        Assert.Equal("yes", _office.Run("test -s /var/lib/edgenoc-collector/collector.db && test -s /etc/edgenoc-collector/tls/ca.key && grep -q mine /etc/default/edgenoc-collector && echo yes").Trim());
        _office.Run("dpkg --purge edgenoc-collector");
        Assert.Equal(users, _office.Run("sort /etc/passwd; sort /etc/group"));

        // Backups are there for the day when all else is gone. The rest is shadow's, mosquitto's and InfluxDB's own.
        var left = _office.Files().Except(files, StringComparer.Ordinal)
            .Where(path => !path.EndsWith('-') && !path.StartsWith("/var/lib/influxdb", StringComparison.Ordinal) && path != "/var/lib/mosquitto/mosquitto.db").ToList();
        Assert.Equal("/var/backups/edgenoc", left[0]);
        Assert.True(left.Skip(1).All(path => path.StartsWith("/var/backups/edgenoc/", StringComparison.Ordinal)), string.Join('\n', left));

        // The broker starts without it.
        _office.Run("/opt/starter restart mosquitto; for i in $(seq 300); do (echo >/dev/tcp/127.0.0.1/1883) 2>/dev/null && exit 0; sleep 0.1; done; tail /var/log/starter-mosquitto.log; exit 1");
    }

    private string Refused(string command)
    {
        var (code, output) = _office.Try(command);
        Assert.Equal(1, code);
        return output;
    }

    private string Bring(string package)
    {
        var inside = $"/tmp/{Path.GetFileName(package)}";
        _office.Put(package, inside);
        return inside;
    }
}
