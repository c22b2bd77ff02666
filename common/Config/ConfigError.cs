namespace EdgeNoc.Common.Config;

/// <summary>One thing wrong with the config, said so that it can be put right without reading a manual.</summary>
/// <param name="File">The file's name without its folder.</param>
/// <param name="Path">Where: <c>devices[1].id</c>, or <c>line 3, column 7</c> when it is not JSON at all; null when the whole file is meant.</param>
/// <param name="Value">What stands there, as the file writes it; null when it is missing, or may be a secret.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What to write instead.</param>
public sealed record ConfigError(string File, string? Path, string? Value, string Problem, string Remedy)
{
    /// <summary><c>agent.json: devices[1].id: "olt-1" is used twice: give each device its own id</c>.</summary>
    public override string ToString() =>
        string.Join(": ", new[] { File, Path, Value is null ? Problem : $"{Value} {Problem}", Remedy }.Where(part => !string.IsNullOrEmpty(part)));
}

/// <summary>What loading a config gave: a config when there are no errors; all errors at once; warnings in either case.</summary>
public sealed record ConfigLoad<T>(T? Config, IReadOnlyList<ConfigError> Errors, IReadOnlyList<ConfigError> Warnings)
    where T : class;
