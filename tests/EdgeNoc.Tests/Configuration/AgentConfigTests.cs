using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices.HiosoEpon;
using EdgeNoc.Agent.Devices.Ping;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Configuration;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class AgentConfigTests : IDisposable
{
    private const string Minimal = """{ "site": "kdr-03", "broker": { "urls": ["mqtt://127.0.0.1"] } DEVICES }""";

    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_full_config_is_read_with_comments_and_trailing_commas()
    {
        _folder.PasswordFile("broker.pw", "pw-broker\n");
        _folder.PasswordFile("olt-1.pw", "pw-olt\r\n");
        File.WriteAllText(Path.Combine(_folder.Path, "ca.pem"), "pem");
        const string json = """
            {
              "$schema": "./agent.schema.json",
              "site": "kdr-03", "name": "Kediri 03", "time_zone": "UTC", "language": "en", "latitude": -7.81, "longitude": 112.01,
              "state_dir": "state", // relative to the file
              "compress": false,
              "broker": { "urls": ["mqtts://noc.example.net", "mqtt://192.0.2.1:1884"], "ca_file": "ca.pem", "password_file": "broker.pw" },
              "detection": { "down_after_polls": 3, "up_after_polls": 1 },
              "uplink": { "metered": "always", "metered_interfaces": ["wwan0", "usb*"], "monthly_budget_mb": 2000 },
              "devices": [
                { "id": "olt-1", "driver": "hioso-epon", "url": "http://192.0.2.10:88", "user": "admin", "password_file": "olt-1.pw", "interval_s": 45, "optics_interval_s": 600 },
                { "driver": "ping", "group": "onts", "timeout_ms": 500, "count": 2, "targets": [ { "id": "ont-001", "name": "Balai Desa", "address": "192.0.2.101", "latitude": -7.1, "longitude": 112.2 }, ] },
              ],
            }
            """;

        var load = _folder.Parse(json);

        Assert.Empty(load.Errors);
        Assert.Empty(load.Warnings);
        var config = load.Config!;
        Assert.Equal(("kdr-03", "Kediri 03", "en", -7.81, 112.01, false), (config.Site, config.Name, config.Language, config.Latitude, config.Longitude, config.Compress));
        Assert.Equal(Path.Combine(_folder.Path, "state"), config.StateDir);
        Assert.Equal(["mqtts://noc.example.net:8883", "mqtt://192.0.2.1:1884"], config.Broker.Urls.Select(url => url.ToString()));
        Assert.Equal((3, 1), (config.Detection.DownAfterPolls, config.Detection.UpAfterPolls));
        Assert.Equal((MeteredMode.Always, 2000), (config.Uplink.Metered, config.Uplink.MonthlyBudgetMb));
        Assert.Equal(["wwan0", "usb*"], config.Uplink.MeteredInterfaces);
        Assert.Equal(64, config.Sha256.Length);

        var olt = config.Devices[0];
        var options = Assert.IsType<HiosoEponOptions>(olt.Options);
        Assert.Equal(("olt-1", 45, 600, "192.0.2.10"), (olt.Id, (int)olt.Interval.TotalSeconds, (int)options.OpticsEvery.TotalSeconds, options.Host));
        Assert.True(options.Password!.TryRead(out var password, out _));
        Assert.Equal(("pw-olt", "***"), (password.Reveal(), password.ToString()));

        var onts = config.Devices[1];
        Assert.Equal(new PingTarget("ont-001", "Balai Desa", System.Net.IPAddress.Parse("192.0.2.101"), -7.1, 112.2), Assert.Single(Assert.IsType<PingOptions>(onts.Options).Targets));
        Assert.Equal(("onts", "ping", "ont", 1), (onts.ToStatus().Id, onts.ToStatus().Driver, onts.ToStatus().Kind, onts.ToStatus().Count));
        Assert.Null(olt.ToStatus().Count);
    }

    [Fact]
    public void The_least_config_has_defaults()
    {
        var config = _folder.Parse(Minimal.Replace("DEVICES", "", StringComparison.Ordinal)).Config!;
        Assert.Equal(("kdr-03", "id", "/var/lib/edgenoc-agent", true, 2, 2), (config.Name, config.Language, config.StateDir, config.Compress, config.Detection.DownAfterPolls, config.Detection.UpAfterPolls));
        Assert.Null(config.Broker.Password);
        Assert.Equal((MeteredMode.Auto, null, UplinkConfig.MobileInterfaces), (config.Uplink.Metered, config.Uplink.MonthlyBudgetMb, config.Uplink.MeteredInterfaces));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(""", "syslog": {}""", "127.0.0.1:5514")]
    [InlineData(""", "syslog": { "listen": "0.0.0.0:514" }""", "0.0.0.0:514")]
    [InlineData(""", "syslog": { "listen": "[::]:5514" }""", "[::]:5514")]
    public void Syslog_is_received_only_when_asked_for(string part, string? expected) =>
        Assert.Equal(expected, _folder.Parse(Minimal.Replace("DEVICES", part, StringComparison.Ordinal)).Config!.Syslog?.ToString());

    [Theory]
    [InlineData("5514")]
    [InlineData("0.0.0.0")]
    [InlineData("0.0.0.0:0")]
    [InlineData("noc.example.net:514")]
    public void A_syslog_address_that_is_none_is_said(string listen) => Assert.Equal(
        [$"agent.json: syslog.listen: \"{listen}\" is no ADDRESS:PORT: write an address of this machine and a port, such as 127.0.0.1:5514, or 0.0.0.0 for every address"],
        _folder.Errors(Minimal.Replace("DEVICES", $$""", "syslog": { "listen": "{{listen}}" }""", StringComparison.Ordinal)));

    [Theory]
    [InlineData("\"metered\": \"sometimes\"", "metered: \"sometimes\" is not known here: write one of auto, always, never")]
    [InlineData("\"metered_interfaces\": [\"wwan0\", \"w*n0\"]", "metered_interfaces[1]: \"w*n0\" is no interface: write a name that 'ip link' shows, or its beginning and a * for all that begin so")]
    [InlineData("\"metered_interfaces\": \"wwan0\"", "metered_interfaces: \"wwan0\" is not of the right type: write a list of interfaces, such as [\"wwan0\", \"usb*\"]")]
    [InlineData("\"monthly_budget_mb\": 0", "monthly_budget_mb: 0 is out of range: write a whole number from 1 to 1000000")]
    [InlineData("\"budget\": 5", "budget: is no key that is known here: the keys are metered, metered_interfaces, monthly_budget_mb")]
    public void What_makes_no_sense_about_the_uplink_is_said(string part, string error) =>
        Assert.Equal([$"agent.json: uplink.{error}"], _folder.Errors(Minimal.Replace("DEVICES", $$""", "uplink": { {{part}} }""", StringComparison.Ordinal)));

    [Fact]
    public void All_errors_are_said_at_once_with_their_remedies()
    {
        var password = _folder.PasswordFile("olt.pw");
        var errors = _folder.Errors($$"""
            {
              "site": "Kediri 03", "langauge": "id", "latitude": -97, "compress": "yes",
              "broker": { "urls": ["tcp://x", "mqtt://u:secret-1@x"], "password": "secret-2" },
              "devices": [
                { "id": "olt-1", "driver": "hioso-epon", "url": "http://192.0.2.10", "user": "admin", "password_file": "{{password}}", "interval_s": 0 },
                { "id": "olt-1", "driver": "hioso-epon", "url": "http://admin:secret-3@192.0.2.10" },
                { "id": "olt-3", "driver": "hioso", "url": "http://192.0.2.10" },
                { "id": "site", "driver": "hioso-epon", "user": "admin", "password_file": "gone.pw" },
                { "group": "onts", "driver": "ping", "targets": [ { "id": "ont-1", "address": "10" }, { "id": "ont-1", "address": "192.0.2.2" } ] },
                7
              ]
            }
            """);

        string[] expected =
        [
            "agent.json: devices[5]: 7 is no object: write the entry in braces",
            "agent.json: site: \"Kediri 03\" cannot be a site id: use 1 to 40 small letters, digits and dashes, a letter or digit first",
            "agent.json: latitude: -97 is out of range: write degrees from -90 to 90",
            "agent.json: longitude: is missing: a latitude needs its longitude: write both or neither",
            "agent.json: compress: \"yes\" is neither true nor false: write true or false, without quotes",
            "agent.json: broker.urls[0]: \"tcp://x\" is no broker address: expected mqtts://HOST[:PORT], or mqtt://HOST[:PORT] for a broker without TLS",
            "agent.json: broker.urls[1]: is no broker address: only scheme, host and port belong here; the password goes into a file of its own",
            "agent.json: broker.password: stands here in clear: put it into a file that only this service can read and name the file in password_file",
            "agent.json: devices[0].interval_s: 0 is out of range: write a whole number from 1 to 86400",
            "agent.json: devices[1].url: holds a user or a password: write them as user and password_file",
            "agent.json: devices[1].id: \"olt-1\" is used twice: give each device its own id",
            "agent.json: devices[2].driver: \"hioso\" is no driver of this version: the drivers are hioso-epon, hioso-cli, vsol-web, hsgq, zte-cli, smartax-cli, mikrotik, ping, ne8000, huawei-vrp",
            "agent.json: devices[3].id: \"site\" is reserved for the POP itself: choose another id",
            "agent.json: devices[3].url: is missing: write a text in quotes here",
            $"agent.json: devices[3].password_file: \"{_folder.Path}/gone.pw\" is not there: create it with the password as its only line, readable by this service",
            "agent.json: devices[4].targets[0].address: \"10\" is no IP address: write four numbers with dots, such as 192.0.2.101, or an IPv6 address",
            "agent.json: devices[4].targets[1].id: \"ont-1\" is used twice: give each device its own id",
            "agent.json: langauge: is no key that is known here: did you mean language?",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), errors.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("secret", string.Join('\n', errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "agent.json: line 1, column 1: not JSON")]
    [InlineData("{\n  \"site\": \"a\",\n  \"broker\" {}\n}", "agent.json: line 3, column 12: not JSON")]
    [InlineData("[1]", "agent.json: is no JSON object: the config is one object in braces")]
    [InlineData("{}", "agent.json: site: is missing: write a text in quotes here")]
    [InlineData("{ \"site\": \"a\", \"broker\": 5 }", "agent.json: broker: 5 is not of the right type: write an object in braces")]
    [InlineData("{ \"site\": \"a\", \"site\": \"b\" }", "agent.json: site: stands here twice: keep one of them")]
    public void What_cannot_be_read_says_where(string json, string expected) => Assert.StartsWith(expected, _folder.Errors(json)[0], StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_an_error_and_no_exception()
    {
        var load = AgentConfigFile.Load(Path.Combine(_folder.Path, "none.json"));
        Assert.Contains("none.json: is not there", Assert.Single(load.Errors).ToString(), StringComparison.Ordinal);
        Assert.Single(AgentConfigFile.Load(_folder.Path).Errors);
    }

    [Fact]
    public void A_password_that_all_may_read_is_a_warning()
    {
        var path = _folder.PasswordFile("b.pw");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var load = _folder.Parse("""{ "site": "a", "broker": { "urls": ["mqtt://h"], "password_file": "b.pw" } }""");
        Assert.NotNull(load.Config);
        Assert.Equal($"agent.json: broker.password_file: \"{path}\" can be read by every user of this machine: chmod 600 {path}", Assert.Single(load.Warnings).ToString());
    }

    [Fact]
    public void A_credential_without_systemd_says_so() =>
        Assert.Equal(
            ["agent.json: broker.password_credential: \"broker\" is not there: $CREDENTIALS_DIRECTORY is not set: set it with LoadCredential= in the unit"],
            _folder.Errors("""{ "site": "a", "broker": { "urls": ["mqtt://h"], "password_credential": "broker" } }"""));

    [Fact]
    public void Whatever_the_file_holds_is_a_config_or_errors()
    {
        var whole = Minimal.Replace("DEVICES", """, "devices": [ { "id": "o", "driver": "hioso-epon", "url": "http://h" } ]""", StringComparison.Ordinal);
        Prop.ForAll(Gen.Choose(0, whole.Length - 1).ToArbitrary(), Gen.Elements("{}[]\",:0nx\u0001".ToCharArray()).ToArbitrary(), (place, letter) =>
        {
            _folder.Errors(whole[..place] + letter + whole[(place + 1)..]);
            _folder.Errors(whole[..place]);
        }).QuickCheckThrowOnFailure();
    }
}
