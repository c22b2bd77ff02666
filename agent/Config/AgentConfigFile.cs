using System.Net;
using System.Security.Cryptography;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Config.Cabinet;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Config;

/// <summary>Reads the agent's config.</summary>
public static class AgentConfigFile
{
    /// <summary>Reads and checks a file; never throws for what is in it or that it is not there.</summary>
    public static ConfigLoad<AgentConfig> Load(string path) => ConfigFile.Load(path, Read);

    /// <summary>The same from bytes; <paramref name="path"/> gives the name for messages and the folder for relative paths.</summary>
    public static ConfigLoad<AgentConfig> Parse(ReadOnlyMemory<byte> bytes, string path) => ConfigFile.Parse(bytes, path, Read);

    private static AgentConfig Read(ConfigSection root, ReadOnlyMemory<byte> bytes)
    {
        var site = root.Text("site", required: true) ?? "";
        if (site.Length > 0 && !Topics.IsSiteId(site))
            root.Error("site", ConfigSection.Quoted(site), "cannot be a site id", "use 1 to 40 small letters, digits and dashes, a letter or digit first");
        var (latitude, longitude) = root.Coordinates();
        var thresholds = ThresholdEntries.Read(root, ThresholdSet.None);
        return new AgentConfig
        {
            Site = site,
            Name = root.Text("name") ?? site,
            TimeZone = root.TimeZone("time_zone"),
            Language = root.Choice("language", "id", "id", "pt", "en"),
            Latitude = latitude,
            Longitude = longitude,
            StateDir = root.PathTo("state_dir") ?? "/var/lib/edgenoc-agent",
            Compress = root.Flag("compress", fallback: true),
            Broker = BrokerConfig.Read(root.Section("broker", required: true), fixedUser: site),
            Detection = ReadDetection(root.Section("detection")),
            Thresholds = thresholds,
            Syslog = ReadSyslog(root),
            Outbox = ReadOutbox(root.Section("outbox")),
            Uplink = ReadUplink(root.Section("uplink")),
            Cabinet = CabinetEntries.Read(root),
            Devices = DeviceEntries.Read(root.List("devices"), thresholds),
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.Span)),
        };
    }

    private static IPEndPoint? ReadSyslog(ConfigSection root)
    {
        var section = root.Section("syslog");
        if (!root.Has("syslog")) return null;
        var listen = section.EndPoint("listen", "127.0.0.1:5514");
        section.Finish();
        return listen;
    }

    private static DetectionConfig ReadDetection(ConfigSection section)
    {
        var detection = new DetectionConfig { DownAfterPolls = section.Integer("down_after_polls", 2, 1, 20), UpAfterPolls = section.Integer("up_after_polls", 2, 1, 20) };
        section.Finish();
        return detection;
    }

    private static UplinkConfig ReadUplink(ConfigSection section)
    {
        var metered = section.Choice("metered", "auto", "auto", "always", "never");
        var interfaces = section.Texts("metered_interfaces", expected: "a list of interfaces, such as [\"wwan0\", \"usb*\"]");
        foreach (var (key, name) in interfaces)
        {
            // IFNAMSIZ is 16 with the end of the text.
            if (name.Length is 0 or > 15 || name.Any(char.IsWhiteSpace) || name.Contains('/', StringComparison.Ordinal) || name.IndexOf('*', StringComparison.Ordinal) is >= 0 and var star && star < name.Length - 1)
                section.Error(key, ConfigSection.Quoted(name), "is no interface", "write a name that 'ip link' shows, or its beginning and a * for all that begin so");
        }

        var uplink = new UplinkConfig
        {
            Metered = metered switch { "always" => MeteredMode.Always, "never" => MeteredMode.Never, _ => MeteredMode.Auto },
            MeteredInterfaces = section.Has("metered_interfaces") ? [.. interfaces.Select(entry => entry.Text)] : UplinkConfig.MobileInterfaces,
            MonthlyBudgetMb = section.Integer("monthly_budget_mb", 0, 1, 1_000_000) is > 0 and var budget ? budget : null,
        };
        section.Finish();
        return uplink;
    }

    private static OutboxConfig ReadOutbox(ConfigSection section)
    {
        var outbox = new OutboxConfig
        {
            MaxMb = section.Integer("max_mb", 4096, 16, 1_000_000),
            MaxAgeDays = section.Integer("max_age_days", 30, 1, 3_650),
            MinFreeMb = section.Integer("min_free_mb", 200, 1, 1_000_000),
        };
        section.Finish();
        return outbox;
    }
}
