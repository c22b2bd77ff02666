using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Config;

/// <summary>Reads the agent's config: JSON with comments and trailing commas.</summary>
public static class AgentConfigFile
{
    /// <summary>10,000 ping targets are about 1 MB.</summary>
    private const int MaxBytes = 8 * 1024 * 1024;

    private static readonly JsonDocumentOptions Dialect = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads and checks a file; never throws for what is in it or that it is not there.</summary>
    public static ConfigLoad Load(string path)
    {
        var file = Path.GetFileName(path);
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists) return Unusable(file, null, $"is not there ({Path.GetFullPath(path)})", "name the agent's config with --config FILE");
            if (info.Length > MaxBytes) return Unusable(file, null, "is larger than 8 MB", "that is no agent's config: check the path");
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Unusable(file, null, "cannot be read", "see that the agent's user may read it");
        }
    }

    /// <summary>The same from bytes; <paramref name="path"/> gives the name for messages and the folder for relative paths.</summary>
    public static ConfigLoad Parse(ReadOnlyMemory<byte> bytes, string path)
    {
        var problems = new ConfigProblems(Path.GetFileName(path), Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
        // Editors on Windows put a byte order mark in front.
        var json = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Dialect);
        }
        catch (JsonException exception)
        {
            return NotJson(Path.GetFileName(path), exception);
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return Unusable(Path.GetFileName(path), null, "is no JSON object", "the config is one object in braces");
            var config = Read(new ConfigSection(document.RootElement, "", problems), Convert.ToHexStringLower(SHA256.HashData(bytes.Span)));
            return new ConfigLoad(problems.Errors.Count == 0 ? config : null, problems.Errors, problems.Warnings);
        }
    }

    private static AgentConfig Read(ConfigSection root, string sha256)
    {
        _ = root.Text("$schema");
        var site = root.Text("site", required: true) ?? "";
        if (site.Length > 0 && !Topics.IsSiteId(site))
            root.Error("site", $"\"{site}\"", "cannot be a site id", "use 1 to 40 small letters, digits and dashes, a letter or digit first");
        var (latitude, longitude) = root.Coordinates();
        var config = new AgentConfig
        {
            Site = site,
            Name = root.Text("name") ?? site,
            TimeZone = root.TimeZone("time_zone"),
            Language = root.Choice("language", "id", "id", "en"),
            Latitude = latitude,
            Longitude = longitude,
            StateDir = root.PathTo("state_dir") ?? "/var/lib/edgenoc-agent",
            Compress = root.Flag("compress", fallback: true),
            Broker = ReadBroker(root.Section("broker", required: true)),
            Detection = ReadDetection(root.Section("detection")),
            Devices = DeviceEntries.Read(root.List("devices")),
            Sha256 = sha256,
        };
        root.Finish();
        return config;
    }

    private static BrokerConfig ReadBroker(ConfigSection section)
    {
        var broker = new BrokerConfig(section.Brokers("urls"), section.FileAt("ca_file"), section.Password());
        section.Finish();
        return broker;
    }

    private static DetectionConfig ReadDetection(ConfigSection section)
    {
        var detection = new DetectionConfig { DownAfterPolls = section.Integer("down_after_polls", 2, 1, 20), UpAfterPolls = section.Integer("up_after_polls", 2, 1, 20) };
        section.Finish();
        return detection;
    }

    private static ConfigLoad NotJson(string file, JsonException exception)
    {
        // The library counts from 0 and puts the place behind its sentence.
        var sentence = exception.Message.Split(" LineNumber:")[0].Split(" Path:")[0].TrimEnd('.');
        var place = string.Create(CultureInfo.InvariantCulture, $"line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}");
        return Unusable(file, place, $"not JSON ({sentence})", "put right what stands there or just before it");
    }

    private static ConfigLoad Unusable(string file, string? path, string problem, string remedy) => new(null, [new ConfigError(file, path, null, problem, remedy)], []);
}
