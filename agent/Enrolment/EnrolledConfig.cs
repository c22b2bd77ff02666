using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNoc.Agent.Config;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Agent.Enrolment;

/// <summary>The config that the office gave, as this machine runs it.</summary>
internal static class EnrolledConfig
{
    private static readonly JsonDocumentOptions Dialect = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <param name="folder">Where it lies, with its passwords.</param>
    /// <param name="file">Which of the configs there.</param>
    /// <param name="site">Whose it has to be.</param>
    /// <param name="stateDir">Where this agent keeps everything, whatever the office thinks.</param>
    /// <returns>The config; and the devices that are left out until somebody types their password.</returns>
    public static (ConfigLoad<AgentConfig> Load, IReadOnlyList<string> Waiting) Read(EnrolledFolder folder, string file, string site, string stateDir)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (AgentConfigFile.Load(file), []);
        }

        var (kept, waiting) = WithoutUnknownPasswords(bytes, folder.HasSecret);
        var load = AgentConfigFile.Parse(kept, file);
        if (load.Config is not { } config) return (load, waiting);
        if (config.Site != site)
            return (load with { Config = null, Errors = [new ConfigError(Path.GetFileName(file), "site", ConfigSection.Quoted(config.Site), $"is another site's id: this machine is {site}", "give this site its own config")] }, waiting);
        return (load with { Config = config with { StateDir = stateDir, Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) } }, waiting);
    }

    /// <summary>Leaves out devices whose password nobody has typed yet: the others are polled meanwhile. Pure.</summary>
    internal static (byte[] Config, IReadOnlyList<string> Waiting) WithoutUnknownPasswords(byte[] config, Func<string, bool> isKnown)
    {
        try
        {
            if (JsonNode.Parse(config, documentOptions: Dialect) is not JsonObject root || root["devices"] is not JsonArray devices) return (config, []);
            var waiting = devices.OfType<JsonObject>().Where(device => IdOfSecret(device) is { } id && !isKnown(id)).ToList();
            foreach (var device in waiting) devices.Remove(device);
            return waiting.Count == 0 ? (config, []) : (System.Text.Encoding.UTF8.GetBytes(root.ToJsonString()), [.. waiting.Select(device => IdOfSecret(device)!)]);
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            // The reader of configs says what is wrong, and where.
            return (config, []);
        }
    }

    // As the office writes it: secrets/olt-1.pw.
    private static string? IdOfSecret(JsonObject device) =>
        device["password_file"] is JsonValue value && value.TryGetValue<string>(out var path) && Path.GetDirectoryName(path) == "secrets" && path.EndsWith(".pw", StringComparison.Ordinal)
            ? Path.GetFileNameWithoutExtension(path)
            : null;
}
