using System.Text.Json.Nodes;

namespace EdgeNoc.Collector.Web.Entries;

/// <summary>What somebody else made of one key of an entry while a form of it was open.</summary>
/// <param name="Key">The entry's key: <c>name, addresses</c>.</param>
/// <param name="Before">As it was when the form was opened, as JSON; empty: it was not there.</param>
/// <param name="Now">As it is.</param>
/// <param name="IsTypedToo">Whoever sent the form changed it as well: his stands in the form.</param>
internal sealed record EntryChange(string Key, string Before, string Now, bool IsTypedToo);

/// <summary>
/// Brings together what two people made of one entry: what only the other one changed is taken from him, what the second one typed stays as he typed it. Pure.
/// </summary>
internal static class EntryMerge
{
    /// <param name="seen">As it was when the form was opened.</param>
    /// <param name="now">As it is.</param>
    /// <param name="typed">As it was sent.</param>
    public static (JsonObject Merged, IReadOnlyList<EntryChange> Changes) Of(JsonObject seen, JsonObject now, JsonObject typed)
    {
        var merged = new JsonObject();
        var changes = new List<EntryChange>();
        foreach (var key in seen.Concat(now).Concat(typed).Select(pair => pair.Key).Distinct(StringComparer.Ordinal))
        {
            var isTyped = !Same(seen[key], typed[key]);
            if (!Same(seen[key], now[key]) && !Same(now[key], typed[key])) changes.Add(new EntryChange(key, Text(seen[key]), Text(now[key]), isTyped));
            if ((isTyped ? typed : now)[key] is { } value) merged[key] = value.DeepClone();
        }

        return (merged, changes);
    }

    private static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue plain when plain.TryGetValue(out string? text) => text,
        _ => value.ToJsonString(Readable),
    };

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Nothing, no text, no and an empty list are what a form cannot tell apart.
    private static bool Same(JsonNode? one, JsonNode? other) => IsNothing(one) ? IsNothing(other) : JsonNode.DeepEquals(one, other);

    private static bool IsNothing(JsonNode? value) => value switch
    {
        null => true,
        JsonArray list => list.Count == 0,
        JsonValue plain => plain.TryGetValue(out string? text) ? text.Length == 0 : plain.TryGetValue(out bool flag) && !flag,
        _ => false,
    };
}
