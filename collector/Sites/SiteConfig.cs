using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNoc.Collector.Config;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Fleet;

namespace EdgeNoc.Collector.Sites;

/// <summary>What a site's agent is given as its config: what the office says of its devices, and around it what follows from the site itself. Pure.</summary>
internal static class SiteConfig
{
    public const int MaxBytes = 8 << 20;

    // What follows from the site, or is the machine's own.
    private static readonly string[] Ours = ["name", "time_zone", "language", "latitude", "longitude", "broker", "state_dir"];
    private static readonly JsonDocumentOptions Dialect = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Reads what the office wrote. What only the agent's version can judge (drivers, their options) the agent judges.</summary>
    /// <returns>The JSON that is kept, or all that is wrong with it.</returns>
    public static (string? Json, IReadOnlyList<ConfigError> Errors) Read(ReadOnlySpan<byte> bytes, string site, string file)
    {
        var errors = new List<ConfigError>();
        JsonObject? root;
        try
        {
            root = bytes.Length > MaxBytes ? null : JsonNode.Parse(bytes, documentOptions: Dialect) as JsonObject;
            if (root is null) return (null, [new ConfigError(file, null, null, "is no JSON object of at most 8 MB", "write {\"devices\": […]}")]);
            ReadAll(root);
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            return (null, [new ConfigError(file, null, null, $"is no JSON ({error.Message})", "put it right and send it again; nothing was changed")]);
        }

        if (root["site"] is { } other && !(other is JsonValue value && value.TryGetValue<string>(out var id) && id == site))
            errors.Add(new ConfigError(file, "site", Shown(other), $"is another site's id: this config is for {site}", "leave it out, or give it to that site"));
        foreach (var key in Ours.Where(root.ContainsKey)) errors.Add(new ConfigError(file, key, null, "is not for here", "it follows from the site itself: leave it out"));
        if (root["devices"] is { } devices) CheckDevices(devices as JsonArray, file, errors);
        return errors.Count > 0 ? (null, errors) : (root.ToJsonString(), []);
    }

    /// <summary>The whole config. A device with a user gets the file in which its password will lie.</summary>
    public static string Compose(SiteRow site, EnrolmentConfig enrolment)
    {
        var config = WithSite(site);
        config["site"] = site.Id;
        config["broker"] = new JsonObject
        {
            ["urls"] = new JsonArray([.. enrolment.Brokers.Select(url => JsonValue.Create(url))]), ["ca_file"] = "ca.pem", ["password_file"] = "broker.pw",
        };
        return config.ToJsonString(Indented) + "\n";
    }

    /// <summary>What of it is sent to a machine that is enrolled: without what is its own.</summary>
    public static string Wanted(SiteRow site)
    {
        var config = WithSite(site);
        foreach (var key in ConfigReach.Kept) config.Remove(key);
        return config.ToJsonString(Indented) + "\n";
    }

    /// <summary>The office's part of an agent's whole config: what <see cref="Compose"/> adds is taken away. Null for what is none.</summary>
    public static string? OfAgent(string agentJson)
    {
        if (ConfigReach.Ordinary(System.Text.Encoding.UTF8.GetBytes(agentJson)) is not { } ordinary || JsonNode.Parse(ordinary) is not JsonObject config) return null;
        foreach (var key in Ours) config.Remove(key);
        foreach (var device in Devices(config))
        {
            if (Text(device, "id") is { } id && Text(device, "password_file") == SecretFile(id)) device.Remove("password_file");
        }

        return config.ToJsonString(Indented) + "\n";
    }

    /// <summary>As people read it.</summary>
    public static string Indent(string json) => (JsonNode.Parse(json)?.ToJsonString(Indented) ?? json) + "\n";

    /// <summary>Whether two of the office's configs say the same of the outbox.</summary>
    public static bool HasSameOutbox(string? one, string? other) => JsonNode.DeepEquals(Outbox(one), Outbox(other));

    private static JsonNode? Outbox(string? json) => json is null ? null : (JsonNode.Parse(json) as JsonObject)?["outbox"];

    private static IEnumerable<JsonObject> Devices(JsonObject config) => (config["devices"] as JsonArray ?? []).OfType<JsonObject>();

    private static string SecretFile(string device) => $"secrets/{device}.pw";

    private static JsonObject WithSite(SiteRow site)
    {
        var config = site.ConfigJson is { } json && JsonNode.Parse(json) is JsonObject office ? office : [];
        if (site.Title is { } title) config["name"] = title;
        if (site.TimeZone is { } zone) config["time_zone"] = zone;
        if (site.Language is { } language) config["language"] = language;
        if (site is { Latitude: { } latitude, Longitude: { } longitude }) (config["latitude"], config["longitude"]) = (latitude, longitude);
        foreach (var device in Devices(config))
        {
            if (device.ContainsKey("user") && Text(device, "id") is { } id && !device.ContainsKey("password_file") && !device.ContainsKey("password_credential"))
                device["password_file"] = SecretFile(id);
        }

        return config;
    }

    /// <summary>The devices that log in, with their users.</summary>
    public static IReadOnlyList<(string Device, string User)> Logins(string? configJson)
    {
        if (configJson is null || JsonNode.Parse(configJson) is not JsonObject { } root || root["devices"] is not JsonArray devices) return [];
        return [.. devices.OfType<JsonObject>().Select(device => (Id: Text(device, "id"), User: Text(device, "user"))).Where(login => login is { Id: not null, User: not null }).Select(login => (login.Id!, login.User!))];
    }

    // Keys that stand twice and texts that are no Unicode are found only when they are asked for.
    private static void ReadAll(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (_, member) in members) ReadAll(member);
                break;
            case JsonArray items:
                foreach (var item in items) ReadAll(item);
                break;
            case JsonValue value:
                _ = value.TryGetValue<string>(out _);
                break;
        }
    }

    private static void CheckDevices(JsonArray? devices, string file, List<ConfigError> errors)
    {
        if (devices is null) errors.Add(new ConfigError(file, "devices", null, "is no list", "write the devices in brackets"));
        foreach (var (index, node) in (devices ?? []).Index())
        {
            var path = $"devices[{index}]";
            if (node is not JsonObject device)
            {
                errors.Add(new ConfigError(file, path, null, "is no object", "write the entry in braces"));
                continue;
            }

            if (device.ContainsKey("password")) errors.Add(new ConfigError(file, $"{path}.password", null, "stands here in clear", "leave it out and type it with: edgenoc-collector secret set"));
            if (device.ContainsKey("password_file")) errors.Add(new ConfigError(file, $"{path}.password_file", null, "is not for here", "leave it out: the machine keeps the password where it wants"));
            if (device["id"] is { } id && !Topics.IsName(Text(device, "id"))) errors.Add(new ConfigError(file, $"{path}.id", Shown(id), "cannot be an id", "use 1 to 64 letters, digits, dots, dashes and underscores"));
        }
    }

    private static string Shown(JsonNode node) => node.ToJsonString() is { Length: > 60 } text ? text[..60] + "…" : node.ToJsonString();

    private static string? Text(JsonObject node, string key) => node[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
