using EdgeNoc.Common.Config;

namespace EdgeNoc.Agent.Config;

/// <summary>A config as <c>check</c> looks at it.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Config">What it says.</param>
/// <param name="Warnings">What is odd in it.</param>
/// <param name="Waiting">Devices that are left out of it until their password is known.</param>
internal sealed record CheckedConfig(string Path, AgentConfig Config, IReadOnlyList<ConfigError> Warnings, IReadOnlyList<string> Waiting);
