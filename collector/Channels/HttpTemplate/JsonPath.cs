using System.Globalization;
using System.Text.Json;

namespace EdgeNoc.Collector.Channels.HttpTemplate;

/// <summary>A place in an answer: keys and positions with dots between them, <c>messages.0.id</c>.</summary>
internal static class JsonPath
{
    /// <summary>The value there as a text (<c>true</c>, <c>5</c>); null when there is none, or one that has parts.</summary>
    public static string? Text(JsonElement root, string path)
    {
        foreach (var step in path.Split('.'))
        {
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(step, out var value)) root = value;
            else if (root.ValueKind == JsonValueKind.Array && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < root.GetArrayLength()) root = root[index];
            else return null;
        }

        return root.ValueKind switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => Http.JsonPeek.Text(root),
        };
    }
}
