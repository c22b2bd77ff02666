using System.Text.Json;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Config;

/// <summary>Reads the collector's config file: JSON with comments and trailing commas.</summary>
internal static class ConfigLoader
{
    private const long MaxBytes = 4 << 20;
    private static readonly JsonDocumentOptions Dialect = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 16 };

    /// <summary>The config, or null and all that is wrong with it. Touches no network; makes the state folder when it is missing.</summary>
    public static (CollectorConfig? Config, IReadOnlyList<ConfigProblem> Problems) Load(string path)
    {
        var problems = new List<ConfigProblem>();
        try
        {
            if (new FileInfo(path).Length > MaxBytes) return (null, [new ConfigProblem("", $"{path} is larger than 4 MB: is it a config?")]);
            using var json = JsonDocument.Parse(File.ReadAllBytes(path), Dialect);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return (null, [new ConfigProblem("", $"{path}: expected one object {{ … }}")]);
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            var config = Read(new ConfigSection(json.RootElement, "", folder, problems));
            return problems.Count == 0 ? (config, []) : (null, problems);
        }
        catch (JsonException exception)
        {
            var place = $"line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}";
            return (null, [new ConfigProblem("", $"{path} is no JSON: {place}: check commas, quotes and brackets there")]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, [new ConfigProblem("", $"{path} cannot be read: {exception.Message}")]);
        }
    }

    private static CollectorConfig? Read(ConfigSection root)
    {
        var instance = root.Text("instance", "noc")!;
        if (!Topics.IsName(instance)) root.Problem("instance", $"\"{instance}\" is no name: letters, digits, '.', '_' and '-', at most 64");
        var stateDir = StateDir(root);
        var listen = root.HttpUrl("listen", "http://127.0.0.1:8090");
        var broker = Broker(root.Section("broker"));
        var influx = Influx(root.Section("influx"));
        var alerts = Alerts(root.Section("alerts"));
        var mpwa = Channels(root.Section("channels"));
        root.End();
        if (stateDir is null || listen is null || influx is null) return null;
        return new CollectorConfig { Instance = instance, StateDir = stateDir, Listen = listen, Broker = broker, Influx = influx, Alerts = alerts, Mpwa = mpwa };
    }

    private static string? StateDir(ConfigSection root)
    {
        var folder = root.FilePath("state_dir", "/var/lib/edgenoc-collector")!;
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, ".writable");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            root.Problem("state_dir", $"{folder} cannot be written ({exception.Message}): create it and give it to this service's user");
            return null;
        }
    }

    private static BrokerConfig Broker(ConfigSection section)
    {
        var addresses = new List<BrokerAddress>();
        var urls = section.Texts("urls", "for example [\"mqtts://noc.example.net:8883\"]");
        if (urls.Count == 0 && section.Has("urls")) section.Problem("urls", "is empty: name at least one broker");
        for (var i = 0; i < urls.Count; i++)
        {
            if (BrokerAddress.TryParse(urls[i], out var address, out var problem)) addresses.Add(address);
            else section.Problem($"urls[{i}]", urls[i].Contains('@', StringComparison.Ordinal) ? problem : $"\"{urls[i]}\": {problem}");
        }

        var user = section.Text("user");
        var password = section.SecretOf("password");
        if (password is not null && user is null) section.Problem("user", "is missing: a password needs a user");
        var ca = section.FilePath("ca_file");
        if (ca is not null && !File.Exists(ca)) section.Problem("ca_file", $"{ca} does not exist or cannot be read");
        section.End();
        return new BrokerConfig(addresses, user, password, ca);
    }

    private static InfluxConfig? Influx(ConfigSection section)
    {
        var url = section.HttpUrl("url", missing: "for example \"http://127.0.0.1:8086\"");
        var database = section.Text("database", "edgenoc")!;
        var user = section.Text("user");
        var password = section.SecretOf("password", required: user is not null);
        section.End();
        return url is null ? null : new InfluxConfig(url, database, user, password);
    }

    private static AlertsConfig Alerts(ConfigSection section)
    {
        var defaults = new AlertsConfig();
        var severity = section.Text("min_severity", "low")!;
        // Enum.TryParse also takes numbers.
        var isSeverity = Enum.TryParse<Severity>(severity, ignoreCase: true, out var minimum) && !severity.Any(char.IsDigit);
        if (!isSeverity) section.Problem("min_severity", $"\"{severity}\": expected info, low, medium, high or critical");
        var recipients = section.Texts("recipients");
        for (var i = 0; i < recipients.Count; i++)
        {
            if (IsNumber(recipients[i])) continue;
            section.Problem($"recipients[{i}]", $"\"{recipients[i]}\": expected a number in international form, digits only, as 628123456789");
        }

        var alerts = new AlertsConfig
        {
            GroupWaitS = section.Integer("group_wait_s", defaults.GroupWaitS, 0, 3600),
            AgentOfflineHoldS = section.Integer("agent_offline_hold_s", defaults.AgentOfflineHoldS, 0, 86_400),
            MinSeverity = minimum,
            Recipients = recipients,
        };
        section.End();
        return alerts;
    }

    private static MpwaConfig? Channels(ConfigSection channels)
    {
        if (!channels.Has("mpwa"))
        {
            channels.End();
            return null;
        }

        var section = channels.Section("mpwa");
        var url = section.HttpUrl("url", missing: "the whole address of send-message");
        var sender = section.Text("sender", missing: "the number that sends, digits only");
        if (sender is not null && !IsNumber(sender)) section.Problem("sender", $"\"{sender}\": expected digits only, as 628123456789");
        var apiKey = section.SecretOf("api_key", required: true);
        section.End();
        channels.End();
        return url is null || sender is null || apiKey is null ? null : new MpwaConfig(url, sender, apiKey);
    }

    private static bool IsNumber(string text) => text.Length is >= 6 and <= 15 && text.All(char.IsAsciiDigit);
}
