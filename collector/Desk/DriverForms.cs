using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeNoc.Collector.Desk;

/// <summary>A key of a device's entry that a form has a place for.</summary>
/// <param name="Key">As in the config: <c>interval_s</c>.</param>
/// <param name="Type"><c>text, integer, boolean, choice</c>.</param>
/// <param name="IsRequired">The agent refuses an entry without it.</param>
/// <param name="Default">What it is where nothing is said; null: nothing.</param>
/// <param name="Hint">What the schema says of it, in English.</param>
/// <param name="Choices">Of a choice.</param>
internal sealed record DriverField(string Key, string Type, bool IsRequired, string? Default, string? Hint, IReadOnlyList<string> Choices);

/// <summary>What a device of one driver is asked for.</summary>
/// <param name="Driver">The driver.</param>
/// <param name="Fields">In the schema's order, the id first.</param>
/// <param name="HasLogin">It has a user, and so a password.</param>
internal sealed record DriverForm(string Driver, IReadOnlyList<DriverField> Fields, bool HasLogin);

/// <summary>The forms of all drivers, made of the agent's own schema: a new driver has its form without a line here.</summary>
internal static class DriverForms
{
    /// <summary>What a form has no place for: passwords are typed apart, ONTs have a page of their own, and what is deeper is written as JSON.</summary>
    private static readonly HashSet<string> Elsewhere = ["driver", "password_file", "password_credential", "targets"];

    private static readonly Lazy<IReadOnlyList<DriverForm>> Forms = new(Load);

    public static IReadOnlyList<DriverForm> All => Forms.Value;

    public static DriverForm? Find(string? driver) => All.FirstOrDefault(form => form.Driver == driver);

    /// <summary>The entry that a form's values make: what is empty is left out, and what is no number stays a text, so that the schema says what is wrong with it, there.</summary>
    /// <param name="form">Which form.</param>
    /// <param name="value">The value of a field.</param>
    /// <param name="more">Further keys as a JSON object, such as <c>{"thresholds":{…}}</c>.</param>
    /// <param name="before">The entry as it was; its targets stay.</param>
    /// <exception cref="JsonException"><paramref name="more"/> is no JSON object.</exception>
    public static JsonObject Read(DriverForm form, Func<string, string?> value, string? more, string? before)
    {
        var device = new JsonObject();
        foreach (var field in form.Fields)
        {
            if (field.Key == "url") AddDriver();
            if (value(field.Key)?.Trim() is { Length: > 0 } text) device[field.Key] = Node(field, text);
        }

        AddDriver();
        if (!string.IsNullOrWhiteSpace(more))
        {
            if (JsonNode.Parse(more) is not JsonObject rest) throw new JsonException("no JSON object");
            foreach (var (key, node) in rest.ToList()) if (key != "driver") device[key] = node?.DeepClone();
        }

        if (before is not null && SiteDevices.Root(before)["targets"] is { } targets) device["targets"] = targets.DeepClone();
        return device;

        void AddDriver() => device["driver"] ??= form.Driver;
    }

    /// <summary>What of an entry the form has no place for, as JSON; null: nothing.</summary>
    public static string? More(DriverForm form, string entryJson)
    {
        var device = SiteDevices.Root(entryJson);
        foreach (var key in device.Select(pair => pair.Key).ToList())
        {
            if (Elsewhere.Contains(key) || form.Fields.Any(field => field.Key == key)) device.Remove(key);
        }

        return device.Count == 0 ? null : device.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    /// <summary>A key's value as a form shows it; null: the entry does not have it.</summary>
    public static string? Value(string entryJson, string key) => SiteDevices.Root(entryJson)[key] switch
    {
        null => null,
        JsonValue one when one.TryGetValue<string>(out var text) => text,
        var other => other.ToJsonString(),
    };

    private static JsonValue Node(DriverField field, string text) => field.Type switch
    {
        "integer" when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        "boolean" when bool.TryParse(text, out var flag) => JsonValue.Create(flag),
        _ => JsonValue.Create(text),
    };

    private static List<DriverForm> Load()
    {
        using var stream = typeof(DriverForms).Assembly.GetManifestResourceStream("agent.schema.json")!;
        using var schema = JsonDocument.Parse(stream);
        var root = schema.RootElement;
        var forms = new List<DriverForm>();
        foreach (var one in root.GetProperty("properties").GetProperty("devices").GetProperty("items").GetProperty("oneOf").EnumerateArray())
        {
            var driver = Follow(root, one);
            var properties = driver.GetProperty("properties");
            var required = driver.TryGetProperty("required", out var list) ? list.EnumerateArray().Select(key => key.GetString()!).ToHashSet(StringComparer.Ordinal) : [];
            var fields = properties.EnumerateObject().Where(property => !Elsewhere.Contains(property.Name)).Select(property => Field(root, property, required.Contains(property.Name))).OfType<DriverField>().ToList();
            forms.Add(new DriverForm(properties.GetProperty("driver").GetProperty("const").GetString()!, fields, properties.TryGetProperty("user", out _)));
        }

        return forms;
    }

    private static DriverField? Field(JsonElement root, JsonProperty property, bool isRequired)
    {
        var schema = Follow(root, property.Value);
        var choices = schema.TryGetProperty("enum", out var words) ? words.EnumerateArray().Select(word => word.ToString()).ToList() : [];
        var type = choices.Count > 0 ? "choice" : schema.TryGetProperty("type", out var name) ? name.GetString() : null;
        if (type == "string") type = "text";
        return type is not ("choice" or "text" or "integer" or "boolean") ? null : new DriverField(
            property.Name, type, isRequired, schema.TryGetProperty("default", out var usual) ? usual.ToString().ToLowerInvariant() : null,
            schema.TryGetProperty("description", out var hint) ? hint.GetString() : null, choices);
    }

    private static JsonElement Follow(JsonElement root, JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference) ? reference.GetString()!.TrimStart('#', '/').Split('/').Aggregate(root, static (at, step) => at.GetProperty(step)) : schema;
}
