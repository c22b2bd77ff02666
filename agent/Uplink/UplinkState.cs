using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Agent.Uplink;

/// <summary>How the connection to the collector stands.</summary>
internal sealed record UplinkState
{
    public bool Connected { get; init; }

    /// <summary>The broker connected to, or the last one tried.</summary>
    public BrokerAddress? Broker { get; init; }

    /// <summary>Since when it is connected, or not.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>The same as a time of the loop's own, which only the loop can read.</summary>
    public TimeSpan? LastAckAt { get; init; }

    /// <summary>How long ago the database last acknowledged something; null when it never did in this run.</summary>
    public TimeSpan? LastAckAge { get; init; }

    /// <summary>The collector's time in the last ack.</summary>
    public DateTimeOffset? CollectorTime { get; init; }

    /// <summary>When that was told, as a time of the loop's own.</summary>
    public TimeSpan CollectorToldAt { get; init; }

    /// <summary>What time it is for the collector now; null until it told in this run.</summary>
    public DateTimeOffset? CollectorNow { get; init; }

    /// <summary>Something is sent and unacknowledged, or waits.</summary>
    public bool Pending { get; init; }

    /// <summary>Why sending is held back although connected.</summary>
    public string? PauseReason { get; init; }

    public MqttFault? Fault { get; init; }

    /// <summary>Acknowledged telemetry messages a second, while there are any.</summary>
    public double? AckRate { get; init; }

    /// <summary>What the office knows; null until it told.</summary>
    public IncidentsMessage? Incidents { get; init; }
}
