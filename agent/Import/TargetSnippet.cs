using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeNoc.Common.Import;

namespace EdgeNoc.Agent.Import;

/// <summary>An entry for <c>devices</c> with one target a line: lists are compared and edited by line.</summary>
internal static class TargetSnippet
{
    // A config file, not a web page: names stay readable.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyList<ImportedOnt> targets)
    {
        var text = new StringBuilder("{\n  \"driver\": \"ping\",\n  \"group\": \"onts\",\n  \"targets\": [\n");
        foreach (var (index, target) in targets.Index()) text.Append("    ").Append(Line(target)).Append(index == targets.Count - 1 ? "\n" : ",\n");
        return text.Append("  ]\n}\n").ToString();
    }

    private static string Line(ImportedOnt target)
    {
        var parts = new List<string> { $"\"id\": {Text(target.Id)}" };
        if (target.Name is { } name) parts.Add($"\"name\": {Text(OneLine(name))}");
        parts.Add($"\"address\": \"{target.Address}\"");
        if (target.Latitude is { } latitude) parts.Add($"\"latitude\": {JsonSerializer.Serialize(latitude)}");
        if (target.Longitude is { } longitude) parts.Add($"\"longitude\": {JsonSerializer.Serialize(longitude)}");
        return $"{{ {string.Join(", ", parts)} }}";
    }

    private static string Text(string text) => JsonSerializer.Serialize(text, Readable);

    private static string OneLine(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
