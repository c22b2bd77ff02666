using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>Lists as JSON in a column; what cannot be read is empty.</summary>
internal static class StoredList
{
    public static IReadOnlyList<T> Read<T>(string? json, JsonTypeInfo<IReadOnlyList<T>> type)
    {
        if (string.IsNullOrEmpty(json)) return [];
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
