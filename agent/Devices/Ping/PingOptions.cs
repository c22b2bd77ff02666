using System.Net;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Agent.Devices.Ping;

/// <summary>A group of ONTs that are pinged together.</summary>
public sealed record PingOptions : IDriverOptions
{
    /// <summary>Echo requests per poll, default 3.</summary>
    public int Count { get; init; } = 3;

    /// <summary>How long one request waits for its answer, default 1 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    public IReadOnlyList<PingTarget> Targets { get; init; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<string> MemberIds => [.. Targets.Select(target => target.Id)];

    internal static PingOptions Read(ConfigSection section)
    {
        var targets = section.List("targets", required: true);
        if (section.Has("targets") && targets.Count == 0) section.Error("targets", null, "names nobody to ping", "write at least one target, or leave the group out");
        return new PingOptions
        {
            Count = section.Integer("count", 3, 1, 20),
            Timeout = TimeSpan.FromMilliseconds(section.Integer("timeout_ms", 1000, 10, 60_000)),
            Targets = [.. targets.Select(ReadTarget)],
        };
    }

    private static PingTarget ReadTarget(ConfigSection section)
    {
        var id = section.Id("id");
        var (latitude, longitude) = section.Coordinates();
        var target = new PingTarget(id, section.Text("name"), section.IpAddress("address"), latitude, longitude);
        section.Finish();
        return target;
    }
}

/// <summary>An ONT behind an OLT, as its customer's router answers ping.</summary>
/// <param name="Id">The device's id.</param>
/// <param name="Name">The customer's or place's name.</param>
/// <param name="Address">IPv4 or IPv6.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
public sealed record PingTarget(string Id, string? Name, IPAddress Address, double? Latitude, double? Longitude);
