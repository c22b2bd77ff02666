using System.Text;
using EdgeNoc.Agent.Config;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Tests.Configuration;

/// <summary>A folder of its own for configs and their password files.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ConfigFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("edgenoc-config-").FullName;

    public string PasswordFile(string name, string text = "pw-1\n")
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    public ConfigLoad<AgentConfig> Parse(string json) => AgentConfigFile.Parse(Encoding.UTF8.GetBytes(json), System.IO.Path.Combine(Path, "agent.json"));

    /// <summary>Loads and returns the errors as a person sees them.</summary>
    public IReadOnlyList<string> Errors(string json)
    {
        var load = Parse(json);
        Assert.Equal(load.Errors.Count > 0, load.Config is null);
        return [.. load.Errors.Select(error => error.ToString())];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
