using System.Text.Json;

namespace EdgeNoc.Common.Config;

/// <summary>An object of the config with its place in the file: values are asked for by key, and what is wrong is noted and read on with a stand-in.</summary>
/// <remarks>Every key that was asked for is known; <see cref="Finish"/> complains about the others. The kinds of values are in the other parts of this class.</remarks>
public sealed partial class ConfigSection
{
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly ConfigProblems _problems;
    private readonly string _path;
    private readonly bool _isStandIn;

    internal ConfigSection(JsonElement? element, string path, ConfigProblems problems)
    {
        _path = path;
        _problems = problems;
        _isStandIn = element is not { ValueKind: JsonValueKind.Object };
        if (_isStandIn) return;
        foreach (var property in element!.Value.EnumerateObject())
        {
            if (!_values.TryAdd(property.Name, property.Value)) Error(property.Name, null, "stands here twice", "keep one of them");
        }
    }

    /// <summary>Notes an error at a key of this section; <paramref name="value"/> is shown as it stands and must not be a secret.</summary>
    public void Error(string? key, string? value, string problem, string remedy) =>
        _problems.Errors.Add(_problems.At(PathOf(key), value, problem, remedy));

    public void Warn(string? key, string? value, string problem, string remedy) =>
        _problems.Warnings.Add(_problems.At(PathOf(key), value, problem, remedy));

    /// <summary>True when the key is there, whatever its value.</summary>
    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>True when the key holds a list: for what may be written in two ways.</summary>
    public bool HasList(string key) => _values.TryGetValue(key, out var value) && value.ValueKind == JsonValueKind.Array;

    /// <summary>An object below this one; a stand-in without values when it is missing.</summary>
    public ConfigSection Section(string key, bool required = false) =>
        Take(key, required, JsonValueKind.Object, "an object in braces") is { } value
            ? new ConfigSection(value, PathOf(key)!, _problems)
            : new ConfigSection(null, PathOf(key)!, _problems);

    /// <summary>The objects of a list.</summary>
    public IReadOnlyList<ConfigSection> List(string key, bool required = false)
    {
        if (Take(key, required, JsonValueKind.Array, "a list in brackets") is not { } list) return [];
        var sections = new List<ConfigSection>();
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            var path = $"{PathOf(key)}[{index}]";
            if (item.ValueKind != JsonValueKind.Object) _problems.Errors.Add(_problems.At(path, Shown(item), "is no object", "write the entry in braces"));
            else sections.Add(new ConfigSection(item, path, _problems));
        }

        return sections;
    }

    /// <summary>Complains about keys that nobody asked for. A typo must not silently leave a default in force.</summary>
    public void Finish()
    {
        foreach (var key in _values.Keys.Where(key => !_known.Contains(key)))
        {
            if (SecretFileKey(key) is { } fileKey)
            {
                Error(key, null, "stands here in clear", $"put it into a file that only this service can read and name the file in {fileKey}");
                continue;
            }

            var nearest = NearestKey.Of(key, _known);
            Error(key, null, "is no key that is known here", nearest is null ? $"the keys are {KnownKeys}" : $"did you mean {nearest}?");
        }
    }

    private string KnownKeys => string.Join(", ", _known.Where(key => key[0] != '$').Order(StringComparer.Ordinal));

    /// <summary>Where the secret belongs that somebody wrote into the config itself; null for a key that is none.</summary>
    private string? SecretFileKey(string key) =>
        _known.Contains($"{key}_file") && _known.Contains($"{key}_credential") ? $"{key}_file"
        : key is "password" or "pass" or "passwd" ? "password_file"
        : null;

    private JsonElement? Take(string key, bool required, JsonValueKind kind, string expected)
    {
        _known.Add(key);
        if (!_values.TryGetValue(key, out var value))
        {
            // One missing object is one error, not one for each of its keys.
            if (required && !_isStandIn) Error(key, null, "is missing", $"write {expected} here");
            return null;
        }

        if (value.ValueKind == kind) return value;
        Error(key, Shown(value), "is not of the right type", $"write {expected}");
        return null;
    }

    private string? PathOf(string? key) => key is null ? (_path.Length == 0 ? null : _path) : _path.Length == 0 ? key : $"{_path}.{key}";

    private static string Shown(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Object) return "{…}";
        if (value.ValueKind is JsonValueKind.Array) return "[…]";
        var text = value.GetRawText();
        return text.Length <= 60 ? text : text[..60] + "…";
    }
}
