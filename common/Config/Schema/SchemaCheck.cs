using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EdgeNoc.Common.Config.Schema;

/// <summary>One look through a config.</summary>
internal sealed class SchemaCheck(JsonSchemaFile schema, string file)
{
    private static readonly TimeSpan RegexPatience = TimeSpan.FromSeconds(1);

    public List<ConfigError> Errors { get; } = [];

    public void Value(JsonElement value, JsonElement part, string path)
    {
        var rules = schema.Follow(part);
        if (rules.ValueKind is JsonValueKind.True) return;
        if (rules.TryGetProperty("type", out var type) && !Is(value, type.GetString()!))
        {
            Error(path, Shown(value), "is not of the right type", $"write {SchemaWords.Type(type.GetString()!)}{SchemaWords.About(rules)}");
            return;
        }

        Plain(value, rules, path);
        if (value.ValueKind == JsonValueKind.Object) Members(value, rules, path);
        if (value.ValueKind == JsonValueKind.Array) Items(value, rules, path);
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => value.ValueKind == JsonValueKind.Number,
    };

    private void Plain(JsonElement value, JsonElement rules, string path)
    {
        if (rules.TryGetProperty("const", out var only) && !JsonElement.DeepEquals(value, only)) Error(path, Shown(value), "is not what belongs here", $"write {only.GetRawText()}");
        if (rules.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => JsonElement.DeepEquals(value, word)))
            Error(path, Shown(value), "is none of the words that are known here", $"write one of {string.Join(", ", words.EnumerateArray().Select(word => word.GetRawText()))}");
        if (rules.TryGetProperty("not", out var never) && never.TryGetProperty("const", out var taken) && JsonElement.DeepEquals(value, taken)) Error(path, Shown(value), "is taken", "choose another");
        if (value.ValueKind == JsonValueKind.Number && !IsWithin(value, rules)) Error(path, Shown(value), "is out of range", $"write a number {SchemaWords.Range(rules)}");
        if (value.ValueKind == JsonValueKind.String && rules.TryGetProperty("pattern", out var pattern) && !Fits(value.GetString()!, pattern.GetString()!))
            Error(path, Shown(value), "cannot be used here", $"write something such as {pattern.GetString()}{SchemaWords.About(rules)}");
    }

    // In a schema $ is the end of the text; in .NET a line break may stand behind it.
    private static bool Fits(string text, string pattern) => Regex.IsMatch(text, pattern.EndsWith('$') ? pattern[..^1] + @"\z" : pattern, RegexOptions.CultureInvariant, RegexPatience);

    private static bool IsWithin(JsonElement value, JsonElement rules) =>
        (!rules.TryGetProperty("minimum", out var least) || value.GetDouble() >= least.GetDouble()) && (!rules.TryGetProperty("maximum", out var most) || value.GetDouble() <= most.GetDouble());

    private void Members(JsonElement value, JsonElement rules, string path)
    {
        var known = rules.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal) : [];
        var names = rules.TryGetProperty("propertyNames", out var allowed) ? allowed.GetProperty("enum").EnumerateArray().Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal) : null;
        rules.TryGetProperty("additionalProperties", out var further);
        foreach (var member in value.EnumerateObject())
        {
            if (known.TryGetValue(member.Name, out var own)) Value(member.Value, own, Below(path, member.Name));
            else if (further.ValueKind == JsonValueKind.False || names?.Contains(member.Name) == false) Unknown(path, member.Name, names ?? [.. known.Keys]);
            else if (further.ValueKind == JsonValueKind.Object) Value(member.Value, further, Below(path, member.Name));
        }

        if (rules.TryGetProperty("required", out var required)) foreach (var key in Missing(value, required)) Error(Below(path, key), null, "is missing", $"write it here{SchemaWords.About(known.TryGetValue(key, out var about) ? schema.Follow(about) : default)}");
        if (rules.TryGetProperty("dependentRequired", out var pairs))
        {
            foreach (var pair in pairs.EnumerateObject().Where(pair => value.TryGetProperty(pair.Name, out _)))
                foreach (var key in Missing(value, pair.Value)) Error(Below(path, key), null, "is missing", $"{pair.Name} needs it");
        }

        AnyOf(value, rules, path);
    }

    /// <summary>Of objects only: one of several sets of keys has to be there.</summary>
    private void AnyOf(JsonElement value, JsonElement rules, string path)
    {
        if (!rules.TryGetProperty("anyOf", out var ways)) return;
        var missing = ways.EnumerateArray().Where(way => way.TryGetProperty("required", out _)).Select(way => Missing(value, way.GetProperty("required")).ToList()).ToList();
        if (missing.Count == 0 || missing.Exists(keys => keys.Count == 0)) return;
        Error(Below(path, missing[0][0]), null, "is missing", $"write {string.Join(", or ", missing.Select(keys => string.Join(" and ", keys)))}");
    }

    private void Items(JsonElement value, JsonElement rules, string path)
    {
        if (rules.TryGetProperty("minItems", out var least) && value.GetArrayLength() < least.GetInt32()) Error(path, "[]", "is empty", "write at least one entry");
        if (!rules.TryGetProperty("items", out var of)) return;
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
            if (Variant(item, schema.Follow(of), place) is { } variant) Value(item, variant, place);
        }
    }

    /// <summary>The rules of one entry: where several kinds are known, the key that each has a word of its own for tells which. Null when none fits, which is said.</summary>
    private JsonElement? Variant(JsonElement item, JsonElement rules, string path)
    {
        if (!rules.TryGetProperty("oneOf", out var several)) return rules;
        var variants = several.EnumerateArray().Select(schema.Follow).ToList();
        var key = variants[0].GetProperty("properties").EnumerateObject().First(property => property.Value.TryGetProperty("const", out _)).Name;
        if (item.ValueKind != JsonValueKind.Object)
        {
            Error(path, Shown(item), "is no object", "write the entry in braces");
            return null;
        }

        var words = variants.ToDictionary(variant => variant.GetProperty("properties").GetProperty(key).GetProperty("const").GetString()!, StringComparer.Ordinal);
        if (!item.TryGetProperty(key, out var word)) Error(Below(path, key), null, "is missing", $"write one of {string.Join(", ", words.Keys)}");
        else if (word.ValueKind != JsonValueKind.String || !words.TryGetValue(word.GetString()!, out var variant)) Error(Below(path, key), Shown(word), $"is no {key} that is known here", $"write one of {string.Join(", ", words.Keys)}");
        else return variant;
        return null;
    }

    private static IEnumerable<string> Missing(JsonElement value, JsonElement required) => required.EnumerateArray().Select(key => key.GetString()!).Where(key => !value.TryGetProperty(key, out _));

    private void Unknown(string path, string key, IReadOnlyCollection<string> known)
    {
        var nearest = NearestKey.Of(key, known);
        Error(Below(path, key), null, "is no key that is known here", nearest is null ? $"the keys are {string.Join(", ", known.Where(name => name[0] != '$').Order(StringComparer.Ordinal))}" : $"did you mean {nearest}?");
    }

    private void Error(string path, string? value, string problem, string remedy) => Errors.Add(new ConfigError(file, path.Length == 0 ? null : path, value, problem, remedy));

    private static string Below(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{…}",
        JsonValueKind.Array => "[…]",
        _ => value.GetRawText() is { Length: > 60 } text ? text[..60] + "…" : value.GetRawText(),
    };
}
