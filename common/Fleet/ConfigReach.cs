using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeNoc.Common.Fleet;

/// <summary>What of an agent's config the office may change from afar, and what stays the machine's own: with a wrong one of those nobody could send a better one, or what waits would be lost. Pure.</summary>
public static class ConfigReach
{
    /// <summary>Identity, where everything is kept, the way to the office, and how much is kept.</summary>
    public static readonly IReadOnlyList<string> Kept = ["site", "state_dir", "broker", "outbox"];

    private static readonly JsonDocumentOptions Dialect = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole config that an agent would run.</summary>
    /// <param name="running">The file that runs: its own part is kept.</param>
    /// <param name="wanted">What the office wants.</param>
    /// <returns>The file's text, or what is out of reach, by path.</returns>
    public static (string? Config, IReadOnlyList<ConfigProblem> Problems) Merge(ReadOnlySpan<byte> running, string wanted)
    {
        if (Object(running) is not { } own) return (null, [new ConfigProblem(null, "the config that runs here cannot be read", "apply a whole one at the POP: edgenoc-agent config apply FILE")]);
        if (Object(Encoding.UTF8.GetBytes(wanted)) is not { } config) return (null, [new ConfigProblem(null, "is no JSON object", "write {\"devices\": […]}")]);
        var problems = Kept.Where(config.ContainsKey).Select(key => new ConfigProblem(key, "is out of the office's reach", "leave it out; at the POP it is changed with: edgenoc-agent config edit")).ToList();
        if (problems.Count > 0) return (null, problems);
        var merged = new JsonObject();
        foreach (var key in Kept.Where(own.ContainsKey)) merged[key] = own[key]?.DeepClone();
        foreach (var (key, value) in config) merged[key] = value?.DeepClone();
        return (Text(merged), []);
    }

    /// <summary>The part that the office may change; null for what is no config.</summary>
    public static string? Ordinary(ReadOnlySpan<byte> config)
    {
        if (Object(config) is not { } all) return null;
        foreach (var key in Kept) all.Remove(key);
        return Text(all);
    }

    /// <summary>Whether two files say the same, however they are written.</summary>
    public static bool AreSame(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => Object(one) is { } left && Object(other) is { } right && JsonNode.DeepEquals(left, right);

    /// <summary>Null for what is no JSON object, or holds a key twice or a text that is no Unicode.</summary>
    private static JsonObject? Object(ReadOnlySpan<byte> json)
    {
        try
        {
            // Keys that stand twice and texts that are no Unicode are found only when they are asked for.
            return JsonNode.Parse(json, documentOptions: Dialect) is JsonObject read && Text(read).Length > 0 && JsonNode.DeepEquals(read, read.DeepClone()) ? read : null;
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Text(JsonObject config) => config.ToJsonString(Indented) + "\n";
}
