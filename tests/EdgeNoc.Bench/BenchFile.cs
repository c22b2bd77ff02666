using System.Text.Json;
using EdgeNoc.Rig;
using Spectre.Console;

namespace EdgeNoc.Bench;

/// <summary>The figures of a bench as a table and in <c>var/bench/NAME.json</c>. Keys that another bench wrote there stay.</summary>
internal static class BenchFile
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>Shows and saves.</summary>
    /// <param name="name">The file's name without ending.</param>
    /// <param name="title">Above the table.</param>
    /// <param name="figures">Key, value, and what it should at most be; null where nothing is promised.</param>
    public static void Save(string name, string title, IReadOnlyList<(string Key, double Value, double? Limit)> figures)
    {
        var table = new Table().Title(title).AddColumns("", "measured", "at most");
        foreach (var (key, value, limit) in figures) table.AddRow(key, FormattableString.Invariant($"{value}"), limit is null ? "" : FormattableString.Invariant($"{(value <= limit ? "" : "[red]")}{limit}{(value <= limit ? "" : "[/]")}"));
        AnsiConsole.Write(table);

        var path = Path.Combine(RigDirectory.RepositoryRoot, "var", "bench", $"{name}.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var all = File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllText(path))! : [];
        foreach (var (key, value, _) in figures) all[key] = value;
        File.WriteAllText(path, JsonSerializer.Serialize(all, Readable) + "\n");
        AnsiConsole.MarkupLineInterpolated($"[grey]{path}[/]");
    }
}
