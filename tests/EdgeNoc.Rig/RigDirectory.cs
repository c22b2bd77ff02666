namespace EdgeNoc.Rig;

/// <summary>Where tests, demo and benches may write: below <c>var/</c> of the repository.</summary>
public static class RigDirectory
{
    private static int _count;

    /// <summary>The folder with EdgeNoc.sln, above the running binary.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>A new empty folder <c>var/tests/NAME-PROCESS-N</c>.</summary>
    public static string New(string name)
    {
        var path = Path.Combine(RepositoryRoot, "var", "tests", $"{name}-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        return Directory.CreateDirectory(path).FullName;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EdgeNoc.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"no EdgeNoc.sln above {AppContext.BaseDirectory}: run from a build inside the repository");
    }
}
