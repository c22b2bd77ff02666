using System.Text.Json.Nodes;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Thresholds;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Configuration;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ThresholdConfigTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_entity_stands_over_the_device_and_the_device_over_the_site()
    {
        var config = Load(
            """{ "onu.rx_low": { "raise": -28, "clear": -26, "severity": "medium" }, "onu.down": { "severity": "off" }, "interface.down": { "samples": 4 } }""",
            """{ "onu.rx_low": { "raise": -26.5, "clear": -25 }, "onu.down": { "severity": "low" }, "entities": [ { "match": "onu/0/3:*", "onu.rx_low": { "samples": 9 } }, { "match": "onu/0/3:7", "onu.rx_low": { "raise": -25.5, "severity": "off" } } ] }""");
        var site = new ThresholdPolicy(config.Thresholds, ThresholdSet.None);
        var device = new ThresholdPolicy(config.Thresholds, config.Devices[0].Thresholds);

        Assert.Equal(new KindRule(false, Severity.Medium, -28, -26, 3), site.For("onu.rx_low", "onu/0/3:7"));
        Assert.Equal(new KindRule(false, Severity.Medium, -26.5, -25, 3), device.For("onu.rx_low", "onu/0/1:7"));
        Assert.Equal(new KindRule(false, Severity.Medium, -26.5, -25, 9), device.For("onu.rx_low", "onu/0/3:17"));
        Assert.Equal(new KindRule(true, Severity.Medium, -25.5, -25, 9), device.For("onu.rx_low", "onu/0/3:7"));
        Assert.Equal((true, false), (site.For("onu.down", "x").IsOff, device.For("onu.down", "x").IsOff));
        Assert.Equal((4, Severity.High), (site.For("interface.down", "if/ether1").Samples, site.For("interface.down", "if/ether1").Severity));
    }

    [Theory]
    [InlineData("""{ "onu.rx_lo": {} }""", "agent.json: thresholds.onu.rx_lo: is no key that is known here: did you mean onu.rx_low?")]
    [InlineData("""{ "onu.rx_low": { "rise": -25 } }""", "agent.json: thresholds.onu.rx_low.rise: is no key that is known here: did you mean raise?")]
    [InlineData("""{ "onu.rx_low": { "raise": "low" } }""", "agent.json: thresholds.onu.rx_low.raise: \"low\" is not of the right type: write a number without quotes")]
    [InlineData("""{ "onu.rx_low": { "raise": 27 } }""", "agent.json: thresholds.onu.rx_low.raise: 27 is out of range: write a number from -60 to 0 (dBm)")]
    [InlineData("""{ "onu.rx_low": { "raise": -25 } }""", "agent.json: thresholds.onu.rx_low.raise: does not fit: onu.rx_low would be raised at -25 and cleared at -25.5 dBm: write a clear that is above raise, so that a level at the edge does not raise again and again")]
    [InlineData("""{ "device.cpu_high": { "raise": 80, "clear": 85 } }""", "agent.json: thresholds.device.cpu_high.clear: does not fit: device.cpu_high would be raised at 80 and cleared at 85 %: write a clear that is below raise, so that a level at the edge does not raise again and again")]
    [InlineData("""{ "device.voltage_low": { "raise": 11 } }""", "agent.json: thresholds.device.voltage_low.clear: is missing: write both levels: this kind has no default for them")]
    [InlineData("""{ "onu.down": { "severity": "loud" } }""", "agent.json: thresholds.onu.down.severity: \"loud\" is not known here: write one of info, low, medium, high, critical, off")]
    [InlineData("""{ "onu.down": { "raise": 3 } }""", "agent.json: thresholds.onu.down.raise: is no key that is known here: the keys are samples, severity")]
    [InlineData("""{ "pon.down": { "samples": 3 } }""", "agent.json: thresholds.pon.down.samples: is no key that is known here: the keys are clear, raise, severity")]
    [InlineData("""{ "onu.down": { "samples": 0 } }""", "agent.json: thresholds.onu.down.samples: 0 is out of range: write a whole number from 1 to 100")]
    [InlineData("""{ "onu.down": 3 }""", "agent.json: thresholds.onu.down: 3 is not of the right type: write an object in braces")]
    [InlineData("""{ "entities": [ { "onu.down": { "severity": "off" } } ] }""", "agent.json: thresholds.entities[0].match: is missing: write a text in quotes here")]
    public void What_is_wrong_is_said_with_its_place_and_its_remedy(string thresholds, string error) => Assert.Equal([error], _folder.Errors(Config(thresholds, "{}")));

    [Fact]
    public void A_device_is_checked_together_with_its_site() => Assert.Equal(
        ["agent.json: devices[0].thresholds.device.cpu_high.raise: does not fit: device.cpu_high would be raised at 85 and cleared at 88 %: write a clear that is below raise, so that a level at the edge does not raise again and again"],
        _folder.Errors(Config("""{ "device.cpu_high": { "raise": 95, "clear": 88 } }""", """{ "device.cpu_high": { "raise": 85 } }""")));

    [Fact]
    public void The_schema_knows_the_kinds()
    {
        using var stream = typeof(AgentConfig).Assembly.GetManifestResourceStream("agent.schema.json")!;
        var kinds = JsonNode.Parse(stream)!["$defs"]!["thresholds"]!["propertyNames"]!["enum"]!.AsArray().Select(kind => (string)kind!).Where(kind => kind != "entities");
        Assert.Equal(DetectedKinds.All.Keys.Order(StringComparer.Ordinal), kinds);
    }

    [Fact]
    public void Every_kind_that_is_detected_has_a_severity_of_its_own() => Assert.All(DetectedKinds.All.Keys, kind => Assert.Contains(kind, EventKinds.All.Keys));

    private AgentConfig Load(string site, string device)
    {
        var load = _folder.Parse(Config(site, device));
        Assert.Empty(load.Errors);
        return load.Config!;
    }

    private static string Config(string site, string device) => $$"""
        {
          "site": "kdr-03", "broker": { "urls": ["mqtt://127.0.0.1"] }, "thresholds": {{site}},
          "devices": [ { "id": "olt-1", "driver": "hioso-epon", "url": "http://192.0.2.10", "thresholds": {{device}} } ]
        }
        """;
}
