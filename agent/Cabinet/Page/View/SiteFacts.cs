using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Cabinet.Page.View;

/// <summary>How the agent does, as far as the page is concerned.</summary>
internal sealed record SiteFacts
{
    public required string Site { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>The agent's.</summary>
    public required string Version { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>What the lamps would show where none are wired.</summary>
    public required PanelState Panel { get; init; }

    public required UplinkFacts Uplink { get; init; }

    /// <summary>Events, messages and tables that nobody acknowledged.</summary>
    public required long WaitingRows { get; init; }

    public required long WaitingBytes { get; init; }

    /// <summary>Of the oldest; null when nothing waits.</summary>
    public required DateTimeOffset? WaitingSince { get; init; }

    public required long WaitingEvents { get; init; }

    public required IReadOnlyList<DeviceFacts> Devices { get; init; }

    public required IReadOnlyList<RaisedAlert> Raised { get; init; }

    /// <summary>Null until the office told.</summary>
    public required IReadOnlyList<OpenIncident>? Incidents { get; init; }
}

/// <param name="Connected">To a broker.</param>
/// <param name="Since">Since when it is (or is not).</param>
/// <param name="AckedAt">When the database last acknowledged; null for never in this run.</param>
/// <param name="Way"><c>main</c> or <c>backup</c>.</param>
/// <param name="Metered">Each byte costs.</param>
/// <param name="Detail">Why there is no connection, or sending waits.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record UplinkFacts(bool Connected, DateTimeOffset Since, DateTimeOffset? AckedAt, string? Way, bool Metered, string? Detail, string? Remedy);

/// <summary>A config entry.</summary>
/// <param name="Health"><c>ok</c>, <c>waiting</c>, or the error's word.</param>
internal sealed record DeviceFacts(
    string Id, string Kind, string Health, string? Error, string? Remedy, int? PartsUp, int? PartsTotal, DateTimeOffset? LastOk, DateTimeOffset? PausedUntil);
