using System.Text;
using System.Text.Json.Nodes;
using EdgeNoc.Agent.Config;
using EdgeNoc.Collector.Fleet;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Common.Config.Schema;
using EdgeNoc.Rig;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Fleet;

/// <summary>What the office refuses by the schema, the agent's own reader would refuse too; and what that finds wrong at the POP is mostly found in the office.</summary>
public sealed class SchemaCheckTests
{
    private const string Sample = """
        { "name": "Kediri 3", "time_zone": "Asia/Jakarta", "language": "id", "latitude": -7.81, "longitude": 112.01, "compress": true, "detection": {"down_after_polls": 2, "up_after_polls": 2},
          "thresholds": {"onu.rx_low": {"raise": -27.5, "clear": -26.5, "severity": "low"}, "entities": [{"match": "if/ether5", "interface.down": {"severity": "off"}}]},
          "syslog": {"listen": "127.0.0.1:5514"}, "uplink": {"metered": "auto", "metered_interfaces": ["wwan0"], "monthly_budget_mb": 2000},
          "devices": [
            {"id": "olt-1", "driver": "hioso-epon", "url": "http://192.0.2.10", "interval_s": 30},
            {"group": "onts", "driver": "ping", "timeout_ms": 900, "targets": [{"id": "ont-1", "address": "192.0.2.101", "name": "CLIENT-001"}]} ] }
        """;

    private static readonly JsonNode?[] Odd = [null, "", "x", 0, -1, 1e99, true, new JsonArray(), new JsonObject(), new JsonArray(1, "two"), new JsonObject { ["x"] = 1 }];

    [Fact]
    public void A_good_config_is_good_for_both()
    {
        Assert.Empty(Office(Sample));
        Assert.Empty(Agent(Sample));
    }

    [Fact]
    public void Whatever_the_office_refuses_the_agent_would_refuse_at_the_same_place()
    {
        var places = Places(JsonNode.Parse(Sample)!, "").ToList();
        var refused = 0;
        Prop.ForAll(Gen.Choose(0, places.Count - 1).SelectMany(place => Gen.Choose(0, Odd.Length + 1).Select(change => (place, change))).ToArbitrary(), pick =>
        {
            var changed = Changed(places[pick.place], pick.change);
            var (office, agent) = (Office(changed), Agent(changed));
            if (office.Count > 0) refused++;
            Assert.True(office.Count == 0 || agent.Count > 0, $"{changed}: the office says {string.Join(" | ", office)}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_500));
        Assert.True(refused > 300, $"only {refused} were refused");
    }

    [Theory]
    [InlineData("uplink.metered_interface", """{"uplink":{"metered_interface":[]}}""", "is no key that is known here: did you mean metered_interfaces?")]
    [InlineData("devices[0]", """{"devices":[7]}""", "7 is no object: write the entry in braces")]
    [InlineData("devices[0].driver", """{"devices":[{}]}""", "is missing")]
    [InlineData("devices[0].user", """{"devices":[{"id":"r-1","driver":"mikrotik","url":"apis://192.0.2.1"}]}""", "is missing: write user and password_file, or user and password_credential")]
    [InlineData("devices[0].targets", """{"devices":[{"group":"g","driver":"ping","targets":[]}]}""", "[] is empty: write at least one entry")]
    [InlineData("thresholds.onu.rx_lo", """{"thresholds":{"onu.rx_lo":{}}}""", "is no key that is known here: did you mean onu.rx_low?")]
    [InlineData("longitude", """{"latitude":1}""", "is missing: latitude needs it")]
    public void What_is_wrong_is_said_with_its_place_and_what_to_write(string path, string config, string says) => Assert.Contains(Office(config), error => error.Contains($"body: {path}: {says}", StringComparison.Ordinal));

    [Fact]
    public void A_schema_with_words_that_nobody_knows_is_refused_whole() =>
        Assert.Throws<NotSupportedException>(() => JsonSchemaFile.Parse("""{"properties":{"a":{"items":{"multipleOf":2}}}}"""));

    private static List<string> Office(string config) => [.. SiteSchema.Problems(new SiteRow { Id = "kdr-03", ConfigJson = config }, "body").Select(error => error.ToString())];

    private static IReadOnlyList<object> Agent(string config)
    {
        var whole = JsonNode.Parse(config)!.AsObject();
        whole["site"] = "kdr-03";
        whole["broker"] = new JsonObject { ["urls"] = new JsonArray("mqtts://localhost") };
        return AgentConfigFile.Parse(Encoding.UTF8.GetBytes(whole.ToJsonString()), Path.Combine(RigDirectory.RepositoryRoot, "agent.json")).Errors;
    }

    /// <summary>One value of the sample taken out, or another in its place, or a key beside it.</summary>
    private static string Changed(string place, int change)
    {
        var root = JsonNode.Parse(Sample)!;
        var steps = place.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var parent = steps[..^1].Aggregate(root, (at, step) => at is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : at[step]!);
        var odd = change < Odd.Length ? Odd[change]?.DeepClone() : null;
        if (parent is JsonArray items) items[int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture)] = odd;
        else if (change == Odd.Length) parent.AsObject().Remove(steps[^1]);
        else if (change > Odd.Length) parent.AsObject()[steps[^1] + "x"] = 1;
        else parent.AsObject()[steps[^1]] = odd;
        return root.ToJsonString();
    }

    private static IEnumerable<string> Places(JsonNode node, string path)
    {
        var children = node switch
        {
            JsonObject members => members.Select(member => (member.Key, member.Value)),
            JsonArray list => list.Select((item, index) => (index.ToString(System.Globalization.CultureInfo.InvariantCulture), item)),
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
