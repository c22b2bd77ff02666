using System.Text.RegularExpressions;

namespace EdgeNoc.Tests.Provisioning;

/// <summary>The office's side in one command, on a bare Debian with the real mosquitto, InfluxDB and collector.</summary>
[Trait("Category", "Slow")]
public sealed partial class CollectorInstallTests : IAsyncLifetime
{
    private const string Tls = "/etc/edgenoc-collector/tls";

    private OfficeMachine _office = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OfficeMachine.Missing is not null, OfficeMachine.Missing ?? "");
        _office = await OfficeMachine.StartAsync();
    }

    public ValueTask DisposeAsync()
    {
        _office?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void One_command_sets_up_broker_database_and_collector_and_a_second_one_changes_nothing()
    {
        const string Files = "find /etc -type f | sort | xargs md5sum; ls -R /usr /opt /var/lib/mosquitto /var/lib/dpkg | md5sum";
        var before = _office.Run(Files);
        var (code, output) = _office.Install("--host noc.example.net --dry-run");
        Assert.True(code == 0, output);
        Assert.Contains("nothing was changed", output, StringComparison.Ordinal);
        Assert.Equal(before, _office.Run(Files));

        (code, output) = _office.Install("--host noc.example.net --host 10.0.0.1 --retention 30d");
        Assert.True(code == 0, output + _office.Journal());
        var token = output.TrimEnd().Split('\n')[^1];
        Assert.Contains("shown this once", output, StringComparison.Ordinal);
        Certificates();
        Broker();
        Database();
        Api(token);
        Backup();
        // No password went anywhere but into its file.
        foreach (var secret in _office.Run("cat /etc/edgenoc-collector/secrets/* /etc/edgenoc-collector/office/*").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.DoesNotContain(secret, output, StringComparison.Ordinal);
            Assert.Empty(_office.Try($"grep -rl {secret} /etc /var/log /var/lib/edgenoc-collector --exclude-dir=secrets --exclude-dir=office").Output);
        }

        const string State = "systemctl show -P MainPID mosquitto influxdb edgenoc-collector; find /etc -type f | sort | xargs md5sum";
        var state = _office.Run(State);
        (code, output) = _office.Install("");
        Assert.True(code == 0, output);
        Assert.Contains("all was as it should be", output, StringComparison.Ordinal);
        Assert.DoesNotContain("token of the role", output, StringComparison.Ordinal);
        Assert.Equal(state, _office.Run(State));

        // Another name and another retention: a new certificate of the same authority, and nothing else.
        var authority = _office.Run($"md5sum {Tls}/ca.pem {Tls}/ca.key {Tls}/collector.key");
        (code, output) = _office.Install("--host noc2.example.net --retention 52w");
        Assert.True(code == 0, output);
        Assert.Equal(authority, _office.Run($"md5sum {Tls}/ca.pem {Tls}/ca.key {Tls}/collector.key"));
        Assert.Contains("DNS:noc2.example.net", _office.Run($"openssl s_client -connect localhost:8883 -CAfile {Tls}/ca.pem </dev/null 2>/dev/null | openssl x509 -noout -ext subjectAltName"), StringComparison.Ordinal);
        Assert.Contains("8736h0m0s", Influx("edgenoc-admin", "office/influx-admin.pw", "SHOW RETENTION POLICIES ON edgenoc"), StringComparison.Ordinal);
    }

    private void Certificates()
    {
        Assert.Equal("600 root:root\n640 root:edgenoc-collector\n", _office.Run($"stat -c '%a %U:%G' {Tls}/ca.key {Tls}/collector.key"));
        var certificate = _office.Run($"openssl x509 -in {Tls}/collector.pem -noout -dates -ext subjectAltName");
        Assert.Contains("notBefore=Jan  1 00:00:00 1970 GMT\nnotAfter=Dec 31 23:59:59 2049 GMT", certificate, StringComparison.Ordinal);
        Assert.Contains("DNS:localhost, IP Address:127.0.0.1, DNS:noc.example.net, IP Address:10.0.0.1", certificate, StringComparison.Ordinal);
        // A Pi that starts in 1970 reaches the broker.
        _office.Run($"openssl verify -attime 60 -CAfile {Tls}/ca.pem {Tls}/collector.pem");
    }

    private void Broker()
    {
        Assert.NotEqual(0, _office.Try($"openssl s_client -connect localhost:8883 -tls1_1 -cipher DEFAULT@SECLEVEL=0 -CAfile {Tls}/ca.pem </dev/null").Code);
        // Nothing listens without TLS.
        Assert.Equal("8883\n", _office.Run("for p in 1883 8883; do (echo >/dev/tcp/127.0.0.1/$p) 2>/dev/null && echo $p; done; true"));
        // CONNECT without a user, and CONNACK with the code for "not authorised".
        const string Connect = @"\x10\x0c\x00\x04MQTT\x04\x02\x00\x3c\x00\x00";
        Assert.Equal("20020005", _office.Run($"(printf '{Connect}'; sleep 1) | openssl s_client -quiet -connect localhost:8883 -CAfile {Tls}/ca.pem 2>/dev/null | od -An -v -tx1 | tr -d ' \\n'"));
        Assert.Equal("600 mosquitto:mosquitto\n", _office.Run("stat -c '%a %U:%G' /var/lib/mosquitto/dynamic-security.json"));
        Assert.DoesNotContain("anonymous true", _office.Run("cat /etc/mosquitto/conf.d/*"), StringComparison.Ordinal);
    }

    private void Database()
    {
        Assert.Contains("401", _office.Run("curl -s -o /dev/null -w '%{http_code}' 'http://127.0.0.1:8086/query?q=SHOW+DATABASES'"), StringComparison.Ordinal);
        Assert.Contains("720h0m0s", Influx("edgenoc-admin", "office/influx-admin.pw", "SHOW RETENTION POLICIES ON edgenoc"), StringComparison.Ordinal);
        Assert.Equal("204", Write("collector", "secrets/influx.pw"));
        Assert.Equal("403", Write("grafana", "office/influx-grafana.pw"));
        Assert.Contains("17", Influx("grafana", "office/influx-grafana.pw", "SELECT * FROM edgenoc.edgenoc.probe"), StringComparison.Ordinal);
    }

    private void Api(string token)
    {
        Assert.Matches(Token(), token);
        const string Url = "--cacert /etc/edgenoc-collector/tls/ca.pem https://localhost:8443";
        Assert.Equal("401", _office.Run($"curl -s -o /dev/null -w '%{{http_code}}' {Url}/api/v1/alerts"));
        Assert.Equal("200", _office.Run($"curl -s -o /dev/null -w '%{{http_code}}' -H 'Authorization: Bearer {token}' {Url}/api/v1/alerts"));
        Assert.Contains("admin", _office.Run("edgenoc-collector token list"), StringComparison.Ordinal);
    }

    private void Backup()
    {
        Assert.Equal("enabled\n", _office.Run("systemctl is-enabled edgenoc-collector-backup.timer"));
        _office.Run("systemctl start edgenoc-collector-backup.service || { journalctl --no-pager -u edgenoc-collector-backup; exit 1; }");
        Assert.StartsWith("600 root", _office.Run("stat -c '%a %U' /var/backups/edgenoc/*"), StringComparison.Ordinal);
    }

    private string Influx(string user, string file, string query) =>
        _office.Run($"curl -s -u {user}:$(cat /etc/edgenoc-collector/{file}) http://127.0.0.1:8086/query --data-urlencode 'q={query}'");

    private string Write(string user, string file) =>
        _office.Run($"curl -s -o /dev/null -w '%{{http_code}}' -u {user}:$(cat /etc/edgenoc-collector/{file}) 'http://127.0.0.1:8086/write?db=edgenoc' --data-binary 'probe value=17i'");

    [GeneratedRegex(@"^\S{20,}$")]
    private static partial Regex Token();
}
