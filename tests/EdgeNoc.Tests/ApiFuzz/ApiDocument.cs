using System.Text.Json;

namespace EdgeNoc.Tests.ApiFuzz;

/// <summary>A parameter of an operation.</summary>
internal sealed record ApiParameter(string Name, string In);

/// <summary>An operation as the served description has it.</summary>
internal sealed record ApiOperation(
    string Method, string Path, string Role, IReadOnlyList<ApiParameter> Parameters, JsonElement? Body, IReadOnlyList<string> BodyTypes, IReadOnlyDictionary<int, JsonElement?> Answers)
{
    public string Name => $"{Method} {Path}";

    public bool IsChange => Method != "GET";

    public IEnumerable<ApiParameter> Query => Parameters.Where(parameter => parameter.In == "query");

    /// <summary>It never ends by itself.</summary>
    public bool IsStream => Path == "/api/v1/stream";

    /// <summary>Lists that are read page by page.</summary>
    public bool IsPaged => Method == "GET" && Query.Any(parameter => parameter.Name == "cursor");

    public override string ToString() => Name;
}

/// <summary>What <c>/openapi/v1.json</c> says, read without a library: what it says is to be true for whoever reads it.</summary>
internal sealed class ApiDocument
{
    private readonly JsonElement _root;

    public ApiDocument(string json)
    {
        _root = JsonDocument.Parse(json).RootElement;
        Operations = [.. _root.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => Operation(path.Name, operation.Name, operation.Value)))];
    }

    public IReadOnlyList<ApiOperation> Operations { get; }

    public JsonElement Resolve(JsonElement schema)
    {
        while (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference))
        {
            var found = _root;
            foreach (var part in reference.GetString()![2..].Split('/')) found = found.GetProperty(part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
            schema = found;
        }

        return schema;
    }

    /// <summary>What of a value is not as its schema has it; at most a few.</summary>
    public IEnumerable<string> Faults(JsonElement value, JsonElement schema, string at = "$")
    {
        schema = Resolve(schema);
        if (schema.ValueKind != JsonValueKind.Object) yield break;
        if (schema.TryGetProperty("oneOf", out var several) || schema.TryGetProperty("anyOf", out several))
        {
            var options = several.EnumerateArray().Select(one => Faults(value, one, at).Take(3).ToList()).ToList();
            if (options.TrueForAll(faults => faults.Count > 0)) foreach (var fault in options[^1]) yield return fault;
            yield break;
        }

        if (schema.TryGetProperty("type", out var type) && !IsOf(value, type)) yield return $"{at} is {value.ValueKind} and not {type}";
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var (index, one) in value.EnumerateArray().Take(20).Index())
                foreach (var fault in Faults(one, items, $"{at}[{index}]")) yield return fault;
        }

        if (value.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties)) yield break;
        foreach (var property in value.EnumerateObject())
        {
            if (!properties.TryGetProperty(property.Name, out var described)) yield return $"{at}.{property.Name} is not described";
            else foreach (var fault in Faults(property.Value, described, $"{at}.{property.Name}")) yield return fault;
        }

        if (!schema.TryGetProperty("required", out var required)) yield break;
        foreach (var name in required.EnumerateArray().Select(one => one.GetString()!).Where(name => !value.TryGetProperty(name, out _))) yield return $"{at}.{name} is not there";
    }

    private static bool IsOf(JsonElement value, JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(one => IsOf(value, one)) : type.GetString() switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => true,
    };

    private static ApiOperation Operation(string path, string method, JsonElement operation)
    {
        var body = operation.TryGetProperty("requestBody", out var described) ? described.GetProperty("content").EnumerateObject().ToList() : [];
        return new ApiOperation(
            method.ToUpperInvariant(), path, operation.GetProperty("description").GetString()!.Split(' ')[^1].TrimEnd('.'),
            operation.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray().Select(one => new ApiParameter(one.GetProperty("name").GetString()!, one.GetProperty("in").GetString()!))] : [],
            body.Count > 0 && body[0].Value.TryGetProperty("schema", out var schema) ? schema : null, [.. body.Select(one => one.Name)],
            operation.GetProperty("responses").EnumerateObject().ToDictionary(answer => int.Parse(answer.Name, System.Globalization.CultureInfo.InvariantCulture), answer => SchemaOf(answer.Value)));
    }

    private static JsonElement? SchemaOf(JsonElement answer) =>
        answer.TryGetProperty("content", out var content) && content.TryGetProperty("application/json", out var json) && json.TryGetProperty("schema", out var schema) ? schema : null;
}
