using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Devices.Records;

/// <summary>A point of measurement <c>bgp_peer</c>.</summary>
public sealed record BgpPeerRecord : IPoint
{
    /// <summary>Its address; outside of the plain unicast families with the family or VPN before it: <c>vpnv4/10.2.1.1</c>, <c>vpn/kkk/10.4.1.2</c>.</summary>
    public required string Peer { get; init; }

    /// <summary>Established.</summary>
    public bool? Up { get; init; }

    /// <summary>The box's own word: <c>Established, Idle, Idle(Admin), Active, Connect</c>.</summary>
    public string? State { get; init; }

    /// <summary>As a number; one in dots, <c>635.88</c>, is 635 × 65536 + 88.</summary>
    public long? As { get; init; }

    /// <summary>Received.</summary>
    public long? Prefixes { get; init; }

    /// <summary>In this state.</summary>
    public long? UptimeS { get; init; }

    /// <inheritdoc/>
    public void WriteTo(IPointSink sink)
    {
        sink.Measurement("bgp_peer");
        sink.Tag("peer", Peer);
        sink.Field("up", Up is { } up ? (up ? 1L : 0L) : null);
        sink.Field("state", State);
        sink.Field("as", As);
        sink.Field("prefixes", Prefixes);
        sink.Field("uptime_s", UptimeS);
    }
}
