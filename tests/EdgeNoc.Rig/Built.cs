namespace EdgeNoc.Rig;

/// <summary>The project's own programs as they were built beside the one that runs.</summary>
public static class Built
{
    public static string Agent => Find("agent", "edgenoc-agent");

    public static string Collector => Find("collector", "edgenoc-collector");

    public static string Simulators => Find(Path.Combine("tests", "EdgeNoc.Simulators"), "edgenoc-simulators");

    // …/bin/Release/net10.0/ of the running test, demo or bench: what it belongs to was built in the same configuration.
    private static string Configuration { get; } = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')))!;

    /// <exception cref="FileNotFoundException">It was not built; the text says how to.</exception>
    private static string Find(string project, string program)
    {
        var path = Path.Combine(RigDirectory.RepositoryRoot, project, "bin", Configuration, "net10.0", program);
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{program} is not built: dotnet build -c {Configuration} {Path.Combine(RigDirectory.RepositoryRoot, "EdgeNoc.sln")}", path);
    }
}
