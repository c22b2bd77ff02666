using System.Globalization;
using System.Net;
using System.Text.Json;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Common.Config;

/// <content>The kinds of values a config can hold.</content>
public sealed partial class ConfigSection
{
    /// <summary>A day: nothing here is polled more rarely.</summary>
    public const int MaxSeconds = 86_400;

    public string? Text(string key, bool required = false)
    {
        var text = Take(key, required, JsonValueKind.String, "a text in quotes")?.GetString();
        if (text is null || text.AsSpan().Trim().Length > 0) return text;
        Error(key, null, "is empty", "write a text or leave the key out");
        return null;
    }

    /// <summary>A text that may be empty, where that means something.</summary>
    public string TextOrEmpty(string key) => Take(key, required: true, JsonValueKind.String, "a text in quotes")?.GetString() ?? "";

    public bool Flag(string key, bool fallback)
    {
        _known.Add(key);
        if (!_values.TryGetValue(key, out var value)) return fallback;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Error(key, Shown(value), "is neither true nor false", "write true or false, without quotes");
        return fallback;
    }

    /// <summary>A whole number within bounds, both included.</summary>
    public int Integer(string key, int fallback, int minimum, int maximum)
    {
        if (Take(key, required: false, JsonValueKind.Number, "a whole number without quotes") is not { } value) return fallback;
        if (value.TryGetInt32(out var number) && number >= minimum && number <= maximum) return number;
        Error(key, Shown(value), "is out of range", string.Create(CultureInfo.InvariantCulture, $"write a whole number from {minimum} to {maximum}"));
        return fallback;
    }

    /// <summary>A number within bounds, both included; null when it is not there. <paramref name="unit"/> is for the error.</summary>
    public double? Number(string key, double minimum, double maximum, string unit)
    {
        if (Take(key, required: false, JsonValueKind.Number, "a number without quotes") is not { } value) return null;
        if (value.TryGetDouble(out var number) && number >= minimum && number <= maximum) return number;
        Error(key, Shown(value), "is out of range", string.Create(CultureInfo.InvariantCulture, $"write a number from {minimum} to {maximum} ({unit})"));
        return null;
    }

    /// <summary>A number with decimals within bounds, both included: an amount of money.</summary>
    public decimal Number(string key, decimal fallback, decimal minimum, decimal maximum)
    {
        if (Take(key, required: false, JsonValueKind.Number, "a number without quotes") is not { } value) return fallback;
        if (value.TryGetDecimal(out var number) && number >= minimum && number <= maximum) return number;
        Error(key, Shown(value), "is out of range", string.Create(CultureInfo.InvariantCulture, $"write a number from {minimum} to {maximum}"));
        return fallback;
    }

    public TimeSpan Seconds(string key, int fallback) => TimeSpan.FromSeconds(Integer(key, fallback, 1, MaxSeconds));

    /// <summary><c>latitude</c> and <c>longitude</c> in degrees: both or neither.</summary>
    public (double? Latitude, double? Longitude) Coordinates()
    {
        var (latitude, longitude) = (Degrees("latitude", 90), Degrees("longitude", 180));
        if (Has("latitude") && !Has("longitude")) Error("longitude", null, "is missing", "a latitude needs its longitude: write both or neither");
        if (Has("longitude") && !Has("latitude")) Error("latitude", null, "is missing", "a longitude needs its latitude: write both or neither");
        return (latitude, longitude);
    }

    /// <summary>A device's id: one level of a topic, and <c>site</c> is the POP itself.</summary>
    public string Id(string key)
    {
        var id = Text(key, required: true);
        if (id is null) return "";
        if (id == "site") Error(key, "\"site\"", "is reserved for the POP itself", "choose another id");
        else if (!Topics.IsName(id)) Error(key, Quoted(id), "cannot be an id", "use 1 to 64 letters, digits, dots, dashes and underscores, a letter or digit first");
        return id;
    }

    /// <summary>One of a few words.</summary>
    public string Choice(string key, string fallback, params IReadOnlyList<string> words)
    {
        var word = Text(key);
        if (word is null || words.Contains(word, StringComparer.Ordinal)) return word ?? fallback;
        Error(key, Quoted(word), "is not known here", $"write one of {string.Join(", ", words)}");
        return fallback;
    }

    /// <summary>A web address without user or password in it; required unless there is a <paramref name="fallback"/>.</summary>
    public Uri HttpUrl(string key, string? fallback = null)
    {
        var standIn = new Uri("http://invalid/");
        var text = Text(key, required: fallback is null) ?? fallback;
        if (text is null) return standIn;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
        {
            Error(key, text.Contains('@', StringComparison.Ordinal) ? null : Quoted(text), "is no web address", "write http://ADDRESS or http://ADDRESS:PORT");
            return standIn;
        }

        if (url.UserInfo.Length > 0)
        {
            Error(key, null, "holds a user or a password", "write them as user and password_file");
            return standIn;
        }

        return url;
    }

    public IPAddress IpAddress(string key)
    {
        var text = Text(key, required: true);
        if (text is null) return IPAddress.None;
        if (HostAddress.TryParse(text, out var address, out var problem)) return address;
        Error(key, Quoted(text), problem, "write four numbers with dots, such as 192.0.2.101, or an IPv6 address");
        return IPAddress.None;
    }

    /// <summary>Where to listen, <c>0.0.0.0:514</c>: an address of this machine and a port.</summary>
    public IPEndPoint EndPoint(string key, string fallback)
    {
        var text = Text(key) ?? fallback;
        // The port asked for: IPEndPoint.TryParse reads an address alone as port 0.
        if (IPEndPoint.TryParse(text, out var endPoint) && endPoint.Port > 0) return endPoint;
        Error(key, Quoted(text), "is no ADDRESS:PORT", $"write an address of this machine and a port, such as {fallback}, or 0.0.0.0 for every address");
        return IPEndPoint.Parse(fallback);
    }

    /// <summary>An object whose keys are up to whoever writes it, each with a text.</summary>
    public IReadOnlyList<(string Name, string Text)> TextsByName(string key)
    {
        if (Take(key, required: false, JsonValueKind.Object, "an object with texts in quotes") is not { } found) return [];
        var texts = new List<(string Name, string Text)>();
        foreach (var property in found.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String) texts.Add((property.Name, property.Value.GetString()!));
            else Error($"{key}.{property.Name}", Shown(property.Value), "is not of the right type", "write a text in quotes");
        }

        return texts;
    }

    /// <summary>A list of texts, each with its key such as <c>urls[0]</c>; a required list is not empty.</summary>
    public IReadOnlyList<(string Key, string Text)> Texts(string key, bool required = false, string expected = "a list of texts in quotes")
    {
        if (Take(key, required, JsonValueKind.Array, expected) is not { } list) return [];
        if (required && list.GetArrayLength() == 0) Error(key, "[]", "is empty", $"write {expected}");
        var texts = new List<(string, string)>();
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            if (item.ValueKind == JsonValueKind.String) texts.Add(($"{key}[{index}]", item.GetString()!));
            else Error($"{key}[{index}]", Shown(item), "is not of the right type", "write a text in quotes");
        }

        return texts;
    }

    public TimeZoneInfo TimeZone(string key)
    {
        var name = Text(key);
        if (name is null) return TimeZoneInfo.Utc;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone;
        Error(key, Quoted(name), "is no time zone that this machine knows", "write a name such as Asia/Jakarta, and see that the package tzdata is installed");
        return TimeZoneInfo.Utc;
    }

    private double? Degrees(string key, double limit)
    {
        if (Take(key, required: false, JsonValueKind.Number, "degrees as a number, such as -7.81") is not { } value) return null;
        if (value.TryGetDouble(out var degrees) && Math.Abs(degrees) <= limit) return degrees;
        Error(key, Shown(value), "is out of range", string.Create(CultureInfo.InvariantCulture, $"write degrees from {-limit} to {limit}"));
        return null;
    }

    /// <summary>A value as an error shows it: in quotes, and not without end.</summary>
    public static string Quoted(string text) => text.Length <= 60 ? $"\"{text}\"" : $"\"{text[..60]}…\"";
}
