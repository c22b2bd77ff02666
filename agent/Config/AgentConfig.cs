using System.Net;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Config.Cabinet;
using EdgeNoc.Common.Config.Thresholds;

namespace EdgeNoc.Agent.Config;

/// <summary>The config of one agent, checked: whoever holds one needs to check nothing again.</summary>
public sealed record AgentConfig
{
    /// <summary>The site's id, also its broker user and client id.</summary>
    public required string Site { get; init; }

    /// <summary>Default: the site's id.</summary>
    public required string Name { get; init; }

    /// <summary>Default UTC.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary><c>id</c> (default), <c>pt</c> or <c>en</c>: what messages about the site are written in, where their reader did not choose.</summary>
    public string Language { get; init; } = "id";

    /// <summary>Degrees north.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public double? Longitude { get; init; }

    /// <summary>Where the stores live; default <c>/var/lib/edgenoc-agent</c>. Absolute.</summary>
    public string StateDir { get; init; } = "/var/lib/edgenoc-agent";

    /// <summary>Default true; false sends plain line protocol, for consumers such as Telegraf.</summary>
    public bool Compress { get; init; } = true;

    /// <summary>User and client id are the site's id.</summary>
    public required BrokerConfig Broker { get; init; }

    public DetectionConfig Detection { get; init; } = new();

    /// <summary>What the site changes about the kinds of alerts; its devices may change it further.</summary>
    public ThresholdSet Thresholds { get; init; } = ThresholdSet.None;

    /// <summary>Where the OLTs' syslog is received; null for nowhere, the default.</summary>
    public IPEndPoint? Syslog { get; init; }

    public OutboxConfig Outbox { get; init; } = new();

    public UplinkConfig Uplink { get; init; } = new();

    /// <summary>Lamps, buzzer, button and contacts; null where nothing of them is wanted.</summary>
    public CabinetConfig? Cabinet { get; init; }

    public IReadOnlyList<DeviceConfig> Devices { get; init; } = [];

    /// <summary>The entry with this id, or with this id among its members; null when there is none.</summary>
    public DeviceConfig? Find(string id) => Devices.FirstOrDefault(device => device.Id == id) ?? Devices.FirstOrDefault(device => device.Options.MemberIds.Contains(id, StringComparer.Ordinal));

    /// <summary>SHA-256 of the file's bytes, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>How many polls in a row confirm a change of a single entity.</summary>
public sealed record DetectionConfig
{
    /// <summary>Default 2.</summary>
    public int DownAfterPolls { get; init; } = 2;

    /// <summary>Default 2.</summary>
    public int UpAfterPolls { get; init; } = 2;
}

/// <summary>How much telemetry is kept while nobody takes it; events have a quota of their own.</summary>
public sealed record OutboxConfig
{
    /// <summary>MiB of <c>telemetry.db</c>; default 4096. Beyond it the oldest goes.</summary>
    public int MaxMb { get; init; } = 4096;

    /// <summary>Default 30. What is older goes.</summary>
    public int MaxAgeDays { get; init; } = 30;

    /// <summary>MiB of the disk that are left to everybody else; default 200.</summary>
    public int MinFreeMb { get; init; } = 200;
}
