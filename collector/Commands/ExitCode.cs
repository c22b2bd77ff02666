using EdgeNoc.Collector.Config;

namespace EdgeNoc.Collector.Commands;

/// <summary>What the verbs return to the shell.</summary>
internal static class ExitCode
{
    public const int Fine = 0;

    /// <summary>Something that was checked is not well.</summary>
    public const int NotWell = 1;

    /// <summary>Config or arguments cannot be used.</summary>
    public const int Unusable = 2;
}

/// <summary>Shows what is wrong with a config file.</summary>
internal static class ConfigReport
{
    public static int Unusable(string path, IReadOnlyList<ConfigProblem> problems)
    {
        Console.Error.WriteLine($"edgenoc-collector: {path} cannot be used:");
        foreach (var problem in problems) Console.Error.WriteLine($"  ✘ {problem}");
        return ExitCode.Unusable;
    }
}
