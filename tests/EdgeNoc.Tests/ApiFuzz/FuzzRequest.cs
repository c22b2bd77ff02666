using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeNoc.Tests.ApiFuzz;

/// <summary>A request to be sent.</summary>
/// <param name="Operation">Which operation it is of.</param>
/// <param name="Path">As it goes over the wire, with its query.</param>
/// <param name="Body">Null: none.</param>
/// <param name="Type">Of the body.</param>
/// <param name="IfMatch">The edition that it names.</param>
/// <param name="IsStrange">Its address may fit no operation.</param>
internal sealed record FuzzRequest(ApiOperation Operation, string Path, string? Body, string? Type, string? IfMatch, bool IsStrange)
{
    public bool Holds(string word) =>
        Path.Contains(word, StringComparison.OrdinalIgnoreCase) || Uri.UnescapeDataString(Path).Contains(word, StringComparison.OrdinalIgnoreCase) || Body?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;

    public override string ToString() => $"{Operation.Method} {(Path.Length > 300 ? Path[..300] + "…" : Path)} {Type} {(Body?.Length > 400 ? Body[..400] + "…" : Body)}{(IfMatch is null ? "" : $" If-Match: {IfMatch}")}";
}

/// <summary>Makes requests from the description: the same operation and random give the same request.</summary>
internal sealed class RequestMaker(ApiDocument document)
{
    public FuzzRequest Make(ApiOperation operation, Random random)
    {
        var isStrange = false;
        var path = operation.Path;
        foreach (var parameter in operation.Parameters.Where(parameter => parameter.In == "path"))
        {
            var known = Samples.Ids(operation.Method, operation.Path, parameter.Name);
            var isGood = random.Next(4) > 0;
            isStrange |= !isGood;
            path = path.Replace($"{{{parameter.Name}}}", isGood ? Pick(known, random) : random.Next(2) == 0 ? Pick(Hostile.Segments, random) : Escaped(Hostile.Text(random)), StringComparison.Ordinal);
        }

        var query = Query(operation, random);
        var (body, type) = operation.IsChange ? Body(operation, random) : default;
        return new FuzzRequest(operation, query.Length == 0 ? path : $"{path}?{query}", body, type, operation.IsChange && random.Next(3) > 0 ? random.Next(4) > 0 ? "*" : "\"0123456789abcdef\"" : null, isStrange);
    }

    /// <summary>The one that is right, where it is known.</summary>
    public static FuzzRequest? Good(ApiOperation operation)
    {
        if (operation.Body is not null && !Samples.Bodies.ContainsKey(operation.Name)) return null;
        var path = operation.Parameters.Where(parameter => parameter.In == "path")
            .Aggregate(operation.Path, (path, parameter) => path.Replace($"{{{parameter.Name}}}", Samples.Ids(operation.Method, operation.Path, parameter.Name)[0], StringComparison.Ordinal));
        return new FuzzRequest(operation, path, Samples.Bodies.GetValueOrDefault(operation.Name), operation.Body is null ? null : "application/json", operation.IsChange ? "*" : null, IsStrange: false);
    }

    private static string Query(ApiOperation operation, Random random)
    {
        var parts = operation.Query.Where(_ => random.Next(3) == 0).Select(parameter => $"{parameter.Name}={(random.Next(3) > 0 ? Uri.EscapeDataString(Pick(Samples.Values(parameter.Name), random)) : Escaped(Hostile.Text(random)))}").ToList();
        if (parts.Count > 0 && random.Next(12) == 0) parts.Add(parts[0]);
        if (random.Next(20) == 0) parts.Add(Pick(["nothing=1", "&&==", "%", "%zz=1", "=1", "site[]=alfa-01", "a=%00", "a=%ff"], random));
        return string.Join('&', parts);
    }

    private (string? Body, string? Type) Body(ApiOperation operation, Random random)
    {
        var type = operation.BodyTypes.Count > 0 ? operation.BodyTypes[0] : "application/json";
        if (operation.Body is null) return random.Next(5) == 0 ? (Hostile.Body(random), "application/json") : (null, null);
        if (random.Next(15) == 0) type = Pick(["text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=utf-16", "a/b", "text/csv"], random);
        if (random.Next(6) == 0) return (Hostile.Body(random), type);
        var node = Samples.Bodies.TryGetValue(operation.Name, out var sample) ? JsonNode.Parse(sample)! : FromSchema(operation.Body.Value, random, 0) ?? new JsonObject();
        for (var n = random.Next(4); n > 0; n--) Hostile.Spoil(node, random);
        return (node.ToJsonString(), type);
    }

    private JsonNode? FromSchema(JsonElement described, Random random, int depth)
    {
        var schema = document.Resolve(described);
        if (depth > 5 || schema.ValueKind != JsonValueKind.Object) return Hostile.Value(random);
        var type = schema.TryGetProperty("type", out var found) ? found.ToString() : "";
        if (schema.TryGetProperty("properties", out var properties))
            return new JsonObject(properties.EnumerateObject().Where(_ => random.Next(5) > 0).Select(property => KeyValuePair.Create(property.Name, FromSchema(property.Value, random, depth + 1))));
        if (schema.TryGetProperty("items", out var items)) return new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => FromSchema(items, random, depth + 1))]);
        if (type.Contains("integer", StringComparison.Ordinal)) return JsonValue.Create(random.Next(1, 100));
        if (type.Contains("number", StringComparison.Ordinal)) return JsonValue.Create(random.NextDouble() * 90);
        if (type.Contains("boolean", StringComparison.Ordinal)) return JsonValue.Create(random.Next(2) == 0);
        return type.Contains("string", StringComparison.Ordinal) ? JsonValue.Create(random.Next(2) == 0 ? "olt-1" : Hostile.Text(random)) : Hostile.Value(random);
    }

    /// <summary>So that any address that somebody could send is one that the server is asked for.</summary>
    private static string Escaped(string text) => Uri.EscapeDataString(text.Length > 2_000 ? text[..2_000] : text);

    private static string Pick(IReadOnlyList<string> from, Random random) => from[random.Next(from.Count)];
}
