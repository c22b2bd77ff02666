using System.Text.Json;

namespace EdgeNoc.Collector.Channels.Http;

/// <summary>Looks into JSON of which nothing is certain: what is not there or of another type is null.</summary>
internal static class JsonPeek
{
    private const int MaxDepth = 32;

    /// <summary>Reads one object and gives what <paramref name="read"/> makes of it; null when that is null or the text is no JSON object.</summary>
    public static T? Object<T>(ReadOnlyMemory<byte> json, Func<JsonElement, T?> read)
        where T : class => Value(json, root => root.ValueKind == JsonValueKind.Object ? read(root) : null);

    /// <summary>The same for JSON of any kind.</summary>
    public static T? Value<T>(ReadOnlyMemory<byte> json, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A key with half a surrogate pair is found only by whoever compares it.
            return null;
        }
    }

    public static T? Object<T>(string json, Func<JsonElement, T?> read)
        where T : class => Object(System.Text.Encoding.UTF8.GetBytes(json), read);

    /// <summary>What stands at a path of keys.</summary>
    public static JsonElement? At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(key, out element)) return null;
        }

        return element;
    }

    /// <summary>A text, or a number as it is written.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path)
    {
        if (At(element, path) is not { } value) return null;
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair as an escape.
            return null;
        }
    }

    public static bool? Flag(this JsonElement element, params ReadOnlySpan<string> path) => At(element, path)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static int? Integer(this JsonElement element, params ReadOnlySpan<string> path) =>
        At(element, path) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    /// <summary>The items of a list; nothing when there is none.</summary>
    public static IReadOnlyList<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> path) =>
        At(element, path) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];
}
