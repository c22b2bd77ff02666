using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Configuration;

/// <summary>The schema for editors, the samples in the drivers' READMEs and what the loader accepts are the same.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class SchemaTests : IDisposable
{
    private static readonly JsonDocumentOptions Dialect = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static JsonObject Schema => JsonNode.Parse(Resource("agent.schema.json"))!.AsObject();

    public static TheoryData<string> DriverFolders => ["HiosoEpon", "HiosoCli", "VsolWeb", "Hsgq", "ZteCli", "SmartAxCli", "MikroTik", "Ping", "Vrp", "HuaweiVrp"];

    [Fact]
    public void The_schema_knows_the_drivers() =>
        Assert.Equal(Drivers.All.Select(driver => driver.Name), Schema["properties"]!["devices"]!["items"]!["oneOf"]!.AsArray().Select(variant => (string)Follow(variant!)["properties"]!["driver"]!["const"]!));

    [Fact]
    public void Every_driver_has_a_sample() => Assert.Equal(Drivers.All.Count, DriverFolders.Count);

    [Theory]
    [MemberData(nameof(DriverFolders))]
    public void A_drivers_sample_loads_and_stands_in_its_readme(string folder)
    {
        var sample = Resource($"EdgeNoc.Agent.Devices.{folder}.sample.jsonc");
        Assert.Contains($"```jsonc\n{sample}```", File.ReadAllText(Path.Combine(RigDirectory.RepositoryRoot, "agent", "Devices", folder, "README.md")), StringComparison.Ordinal);
        Assert.Empty(_folder.Errors(Config(sample).ToJsonString()));
    }

    [Fact]
    public void Schema_and_loader_agree_on_keys_and_on_which_are_required()
    {
        var config = Config([.. DriverFolders.Select(row => Resource($"EdgeNoc.Agent.Devices.{row.Data}.sample.jsonc"))]);
        Assert.Empty(_folder.Errors(config.ToJsonString()));
        Walk(config, config, Schema, "");
    }

    /// <summary>Takes out each key in turn: the loader misses exactly those that the schema requires.</summary>
    private void Walk(JsonObject config, JsonObject part, JsonObject schema, string path)
    {
        var required = schema["required"]?.AsArray().Select(name => (string)name!).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var (key, value) in part.ToList())
        {
            var property = schema["properties"]![key];
            Assert.True(property is not null, $"the schema does not know {path}{key}");
            part.Remove(key);
            // A user without a password is missing the password, not itself.
            var missed = _folder.Errors(config.ToJsonString()).Any(error => error.StartsWith($"agent.json: {path}{key}: is missing", StringComparison.Ordinal));
            part[key] = value;
            if (key is not ("user" or "password_file" or "latitude" or "longitude")) Assert.True(missed == required.Contains(key), $"{path}{key}: required by the schema {required.Contains(key)}, by the loader {missed}");
            if (value is JsonObject child) Walk(config, child, Follow(property!), $"{path}{key}.");
            if (value is not JsonArray list) continue;
            foreach (var (index, item) in list.Index())
            {
                if (item is JsonObject entry) Walk(config, entry, Variant(Follow(property!)["items"]!, entry), $"{path}{key}[{index}].");
            }
        }
    }

    private static JsonObject Variant(JsonNode items, JsonObject entry) =>
        items["oneOf"] is JsonArray variants ? variants.Select(variant => Follow(variant!)).Single(variant => (string)variant["properties"]!["driver"]!["const"]! == (string)entry["driver"]!) : Follow(items);

    private static JsonObject Follow(JsonNode node) =>
        node["$ref"] is { } reference ? ((string)reference!).TrimStart('#', '/').Split('/').Aggregate((JsonNode)Schema, (at, step) => at[step]!).AsObject() : node.AsObject();

    private JsonObject Config(params string[] devices)
    {
        var config = JsonNode.Parse("""
            {
              "$schema": "x", "site": "kdr-03", "name": "Kediri 03", "time_zone": "UTC", "language": "id", "latitude": -7.81, "longitude": 112.01, "state_dir": "/tmp", "compress": true,
              "broker": { "urls": ["mqtt://h"], "password_file": "/etc/edgenoc/broker.pw" }, "detection": { "down_after_polls": 2, "up_after_polls": 2 }, "syslog": { "listen": "127.0.0.1:5514" },
              "uplink": { "metered": "auto", "metered_interfaces": ["wwan0", "usb*"], "monthly_budget_mb": 2000 }
            }
            """)!.AsObject();
        config["devices"] = new JsonArray([.. devices.Select(device => JsonNode.Parse(device, documentOptions: Dialect))]);
        // Each sample names a file of its own.
        foreach (var name in string.Concat(devices).Split("/etc/edgenoc/").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]).Where(name => name.EndsWith(".pw", StringComparison.Ordinal)).Append("broker.pw").Distinct(StringComparer.Ordinal)) _folder.PasswordFile(name);
        return JsonNode.Parse(config.ToJsonString().Replace("/etc/edgenoc/", _folder.Path + "/", StringComparison.Ordinal))!.AsObject();
    }

    private static string Resource(string name)
    {
        using var stream = typeof(AgentConfig).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
