using EdgeNoc.Collector.Config;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Ingest;

public sealed class ConfigLoaderTests
{
    private readonly string _folder = RigDirectory.New("config");

    [Fact]
    public void A_whole_config_is_read_with_its_secrets_from_files()
    {
        File.WriteAllText(Path.Combine(_folder, "broker.pw"), "broker-secret\n");
        File.WriteAllText(Path.Combine(_folder, "influx.pw"), "influx-secret");
        File.WriteAllText(Path.Combine(_folder, "mpwa.key"), "mpwa-secret");
        File.WriteAllText(Path.Combine(_folder, "ca.pem"), "");
        var (config, problems) = Load("""
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
        Assert.Empty(problems);
        Assert.Equal("mqtts://a.example.net:8883 mqtt://127.0.0.1:1883", string.Join(' ', config!.Broker.Addresses));
        Assert.Equal("broker-secret", config.Broker.Password!.Reveal());
        Assert.Equal("influx-secret", config.Influx.Password!.Reveal());
        Assert.Equal("mpwa-secret", config.Mpwa!.ApiKey.Reveal());
        Assert.Equal((5, 6, Severity.High), (config.Alerts.GroupWaitS, config.Alerts.AgentOfflineHoldS, config.Alerts.MinSeverity));
        Assert.Equal(["628123456789"], config.Alerts.Recipients);
        Assert.Equal(("noc-1", Path.Combine(_folder, "state"), "noc"), (config.Instance, config.StateDir, config.Influx.Database));
        Assert.DoesNotContain("-secret", config.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_stand_where_nothing_is_said()
    {
        var (config, _) = Load("""{ "state_dir": ".", "broker": { "urls": ["mqtt://b"] }, "influx": { "url": "http://i:8086" } }""");
        Assert.Equal(("noc", "http://127.0.0.1:8090/", "edgenoc"), (config!.Instance, config.Listen.AbsoluteUri, config.Influx.Database));
        Assert.Equal((30, 90, Severity.Low), (config.Alerts.GroupWaitS, config.Alerts.AgentOfflineHoldS, config.Alerts.MinSeverity));
        Assert.Null(config.Mpwa);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_with_place_value_and_remedy()
    {
        File.WriteAllText(Path.Combine(_folder, "empty"), "\n");
        var (config, problems) = Load("""
            {
              "instance": "noc 1", "state_dir": "/proc/nowhere", "listen": 8090, "lissten": 1,
              "broker": { "urls": ["http://b", "mqtt://u:p@b"], "password": "hunter2" },
              "influx": { "url": "influx.example.net", "user": "edgenoc", "password_file": "missing" },
              "alerts": { "group_wait_s": -1, "min_severity": "loud", "recipients": ["+62 812"] },
              "channels": { "mpwa": { "sender": "me", "api_key_file": "empty" } },
            }
            """);
        Assert.Null(config);
        Assert.DoesNotContain(problems, problem => problem.Text.Contains("hunter2", StringComparison.Ordinal));
        Assert.Equal(
            [
                "instance: \"noc 1\" is no name: letters, digits, '.', '_' and '-', at most 64",
                "listen: expected a text, found 8090",
                "broker.urls[0]: \"http://b\": expected mqtts://HOST[:PORT], or mqtt://HOST[:PORT] for a broker without TLS",
                "broker.urls[1]: only scheme, host and port belong here; the password goes into a file of its own",
                "broker.password: a secret does not belong into the config: put it into a file of its own (mode 0600) and name that in \"password_file\"",
                "influx.url: \"influx.example.net\" is no address: expected http://HOST[:PORT]",
                $"influx.password_file: {_folder}/missing cannot be read (Could not find file '{_folder}/missing'.): create it, readable by this service's user only",
                "alerts.min_severity: \"loud\": expected info, low, medium, high or critical",
                "alerts.recipients[0]: \"+62 812\": expected a number in international form, digits only, as 628123456789",
                "alerts.group_wait_s: expected a whole number from 0 to 3600, found -1",
                "channels.mpwa.url: is missing: the whole address of send-message",
                "channels.mpwa.sender: \"me\": expected digits only, as 628123456789",
                $"channels.mpwa.api_key_file: {_folder}/empty is empty: write the secret into it",
                "lissten: is not known here; known are alerts, broker, channels, influx, instance, listen, state_dir",
            ],
            problems.Select(problem => problem.ToString()).Where(text => !text.StartsWith("state_dir", StringComparison.Ordinal)));
        Assert.Contains(problems, problem => problem.Path == "state_dir");
    }

    [Fact]
    public void Broken_json_is_told_with_its_line()
    {
        var (_, problems) = Load("{\n  \"instance\": \"a\"\n  \"listen\": 1\n}");
        Assert.Contains("is no JSON: line 3, column", problems.Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_told()
    {
        var (_, problems) = ConfigLoader.Load(Path.Combine(_folder, "nothing.json"));
        Assert.Contains("nothing.json", problems.Single().Text, StringComparison.Ordinal);
    }

    private (CollectorConfig? Config, IReadOnlyList<ConfigProblem> Problems) Load(string json)
    {
        var path = Path.Combine(_folder, "collector.json");
        File.WriteAllText(path, json);
        return ConfigLoader.Load(path);
    }
}
