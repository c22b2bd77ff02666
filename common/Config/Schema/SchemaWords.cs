using System.Globalization;
using System.Text.Json;

namespace EdgeNoc.Common.Config.Schema;

/// <summary>What a schema wants, in words.</summary>
internal static class SchemaWords
{
    public static string Type(string type) => type switch
    {
        "object" => "an object in braces",
        "array" => "a list in brackets",
        "string" => "a text in quotes",
        "boolean" => "true or false",
        "integer" => "a whole number",
        _ => "a number",
    };

    public static string Range(JsonElement rules) => (Number(rules, "minimum"), Number(rules, "maximum")) switch
    {
        ({ } least, { } most) => $"from {least} to {most}",
        ({ } least, null) => $"of at least {least}",
        var (_, most) => $"of at most {most}",
    };

    /// <summary>What the schema says about it, in brackets; nothing when it says nothing.</summary>
    public static string About(JsonElement rules) =>
        rules.ValueKind == JsonValueKind.Object && rules.TryGetProperty("description", out var text) ? $" ({text.GetString()!.TrimEnd('.')})" : "";

    private static string? Number(JsonElement rules, string key) => rules.TryGetProperty(key, out var value) ? value.GetDouble().ToString(CultureInfo.InvariantCulture) : null;
}
