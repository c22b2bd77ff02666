using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Provisioning;

/// <summary>The packages as <c>./edgenoc publish</c> makes them, unpacked ones so that no time goes into compressing; each made once in a run, when a test wants it.</summary>
internal static class PublishedPackages
{
    private static readonly Lazy<string> TheAgent = new(() => Publish("agent", "0.1.0", "--rid", "linux-x64"));
    private static readonly Lazy<string> TheCollector = new(() => Publish("collector", "0.1.0", "--rid", "linux-x64"));

    /// <summary>The agent's .deb, version 0.1.0.</summary>
    public static string Agent => TheAgent.Value;

    public static string Collector => TheCollector.Value;

    /// <summary>The agent as it is given to a site: one file, with the runtime in it.</summary>
    public static string AgentProgram => Path.Combine(ProgramOf("agent", Agent), "edgenoc-agent");

    /// <summary>A package of the same program under another version.</summary>
    public static string AgentAs(string version) => As("agent", Agent, version);

    /// <inheritdoc cref="AgentAs"/>
    public static string CollectorAs(string version) => As("collector", Collector, version);

    /// <summary>Runs <c>provisioning/deb/build</c>.</summary>
    public static (int Code, string Output) Build(params IReadOnlyList<string> arguments) =>
        SystemCommand.Read(Path.Combine(RigDirectory.RepositoryRoot, "provisioning", "deb", "build"), [.. arguments, "--compress", "none"]);

    /// <summary>Why none can be made here; null when all is there.</summary>
    public static string? Missing => SystemCommand.TryRun("dpkg-deb", "--version") is not null ? "dpkg-deb is not installed" : null;

    private static string As(string what, string package, string version)
    {
        var (code, output) = Build(what, "--from", ProgramOf(what, package), "--version", version, "--arch", "amd64", "--out", RigDirectory.New("deb"));
        return code == 0 ? output.Trim() : throw new InvalidOperationException(output);
    }

    private static string ProgramOf(string what, string package) => Path.Combine(Path.GetDirectoryName(package)!, $"{what}-linux-x64");

    private static string Publish(string what, string version, params IReadOnlyList<string> options)
    {
        var folder = RigDirectory.New($"publish-{what}");
        var (code, output) = SystemCommand.Read(
            Path.Combine(RigDirectory.RepositoryRoot, "edgenoc"), ["publish", what, .. options, "--version", version, "--compress", "none", "--out", folder]);
        return code == 0 ? output.Split('\n')[0] : throw new InvalidOperationException(output);
    }
}
