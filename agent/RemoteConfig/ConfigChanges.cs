using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeNoc.Agent.RemoteConfig;

/// <summary>What a candidate changes. Pure.</summary>
internal static class ConfigChanges
{
    private static readonly JsonDocumentOptions Dialect = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The entries of <c>devices</c> that are new or say something else than before, with their place in the candidate. Both are valid configs.</summary>
    public static IReadOnlyList<(int Index, string Id)> Devices(ReadOnlySpan<byte> running, ReadOnlySpan<byte> candidate)
    {
        var before = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var entry in Entries(running)) before.TryAdd(Id(entry), entry);
        return
        [
            .. Entries(candidate).Index().Where(entry => !before.TryGetValue(Id(entry.Item), out var same) || !JsonNode.DeepEquals(same, entry.Item)).Select(entry => (entry.Index, Id(entry.Item))),
        ];
    }

    private static IEnumerable<JsonObject> Entries(ReadOnlySpan<byte> config) => ((JsonNode.Parse(config, documentOptions: Dialect) as JsonObject)?["devices"] as JsonArray ?? []).OfType<JsonObject>();

    // A group of pinged ONTs is named by another key.
    private static string Id(JsonObject entry) => (entry["id"] ?? entry["group"]) is JsonValue value && value.TryGetValue<string>(out var id) ? id : "";
}
