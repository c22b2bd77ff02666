using System.Text.Json;

namespace EdgeNoc.Common.Config.Schema;

/// <summary>A JSON schema (draft 2020-12) as the configs' own files use it: types, ranges, patterns, keys, and lists whose entries are told apart by one key.</summary>
/// <remarks>A keyword that nobody here knows makes it unusable at once, rather than be passed over.</remarks>
public sealed class JsonSchemaFile
{
    private static readonly HashSet<string> Keywords =
    [
        "$schema", "$ref", "$defs", "title", "description", "default", "type", "properties", "additionalProperties", "propertyNames", "required", "dependentRequired", "anyOf", "oneOf", "not",
        "items", "minItems", "enum", "const", "pattern", "format", "minimum", "maximum",
    ];

    private readonly JsonElement _root;

    private JsonSchemaFile(JsonElement root) => _root = root;

    /// <exception cref="JsonException">That is no JSON.</exception>
    /// <exception cref="NotSupportedException">It uses a keyword that is not known here.</exception>
    public static JsonSchemaFile Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement.Clone();
        foreach (var keyword in Used(root)) if (!Keywords.Contains(keyword)) throw new NotSupportedException($"the schema uses {keyword}");
        return new JsonSchemaFile(root);
    }

    /// <summary>All that is wrong with a config; empty: nothing.</summary>
    /// <param name="config">The whole of it.</param>
    /// <param name="file">What messages call it.</param>
    public IReadOnlyList<ConfigError> Check(JsonElement config, string file)
    {
        var check = new SchemaCheck(this, file);
        check.Value(config, _root, "");
        return check.Errors;
    }

    /// <summary>What a part of the schema refers to, or itself.</summary>
    internal JsonElement Follow(JsonElement schema)
    {
        while (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference))
            schema = reference.GetString()!.TrimStart('#', '/').Split('/').Aggregate(_root, static (at, step) => at.GetProperty(step));
        return schema;
    }

    private static IEnumerable<string> Used(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object) yield break;
        foreach (var member in schema.EnumerateObject())
        {
            yield return member.Name;
            IEnumerable<JsonElement> below = member.Name switch
            {
                "properties" or "$defs" => member.Value.EnumerateObject().Select(property => property.Value),
                "anyOf" or "oneOf" => member.Value.EnumerateArray(),
                "items" or "not" or "additionalProperties" or "propertyNames" => [member.Value],
                _ => [],
            };
            foreach (var keyword in below.SelectMany(Used)) yield return keyword;
        }
    }
}
