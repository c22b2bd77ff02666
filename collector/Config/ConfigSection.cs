using System.Globalization;
using System.Text.Json;

namespace EdgeNoc.Collector.Config;

/// <summary>
/// One object of a config file. Each getter checks its value and notes a problem instead of throwing, so that a person sees all of them at once.
/// </summary>
internal sealed class ConfigSection(JsonElement element, string path, string folder, List<ConfigProblem> problems)
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement.Clone();

    private readonly HashSet<string> _known = new(StringComparer.Ordinal) { "$schema" };

    /// <summary>Whether the key is there.</summary>
    public bool Has(string key) => element.TryGetProperty(key, out _);

    /// <summary>The object under a key; an empty one when it is missing, so that what it requires is reported too.</summary>
    public ConfigSection Section(string key)
    {
        if (Get(key) is not { } value) return new(Nothing, PathOf(key), folder, problems);
        if (value.ValueKind == JsonValueKind.Object) return new(value, PathOf(key), folder, problems);
        Problem(key, $"expected an object {{ … }}, found {value.GetRawText()}");
        return new(Nothing, PathOf(key), folder, problems);
    }

    public string? Text(string key, string? fallback = null, string? missing = null)
    {
        if (Get(key) is not { } value)
        {
            if (missing is not null) Problem(key, $"is missing: {missing}");
            return fallback;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text) return text;
        Problem(key, $"expected a text, found {value.GetRawText()}");
        return fallback;
    }

    /// <summary>An integer from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public int Integer(string key, int fallback, int low, int high)
    {
        if (Get(key) is not { } value) return fallback;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= low && number <= high) return number;
        Problem(key, string.Create(CultureInfo.InvariantCulture, $"expected a whole number from {low} to {high}, found {value.GetRawText()}"));
        return fallback;
    }

    public IReadOnlyList<string> Texts(string key, string? missing = null)
    {
        if (Get(key) is not { } value)
        {
            if (missing is not null) Problem(key, $"is missing: {missing}");
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
        {
            return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        }

        Problem(key, $"expected a list of texts, found {value.GetRawText()}");
        return [];
    }

    /// <summary>An <c>http://</c> or <c>https://</c> address without credentials in it.</summary>
    public Uri? HttpUrl(string key, string? fallback = null, string? missing = null)
    {
        if (Text(key, fallback, missing) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0 && url.UserInfo.Length == 0) return url;
        // An address with a password in it must not reach the log.
        Problem(key, text.Contains('@', StringComparison.Ordinal)
            ? "user and password do not belong into the address"
            : $"\"{text}\" is no address: expected http://HOST[:PORT]");
        return null;
    }

    /// <summary>A path, relative to the config file's folder.</summary>
    public string? FilePath(string key, string? fallback = null) => Text(key, fallback) is { } text ? Path.GetFullPath(text, folder) : null;

    /// <summary>A secret from the file in <c>KEY_file</c> or the systemd credential in <c>KEY_credential</c>; never from the config itself.</summary>
    public Secret? SecretOf(string key, bool required = false)
    {
        _known.Add(key);
        if (Has(key))
        {
            Problem(key, $"a secret does not belong into the config: put it into a file of its own (mode 0600) and name that in \"{key}_file\"");
            _ = Text($"{key}_file");
            return null;
        }

        var file = FilePath($"{key}_file");
        var credential = Text($"{key}_credential");
        if (credential is not null)
        {
            var credentials = Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY");
            if (credentials is not null) file = Path.Combine(credentials, Path.GetFileName(credential));
            else Problem($"{key}_credential", "there is no $CREDENTIALS_DIRECTORY: start through systemd with LoadCredential=, or use the _file form");
        }

        if (file is not null) return ReadSecret(credential is null ? $"{key}_file" : $"{key}_credential", file);
        if (required && credential is null) Problem($"{key}_file", "is missing: the file that holds it");
        return null;
    }

    /// <summary>Call last: a key that nobody asked for is a typing mistake.</summary>
    public void End()
    {
        foreach (var property in element.EnumerateObject().Where(property => !_known.Contains(property.Name)))
        {
            var expected = string.Join(", ", _known.Where(name => name[0] != '$').Order(StringComparer.Ordinal));
            Problem(property.Name, $"is not known here; known are {expected}");
        }
    }

    public void Problem(string key, string text) => problems.Add(new ConfigProblem(PathOf(key), text));

    private string PathOf(string key) => path.Length == 0 ? key : $"{path}.{key}";

    private JsonElement? Get(string key)
    {
        _known.Add(key);
        return element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private Secret? ReadSecret(string key, string file)
    {
        try
        {
            var text = File.ReadAllText(file).TrimEnd('\r', '\n');
            if (text.Length > 0) return new Secret(text);
            Problem(key, $"{file} is empty: write the secret into it");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Problem(key, $"{file} cannot be read ({exception.Message}): create it, readable by this service's user only");
        }

        return null;
    }
}
