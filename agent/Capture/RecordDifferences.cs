using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeNoc.Agent.Capture;

/// <summary>Where two lists of flat records differ, for a person. Pure.</summary>
internal static class RecordDifferences
{
    private static readonly string[] Names = ["table", "pon", "onu", "interface", "slot", "sensor", "service", "queue", "pool", "peer"];

    /// <summary>Nothing when both say the same in the same order.</summary>
    public static IReadOnlyList<string> Of(JsonArray expected, JsonArray found)
    {
        if (JsonNode.DeepEquals(expected, found)) return [];
        var (wanted, given) = (ByName(expected), ByName(found));
        List<string> differences =
        [
            .. wanted.Keys.Where(name => !given.ContainsKey(name)).Select(name => $"{name} is missing"),
            .. given.Keys.Where(name => !wanted.ContainsKey(name)).Select(name => $"{name} is not expected"),
            .. wanted.Where(record => given.ContainsKey(record.Key)).SelectMany(record => Fields(record.Key, record.Value, given[record.Key])),
        ];
        return differences.Count > 0 ? differences : ["the records are in another order"];
    }

    private static IEnumerable<string> Fields(string name, JsonObject expected, JsonObject found) =>
        expected.Select(field => field.Key).Union(found.Select(field => field.Key), StringComparer.Ordinal)
            .Where(key => !JsonNode.DeepEquals(expected[key], found[key]))
            .Select(key => $"{name}: {key} is {Shown(found[key])}, expected {Shown(expected[key])}");

    /// <summary>By what a record is about, <c>onu 0/1:17</c>; what is about nothing, or the same again, by its number.</summary>
    private static Dictionary<string, JsonObject> ByName(JsonArray records)
    {
        var named = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var record in records.OfType<JsonObject>())
        {
            var name = string.Join(' ', new[] { Text(record["measurement"]) }.Concat(Names.Where(record.ContainsKey).Select(key => $"{key}={Text(record[key])}")).Where(part => part.Length > 0));
            var unused = name;
            for (var number = 2; named.ContainsKey(unused); number++) unused = $"{name} ({number})";
            named[unused] = record;
        }

        return named;
    }

    private static string Text(JsonNode? value) => value is JsonValue text && text.GetValueKind() == JsonValueKind.String ? (string)text! : value?.ToJsonString() ?? "";

    private static string Shown(JsonNode? value) => value?.ToJsonString() is not { } text ? "not there" : text.Length <= 60 ? text : $"{text[..60]}…";
}
