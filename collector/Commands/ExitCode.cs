using EdgeNoc.Common.Config;

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

/// <summary>Shows what loading the config found.</summary>
internal static class ConfigReport
{
    /// <summary>Warnings and errors to standard error; the errors make the config unusable.</summary>
    public static void Show<T>(string path, ConfigLoad<T> load)
        where T : class
    {
        foreach (var warning in load.Warnings) Console.Error.WriteLine($"  ‼ {warning}");
        if (load.Errors.Count == 0) return;
        Console.Error.WriteLine($"edgenoc-collector: {path} cannot be used:");
        foreach (var error in load.Errors) Console.Error.WriteLine($"  ✘ {error}");
    }
}
