using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices;

namespace EdgeNoc.Agent.Capture;

/// <summary>A folder with one answer of a device: <c>input.*</c>, <c>SOURCE.md</c>, and where they are needed <c>command.txt</c> and <c>expected.json</c>.</summary>
/// <param name="Name">Below the folder that was looked through, <c>zte-cli/c320_onu_state</c>.</param>
/// <param name="Folder">Its whole path.</param>
/// <param name="Driver">Whose it is; null when neither the folders above it nor <c>SOURCE.md</c> say so.</param>
internal sealed partial record StoredCapture(string Name, string Folder, DriverDefinition? Driver)
{
    /// <summary>Deeper than a driver's folder and a box's below it nobody keeps captures.</summary>
    private const int MaxDepth = 6;

    /// <summary>All captures in a folder and below it, by name.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<StoredCapture> In(string root)
    {
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        var below = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = MaxDepth };
        return [.. Directory.EnumerateDirectories(root, "*", below).Prepend(root)
            .Where(folder => Inputs(folder).Count > 0 || File.Exists(Path.Combine(folder, "expected.json")) || File.Exists(Path.Combine(folder, "SOURCE.md")))
            .Select(folder => new StoredCapture(NameIn(root, folder), folder, DriverOf(folder)))
            .OrderBy(capture => capture.Name, StringComparer.Ordinal)];
    }

    /// <summary>Files that hold an answer: one, if all is well.</summary>
    public IReadOnlyList<string> Inputs() => Inputs(Folder);

    /// <summary>The text of one of its small files without blanks around it; null when it is not there.</summary>
    public string? Text(string file) => Path.Combine(Folder, file) is var path && File.Exists(path) ? File.ReadAllText(path).Trim() : null;

    /// <summary>The answer's question, where the folder says it.</summary>
    public string? Command => Text("command.txt") is { Length: > 0 } command ? command : null;

    private static List<string> Inputs(string folder) => [.. Directory.EnumerateFiles(folder, "input.*")];

    private static string NameIn(string root, string folder) => folder == root ? Path.GetFileName(root) : Path.GetRelativePath(root, folder).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>The nearest folder above it that is called like a driver; else what the verb <c>capture</c> wrote down.</summary>
    private static DriverDefinition? DriverOf(string folder)
    {
        for (var above = Path.GetDirectoryName(folder); above is not null; above = Path.GetDirectoryName(above))
        {
            if (WithParsers(Path.GetFileName(above)) is { } driver) return driver;
        }

        var source = Path.Combine(folder, "SOURCE.md");
        return File.Exists(source) && SourcePattern().Match(File.ReadAllText(source)) is { Success: true } said ? WithParsers(said.Groups["driver"].Value) : null;
    }

    private static DriverDefinition? WithParsers(string name) => Drivers.Find(name) is { Parsers.Count: > 0 } driver ? driver : null;

    [GeneratedRegex(@"\ADriver (?<driver>[a-z0-9-]{1,40});", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SourcePattern();
}
