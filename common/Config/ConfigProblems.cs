namespace EdgeNoc.Common.Config;

/// <summary>What was found wrong so far in one file.</summary>
internal sealed class ConfigProblems(string file, string folder)
{
    /// <summary>Relative paths count from the config's own folder.</summary>
    public string Folder => folder;

    public List<ConfigError> Errors { get; } = [];

    public List<ConfigError> Warnings { get; } = [];

    public ConfigError At(string? path, string? value, string problem, string remedy) => new(file, path, value, problem, remedy);
}
