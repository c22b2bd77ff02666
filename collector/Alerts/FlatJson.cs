using System.Collections.Frozen;
using System.Text.Json;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts;

/// <summary>Values and labels as JSON texts in a column or a table's cell; what cannot be read is empty.</summary>
internal static class FlatJson
{
    public static string Write(IReadOnlyDictionary<string, double> values) => JsonSerializer.Serialize(values, WireJson.Default.IReadOnlyDictionaryStringDouble);

    public static string Write(IReadOnlyDictionary<string, string> labels) => JsonSerializer.Serialize(labels, WireJson.Default.IReadOnlyDictionaryStringString);

    public static IReadOnlyDictionary<string, double> Numbers(string? json) => Read(json, WireJson.Default.IReadOnlyDictionaryStringDouble);

    public static IReadOnlyDictionary<string, string> Texts(string? json) => Read(json, WireJson.Default.IReadOnlyDictionaryStringString);

    private static IReadOnlyDictionary<string, T> Read<T>(string? json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<IReadOnlyDictionary<string, T>> type)
    {
        if (string.IsNullOrEmpty(json)) return FrozenDictionary<string, T>.Empty;
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? FrozenDictionary<string, T>.Empty;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return FrozenDictionary<string, T>.Empty;
        }
    }
}
