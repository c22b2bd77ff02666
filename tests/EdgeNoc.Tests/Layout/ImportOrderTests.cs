using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Layout;

/// <summary>Imports stand as <c>dotnet format</c> sorts them: its own check of that asks the compiler about the whole solution and takes a minute and a half of a processor.</summary>
public sealed class ImportOrderTests
{
    private static readonly string[] NotOurs = ["bin", "obj", "var", "node_modules"];

    [Fact]
    public void Imports_stand_in_order()
    {
        var files = Sources(RigDirectory.RepositoryRoot).ToList();
        Assert.True(files.Count > 500, $"only {files.Count} files");
        Assert.Equal([], files.Select(file => (file, FirstWrong(File.ReadLines(file)))).Where(found => found.Item2 is not null).Select(found => $"{found.file}: '{found.Item2}' stands too late; 'dotnet format' mends it"));
    }

    [Theory]
    [InlineData("using System.Text;|using System;|", "using System;")]
    [InlineData("using EdgeNoc.Rig;|using System;|", "using System;")]
    [InlineData("using EdgeNoc.Rig.Vm;|using EdgeNoc.Rig;|", "using EdgeNoc.Rig;")]
    [InlineData("using static System.Math;|using EdgeNoc.Rig;|", "using EdgeNoc.Rig;")]
    [InlineData("using A = EdgeNoc.Rig;|using Xunit;|", "using Xunit;")]
    [InlineData("using System;|using EdgeNoc;|using EdgeNoc.Rig;|using Xunit;|using static System.Math;|using A = EdgeNoc.Rig;|namespace B;|using var c = d;", null)]
    public void What_stands_too_late_is_named(string text, string? wrong) => Assert.Equal(wrong, FirstWrong(text.Split('|')));

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder, "*.cs")
        .Concat(Directory.EnumerateDirectories(folder).Where(each => !NotOurs.Contains(Path.GetFileName(each), StringComparer.Ordinal) && Path.GetFileName(each)[0] != '.').SelectMany(Sources));

    private static string? FirstWrong(IEnumerable<string> lines)
    {
        var imports = lines.TakeWhile(line => line.Length == 0 || IsImport(line) || line[0] is '/' or '#').Where(IsImport).ToList();
        var sorted = imports.OrderBy(Kind).ThenBy(import => !IsSystem(import)).ThenBy(Name, StringComparer.Ordinal);
        return imports.Zip(sorted).Where(pair => pair.First != pair.Second).Select(pair => pair.Second).FirstOrDefault();
    }

    // A program's first statements may begin with the same word.
    private static bool IsImport(string line) => line.StartsWith("using ", StringComparison.Ordinal) && !line.StartsWith("using var ", StringComparison.Ordinal);

    /// <summary>Namespaces, then static ones, then other names for something.</summary>
    private static int Kind(string import) => import.Contains(" = ", StringComparison.Ordinal) ? 2 : import.StartsWith("using static ", StringComparison.Ordinal) ? 1 : 0;

    private static bool IsSystem(string import) => Name(import) is "SYSTEM" || Name(import).StartsWith("SYSTEM.", StringComparison.Ordinal);

    // A dot sorts before all letters, so that a namespace stands before what it contains.
    private static string Name(string import) => import.Split(' ')[Kind(import) == 1 ? 2 : 1].TrimEnd(';').ToUpperInvariant();
}
