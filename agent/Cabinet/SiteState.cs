using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Cabinet;

/// <summary>All that lamps and buzzer depend on, at one moment.</summary>
public sealed record SiteState
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>Since the agent started.</summary>
    public required TimeSpan Uptime { get; init; }

    /// <summary>An interface is up and has an address.</summary>
    public required bool NetworkUp { get; init; }

    public required bool BrokerConnected { get; init; }

    /// <summary>Since the last acknowledgement of the database; null when there was none in this run.</summary>
    public required TimeSpan? LastAckAge { get; init; }

    /// <summary>Since when data is kept here because there is no broker; null while there is one.</summary>
    public DateTimeOffset? BufferingSince { get; init; }

    /// <summary>Devices whose last poll was answered.</summary>
    public required int DevicesUp { get; init; }

    /// <summary>Devices that were polled at least once.</summary>
    public required int DevicesKnown { get; init; }

    /// <summary>The alerts that this site has raised.</summary>
    public required IReadOnlyList<RaisedAlert> Raised { get; init; }

    /// <summary>The retained incidents of the office; null until it told.</summary>
    public required IReadOnlyList<OpenIncident>? Incidents { get; init; }
}

/// <summary>An alert that stands.</summary>
/// <param name="Kind">As <c>site.door_open</c>.</param>
/// <param name="Device">The device's id, or <c>site</c>.</param>
/// <param name="Entity">The part of it.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Since">When it was raised.</param>
public sealed record RaisedAlert(string Kind, string Device, string Entity, Severity Severity, DateTimeOffset Since);
