using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Collector.Fleet;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Rig;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Fleet;

/// <summary>Nothing that the office lets out is refused at the POP for what it says: both judge by the same readers.</summary>
public sealed class OfficeAndPopTests
{
    private static readonly string Sample = """
        { "detection": {"down_after_polls": 3}, "syslog": {"listen": "127.0.0.1:5514"}, "uplink": {"metered": "auto", "metered_interfaces": ["wwan0", "usb*"], "monthly_budget_mb": 2000},
          "thresholds": {"onu.rx_low": {"raise": -27.5, "clear": -26.5, "samples": 4}, "device.voltage_low": {"raise": 46, "clear": 47}, "onu.flapping": {"raise": 6}, "interface.down": {"severity": "off"},
                         "entities": [{"match": "if/ether5", "interface.util_high": {"raise": 95, "clear": 80}}]},
          "cabinet": {"chip": "/dev/gpiochip0", "lamps": {"owner": {"line": 17}, "alarm": {"line": 23, "active_low": true, "led": "/sys/class/leds/ACT"}}, "buzzer": {"line": 24, "causes": ["site.mains_lost"], "quiet_from": "21:00", "quiet_until": "07:00"},
                      "button": {"line": 25, "bias": "pull_up"}, "contacts": {"mains": {"line": 5}, "door": {"line": 6, "alarm_when": "open"}},
                      "page": {"listen": "192.168.88.2:8080", "pin_file": "/etc/edgenoc/cabinet.pin", "name": "pop.lan"}, "phone": "+62 812-3456-7890", "soc_temp_high_c": 80},
          "devices": [
            {"id": "olt-1", "driver": "hioso-epon", "url": "http://192.0.2.10", "interval_s": 30, "thresholds": {"onu.rx_low": {"raise": -28}}},
            {"id": "olt-2", "driver": "hsgq", "url": "https://192.0.2.12", "pin_sha256": "0000000000000000000000000000000000000000000000000000000000000000", "user": "edgenoc"},
            {"id": "olt-3", "driver": "zte-cli", "url": "ssh://192.0.2.13", "user": "edgenoc", "ssh_algorithms": "legacy"},
            {"id": "olt-4", "driver": "hioso-cli", "url": "telnet://192.0.2.14", "user": "edgenoc"},
            {"id": "router-1", "driver": "mikrotik", "url": "apis://192.0.2.1", "pin_sha256": "0000000000000000000000000000000000000000000000000000000000000000", "user": "edgenoc", "slow_interval_s": 300},
            {"id": "ne-1", "driver": "ne8000", "url": "ssh://192.0.2.2:2222", "user": "edgenoc", "timeout_s": 20},
            {"group": "onts", "driver": "ping", "count": 3, "timeout_ms": 900, "targets": [{"id": "ont-1", "address": "192.0.2.101", "name": "CLIENT-001", "latitude": -7.1, "longitude": 112.2}]} ] }
        """;

    private static readonly JsonNode?[] Odd =
    [
        null, "", "x", "x\n", "a\0b", 0, 1, -1, 17, 46.5, -27, 99, 101, 1e99, true, new JsonArray(), new JsonObject(), new JsonArray("two"),
        "http://", "http://u:p@h", "https://192.0.2.1", "ssh://-oProxyCommand=x", "ssh://u@h", "ssh://h/x", "ssh://192.0.2.1:99999", "telnet://u@h", "telnet://h", "apis://h/x", "api://192.0.2.1", "apis://:1", "://",
        "0.0.0.0:8080", "192.0.2.1", "192.0.2.1:0", "[::1]:80", "224.0.0.1", "010.1.1.1", "0.0.0.10", "fe80::1", "21:60", "21:00\n", "Asia/Jakarta", "wwan*0", "no.such_kind", "site.door_open", "off", "admin\nreboot", "pop .lan", "site",
    ];

    private readonly string _folder = RigDirectory.New("pop-config");

    public OfficeAndPopTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "secrets"));
        foreach (var id in (string[])["olt-2", "olt-3", "olt-4", "router-1", "ne-1"])
        {
            var file = Path.Combine(_folder, "secrets", $"{id}.pw");
            File.WriteAllText(file, "pw-1\n");
            File.SetUnixFileMode(file, UnixFileMode.UserRead);
        }
    }

    [Fact]
    public void The_sample_is_good_for_both()
    {
        Assert.Empty(Office(Sample));
        Assert.Empty(Pop(Sample));
    }

    [Fact]
    public void Whatever_the_office_lets_out_the_pop_takes()
    {
        var places = Places(JsonNode.Parse(Sample)!, "").ToList();
        var let = 0;
        Prop.ForAll(Gen.Choose(0, places.Count - 1).SelectMany(place => Gen.Choose(0, Odd.Length).Select(change => (place, change))).ListOf(2).ToArbitrary(), picks =>
        {
            var changed = JsonNode.Parse(Sample)!;
            foreach (var (place, change) in picks) Change(changed, places[place], change);
            var text = changed.ToJsonString();
            if (Office(text).Count > 0) return;
            let++;
            var pop = Pop(text);
            Assert.True(pop.Count == 0, $"{text}: the POP says {string.Join(" | ", pop)}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
        Assert.True(let > 100, $"only {let} were let out");
    }

    /// <summary>Each of these is allowed by the schema; the POP's words are the office's too.</summary>
    [Theory]
    [InlineData("""{"thresholds":{"onu.rx_low":{"raise":-25,"clear":-26}}}""", "thresholds.onu.rx_low.clear")]
    [InlineData("""{"thresholds":{"device.voltage_low":{"raise":46}}}""", "thresholds.device.voltage_low.clear")]
    [InlineData("""{"thresholds":{"onu.rx_low":{"raise":5}}}""", "thresholds.onu.rx_low.raise")]
    [InlineData("""{"thresholds":{"onu.down":{"raise":5}}}""", "thresholds.onu.down.raise")]
    [InlineData("""{"thresholds":{"onu.rx_low":{"clear":-20}},"devices":[{"id":"olt-1","driver":"hioso-epon","url":"http://192.0.2.10","thresholds":{"onu.rx_low":{"raise":-19}}}]}""", "devices[0].thresholds.onu.rx_low.raise")]
    [InlineData("""{"cabinet":{"lamps":{"owner":{"line":5}},"contacts":{"door":{"line":5}}}}""", "cabinet.contacts.door.line")]
    [InlineData("""{"cabinet":{"buzzer":{"causes":["site.door_opn"]}}}""", "cabinet.buzzer.causes[0]")]
    [InlineData("""{"cabinet":{"page":{"listen":"0.0.0.0:8080","pin_file":"/x"}}}""", "cabinet.page.listen")]
    [InlineData("""{"syslog":{"listen":"localhost"}}""", "syslog.listen")]
    [InlineData("""{"devices":[{"id":"r-1","driver":"mikrotik","url":"apis://user@192.0.2.1","user":"u"}]}""", "devices[0].url")]
    [InlineData("""{"devices":[{"id":"r-1","driver":"mikrotik","url":"api://192.0.2.1","user":"u","pin_sha256":"0000000000000000000000000000000000000000000000000000000000000000"}]}""", "devices[0].pin_sha256")]
    [InlineData("""{"devices":[{"id":"b-1","driver":"ne8000","url":"ssh://-oProxyCommand=x","user":"u"}]}""", "devices[0].url")]
    [InlineData("""{"devices":[{"id":"o-1","driver":"zte-cli","url":"telnet://192.0.2.1","user":"u\nreboot"}]}""", "devices[0].user")]
    [InlineData("""{"devices":[{"id":"b-1","driver":"hsgq","url":"http://192.0.2.1","user":" "}]}""", "devices[0].user")]
    [InlineData("""{"devices":[{"group":"g","driver":"ping","targets":[{"id":"a","address":"010.1.1.1"}]}]}""", "devices[0].targets[0].address")]
    [InlineData("""{"devices":[{"id":"a\n","driver":"hioso-epon","url":"http://192.0.2.10"}]}""", "devices[0].id")]
    public void What_only_the_reader_knows_is_said_in_the_office_at_the_same_place(string config, string path) => Assert.Contains($"body: {path}: ", Assert.Single(Office(config)), StringComparison.Ordinal);

    private static List<string> Office(string config) => [.. SiteSchema.Problems(new SiteRow { Id = "kdr-03", ConfigJson = config }, "body").Select(error => error.ToString())];

    /// <summary>As an enrolled machine reads what was sent: with the file names of its passwords, and without the devices whose password nobody has typed.</summary>
    private List<string> Pop(string config)
    {
        var whole = JsonNode.Parse(SiteConfig.Wanted(new SiteRow { Id = "kdr-03", ConfigJson = config }))!.AsObject();
        whole["site"] = "kdr-03";
        whole["broker"] = new JsonObject { ["urls"] = new JsonArray("mqtts://localhost") };
        var (kept, _) = EnrolledConfig.WithoutUnknownPasswords(Encoding.UTF8.GetBytes(whole.ToJsonString()), id => File.Exists(Path.Combine(_folder, "secrets", $"{id}.pw")));
        return [.. Agent.Config.AgentConfigFile.Parse(kept, Path.Combine(_folder, "agent.json")).Errors.Select(error => error.ToString())];
    }

    private static void Change(JsonNode root, string place, int change)
    {
        var steps = place.Split('/', StringSplitOptions.RemoveEmptyEntries);
        JsonNode? parent = root;
        foreach (var step in steps[..^1])
        {
            // The change before this one may have taken it away.
            parent = parent switch
            {
                JsonArray list when int.Parse(step, CultureInfo.InvariantCulture) is var index && index < list.Count => list[index],
                JsonObject members => members[step],
                _ => null,
            };
        }

        var odd = change < Odd.Length ? Odd[change]?.DeepClone() : null;
        switch (parent)
        {
            case JsonArray items when int.Parse(steps[^1], CultureInfo.InvariantCulture) is var index && index < items.Count:
                items[index] = odd;
                break;
            case JsonObject members when change == Odd.Length:
                members.Remove(steps[^1]);
                break;
            case JsonObject members:
                members[steps[^1]] = odd;
                break;
        }
    }

    private static IEnumerable<string> Places(JsonNode node, string path)
    {
        var children = node switch
        {
            JsonObject members => members.Select(member => (member.Key, member.Value)),
            JsonArray list => list.Select((item, index) => (index.ToString(CultureInfo.InvariantCulture), item)),
            _ => [],
        };
        foreach (var (key, child) in children)
        {
            yield return $"{path}/{key}";
            if (child is null) continue;
            foreach (var below in Places(child, $"{path}/{key}")) yield return below;
        }
    }
}
