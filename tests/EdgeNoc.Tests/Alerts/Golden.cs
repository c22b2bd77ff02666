using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Alerts;

/// <summary>
/// Whole texts, as they arrive on a phone, in files that people can read and correct. <c>GOLDEN=write</c> in the environment writes them anew;
/// what changed is then to be read in the difference.
/// </summary>
internal static class Golden
{
    public static void Same(string name, string language, string actual)
    {
        var path = Path.Combine(RigDirectory.RepositoryRoot, "tests", "EdgeNoc.Tests", "Alerts", "golden", $"{name}.{language}.txt");
        if (Environment.GetEnvironmentVariable("GOLDEN") == "write")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual + "\n");
        }

        Assert.True(File.Exists(path), $"there is no {path}: run with GOLDEN=write and read what it wrote");
        Assert.Equal(File.ReadAllText(path), actual + "\n");
    }
}
