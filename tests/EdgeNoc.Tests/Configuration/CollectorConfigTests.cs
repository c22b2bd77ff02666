using EdgeNoc.Collector.Channels.Mpwa;
using EdgeNoc.Collector.Config;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Configuration;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CollectorConfigTests
{
    private readonly string _folder = RigDirectory.New("config");

    [Fact]
    public void A_whole_config_is_read_with_its_secrets_from_files()
    {
        SecretFile("broker.pw", "broker-secret\n");
        SecretFile("influx.pw", "influx-secret");
        SecretFile("mpwa.key", "mpwa-secret");
        File.WriteAllText(Path.Combine(_folder, "ca.pem"), "");
        var load = Load("""
            {
              // where and who
              "$schema": "./collector.schema.json",
              "instance": "noc-1", "state_dir": "state", "listen": "http://127.0.0.1:8099",
              "broker": { "urls": ["mqtts://a.example.net", "mqtt://127.0.0.1:1883"], "user": "collector", "password_file": "broker.pw", "ca_file": "ca.pem" },
              "influx": { "url": "http://127.0.0.1:8086", "database": "noc", "user": "edgenoc", "password_file": "influx.pw" },
              "alerts": { "group_wait_s": 5, "agent_offline_hold_s": 6, "min_severity": "high", "recipients": ["628123456789"], },
              "channels": { "mpwa": { "url": "https://wa.example.net/send-message", "sender": "628111222", "api_key_file": "mpwa.key" } },
            }
            """);
        Assert.Empty(load.Errors);
        Assert.Empty(load.Warnings);
        var config = load.Config;
        Assert.Equal("mqtts://a.example.net:8883 mqtt://127.0.0.1:1883", string.Join(' ', config!.Broker.Urls));
        Assert.Equal("broker-secret", Reveal(config.Broker.Password));
        Assert.Equal("influx-secret", Reveal(config.Influx.Password));
        Assert.Equal("mpwa-secret", Reveal(Assert.IsType<MpwaSettings>(Assert.Single(config.Channels)).ApiKey));
        Assert.Equal((5, 6, Severity.High), (config.Alerts.GroupWaitS, config.Alerts.AgentOfflineHoldS, config.Alerts.MinSeverity));
        Assert.Equal(["628123456789"], config.Alerts.Recipients);
        Assert.Equal(("noc-1", Path.Combine(_folder, "state"), "noc"), (config.Instance, config.StateDir, config.Influx.Database));
        Assert.DoesNotContain("-secret", config.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_stand_where_nothing_is_said()
    {
        var config = Load("""{ "state_dir": ".", "broker": { "urls": ["mqtt://b"] }, "influx": { "url": "http://i:8086" } }""").Config;
        Assert.Equal(("noc", "http://127.0.0.1:8090/", "edgenoc"), (config!.Instance, config.Listen.AbsoluteUri, config.Influx.Database));
        Assert.Equal((30, 90, Severity.Medium), (config.Alerts.GroupWaitS, config.Alerts.AgentOfflineHoldS, config.Alerts.MinSeverity));
        Assert.Empty(config.Channels);
    }

    [Fact]
    public void Delivery_and_the_dead_man_are_read_and_the_secret_path_is_not_shown()
    {
        File.WriteAllText(Path.Combine(_folder, "api.key"), "key-secret\n");
        var config = Load("""
            {
              "state_dir": ".", "broker": { "urls": ["mqtt://b"] }, "influx": { "url": "http://i:8086" }, "alerts": { "ack_deadline_s": 60 },
              "channels": [{ "id": "wa", "provider": "mpwa", "url": "https://gateway.example.net/send-message", "sender": "628111222333", "api_key_file": "api.key",
                             "cost_per_message": 0.25, "monthly_cap": 500, "canary": { "to": "628999888777", "every_s": 1800 } }],
              "watch": { "dead_man_url": "https://hc.example.net/ping/s3cret" }
            }
            """).Config;
        var channel = config!.Channels.Single().Channel;
        Assert.Equal((60, 0.25m, 500m), (config.Alerts.AckDeadlineS, channel.CostPerMessage, channel.MonthlyCap));
        Assert.Equal(("628999888777", TimeSpan.FromMinutes(30)), (channel.Canary!.To, channel.Canary.Every));
        Assert.Equal("/ping/s3cret", config.Watch.DeadMan!.Plain!.AbsolutePath);
        Assert.DoesNotContain("s3cret", config.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"canary\": { \"to\": \"me\" }", "channels[0].canary: \"me\" is no telephone number")]
    [InlineData("\"canary\": { \"to\": \"628999888777\", \"every_s\": 10 }", "channels[0].canary.every_s: 10 is out of range")]
    [InlineData("\"monthly_cap\": -1", "channels[0].monthly_cap: -1 is out of range")]
    public void What_is_wrong_about_a_channels_watch_is_told_with_its_place(string entry, string expected)
    {
        File.WriteAllText(Path.Combine(_folder, "api.key"), "key-secret\n");
        var load = Load($$"""
            { "state_dir": ".", "broker": { "urls": ["mqtt://b"] }, "influx": { "url": "http://i:8086" },
              "channels": [{ "id": "wa", "provider": "mpwa", "url": "https://gateway.example.net/send-message", "sender": "628111222333", "api_key_file": "api.key", {{entry}} }] }
            """);
        Assert.Contains(load.Errors, error => error.ToString().Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_with_place_value_and_remedy()
    {
        File.WriteAllText(Path.Combine(_folder, "empty"), "\n");
        var load = Load("""
            {
              "instance": "noc 1", "state_dir": "/proc/nowhere", "listen": 8090, "lissten": 1,
              "broker": { "urls": ["http://b", "mqtt://u:p@b", 5], "user": "collector", "password": "hunter2" },
              "influx": { "url": "influx.example.net", "user": "edgenoc", "password_file": "missing" },
              "alerts": { "group_wait_s": -1, "min_severity": "loud", "recipients": ["+62 812"] },
              "channels": { "mpwa": { "sender": "me", "api_key": "hunter3" }, "smtp": {} },
            }
            """);
        Assert.Null(load.Config);
        string[] expected =
        [
            "collector.json: instance: \"noc 1\" cannot be a name: use 1 to 64 letters, digits, dots, dashes and underscores, a letter or digit first",
            "collector.json: listen: 8090 is not of the right type: write a text in quotes",
            "collector.json: lissten: is no key that is known here: did you mean listen?",
            "collector.json: broker.urls[0]: \"http://b\" is no broker address: expected mqtts://HOST[:PORT], or mqtt://HOST[:PORT] for a broker without TLS",
            "collector.json: broker.urls[1]: is no broker address: only scheme, host and port belong here; the password goes into a file of its own",
            "collector.json: broker.urls[2]: 5 is not of the right type: write a text in quotes",
            "collector.json: broker.password: stands here in clear: put it into a file that only this service can read and name the file in password_file",
            "collector.json: influx.url: \"influx.example.net\" is no web address: write http://ADDRESS or http://ADDRESS:PORT",
            $"collector.json: influx.password_file: \"{_folder}/missing\" is not there: create it with the password as its only line, readable by this service",
            "collector.json: alerts.group_wait_s: -1 is out of range: write a whole number from 0 to 3600",
            "collector.json: alerts.min_severity: \"loud\" is not known here: write one of info, low, medium, high, critical",
            "collector.json: alerts.recipients[0]: \"+62 812\" is no telephone number: write it in international form, digits only, such as 628123456789, or a group as 120363041234567890@g.us",
            "collector.json: channels.mpwa.url: is missing: write a text in quotes here",
            "collector.json: channels.mpwa.sender: \"me\" is no telephone number: write it in international form, digits only, such as 628123456789",
            "collector.json: channels.mpwa.api_key: stands here in clear: put it into a file that only this service can read and name the file in api_key_file",
            "collector.json: channels.smtp: is no key that is known here: did you mean http?",
        ];
        var errors = load.Errors.Select(error => error.ToString()).ToList();
        Assert.Equal(expected.Order(StringComparer.Ordinal), errors.Where(text => !text.Contains("state_dir", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.StartsWith("collector.json: state_dir: \"/proc/nowhere\" cannot be written (", errors.Single(text => text.Contains("state_dir", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", string.Join('\n', errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "url": "http://i", "user": "edgenoc" }""", "influx.password_file: is missing: user needs a password: name the file that holds it")]
    [InlineData("""{ "url": "http://i", "password_file": "influx.pw" }""", "influx.user: is missing: a password needs its user")]
    [InlineData("""{ "url": "http://i", "user": "edgenoc", "password_file": 7 }""", "influx.password_file: 7 is not of the right type: write a text in quotes")]
    public void User_and_password_need_each_other(string influx, string expected)
    {
        SecretFile("influx.pw", "influx-secret");
        var load = Load($$"""{ "state_dir": ".", "broker": { "urls": ["mqtt://b"] }, "influx": {{influx}} }""");
        Assert.Equal($"collector.json: {expected}", Assert.Single(load.Errors).ToString());
    }

    [Fact]
    public void A_gateway_without_its_key_is_missing_it()
    {
        var load = Load("""
            { "state_dir": ".", "broker": { "urls": ["mqtt://b"] }, "influx": { "url": "http://i" }, "channels": { "mpwa": { "url": "http://w", "sender": "628111222" } } }
            """);
        Assert.Equal("collector.json: channels.mpwa.api_key_file: is missing: name the file that holds the api key", Assert.Single(load.Errors).ToString());
    }

    [Fact]
    public void A_key_that_all_may_read_is_a_warning()
    {
        var path = SecretFile("mpwa.key", "mpwa-secret");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var load = Load("""
            {
              "state_dir": ".", "broker": { "urls": ["mqtt://b"] }, "influx": { "url": "http://i" },
              "channels": { "mpwa": { "url": "http://w", "sender": "628111222", "api_key_file": "mpwa.key" } }
            }
            """);
        Assert.NotNull(load.Config);
        Assert.Equal(
            $"collector.json: channels.mpwa.api_key_file: \"{path}\" can be read by every user of this machine: chmod 600 {path}", Assert.Single(load.Warnings).ToString());
    }

    [Fact]
    public void Broken_json_is_told_with_its_line() =>
        Assert.StartsWith(
            "collector.json: line 3, column ", Assert.Single(Load("{\n  \"instance\": \"a\"\n  \"listen\": 1\n}").Errors).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_told() =>
        Assert.StartsWith(
            "nothing.json: is not there", Assert.Single(CollectorConfigFile.Load(Path.Combine(_folder, "nothing.json")).Errors).ToString(), StringComparison.Ordinal);

    private static string Reveal(SecretSource? source)
    {
        Assert.True(source!.TryRead(out var secret, out _));
        return secret.Reveal();
    }

    private string SecretFile(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    private ConfigLoad<CollectorConfig> Load(string json)
    {
        var path = Path.Combine(_folder, "collector.json");
        File.WriteAllText(path, json);
        return CollectorConfigFile.Load(path);
    }
}
