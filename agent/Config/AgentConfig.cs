using EdgeNoc.Agent.Devices;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

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

    /// <summary><c>id</c> (default) or <c>en</c>.</summary>
    public string Language { get; init; } = "id";

    /// <summary>Degrees north.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public double? Longitude { get; init; }

    /// <summary>Where the stores live; default <c>/var/lib/edgenoc-agent</c>. Absolute.</summary>
    public string StateDir { get; init; } = "/var/lib/edgenoc-agent";

    /// <summary>Default true; false sends plain line protocol, for consumers such as Telegraf.</summary>
    public bool Compress { get; init; } = true;

    public required BrokerConfig Broker { get; init; }

    public DetectionConfig Detection { get; init; } = new();

    public IReadOnlyList<DeviceConfig> Devices { get; init; } = [];

    /// <summary>SHA-256 of the file's bytes, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>How to reach the broker; user and client id are the site's id.</summary>
/// <param name="Urls">Tried in turn; at least one.</param>
/// <param name="CaFile">CA certificates in PEM, absolute; null takes the system's.</param>
/// <param name="Password">Null connects anonymously.</param>
public sealed record BrokerConfig(IReadOnlyList<BrokerAddress> Urls, string? CaFile, SecretSource? Password);

/// <summary>How many polls in a row confirm a change of a single entity.</summary>
public sealed record DetectionConfig
{
    /// <summary>Default 2.</summary>
    public int DownAfterPolls { get; init; } = 2;

    /// <summary>Default 2.</summary>
    public int UpAfterPolls { get; init; } = 2;
}

/// <summary>An entry of <c>devices</c>: a box, or a group of ONTs that are pinged together.</summary>
/// <param name="Id">The device's id, or the group's.</param>
/// <param name="Driver">How it is polled.</param>
/// <param name="Interval">From the start of one poll to the start of the next, before jitter.</param>
/// <param name="Options">The driver's own options.</param>
public sealed record DeviceConfig(string Id, DriverDefinition Driver, TimeSpan Interval, IDriverOptions Options)
{
    /// <summary>The entry's line in the agent's status: a group is one line with its count.</summary>
    public StatusDevice ToStatus() => new(Id, Driver.Name, Driver.Kind, Options.MemberIds.Count == 0 ? null : Options.MemberIds.Count);
}
