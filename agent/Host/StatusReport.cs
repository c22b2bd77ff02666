using System.Text.Json.Serialization;
using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Cabinet.Patterns;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Updates;

namespace EdgeNoc.Agent.Host;

/// <summary>How a running agent does: what <c>status --json</c> shows, snake_case.</summary>
public sealed record StatusReport(
    string Site,
    string Name,
    string Version,
    Guid Boot,
    int Pid,
    DateTimeOffset Started,
    DateTimeOffset Now,
    string Clock,
    string Config,
    UplinkReport Uplink,
    IReadOnlyList<OutboxReport> Outbox,
    long Dropped,
    IReadOnlyList<DeviceReport> Devices,
    IReadOnlyList<AlertReport> Raised,
    IReadOnlyList<OpenIncident>? Incidents,
    PanelState Panel)
{
    /// <summary>Where the cabinet's page is served; left out when it is not.</summary>
    public string? Page { get; init; }

    /// <summary>Which version runs and is wanted; left out where it cannot update itself.</summary>
    public UpdateReport? Update { get; init; }

    /// <summary>Left out where the config has no cabinet.</summary>
    public CabinetReport? Cabinet { get; init; }
}

/// <summary>Lamps, buzzer and contacts.</summary>
/// <param name="Now">What they show; its panel is the report's.</param>
/// <param name="Edges">How late lamps are switched.</param>
public sealed record CabinetReport(CabinetSnapshot Now, Lateness Edges);

/// <param name="Connected">To a broker.</param>
/// <param name="Broker">That one, or the last one tried.</param>
/// <param name="Since">Since when it is (or is not) connected.</param>
/// <param name="LastAckAgeS">Seconds since the database last acknowledged; left out when it did not in this run.</param>
/// <param name="Paused">Why sending is held back although connected.</param>
/// <param name="Fault">Why there is no connection.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="AckRate">Telemetry messages acknowledged a second.</param>
/// <param name="SentBytes">On the wire in this run.</param>
public sealed record UplinkReport(
    bool Connected, string? Broker, DateTimeOffset Since, double? LastAckAgeS, string? Paused, string? Fault, string? Remedy, double? AckRate, long SentBytes)
{
    /// <summary><c>main</c> or <c>backup</c>.</summary>
    public string? Way { get; init; }

    /// <summary>Of the default route.</summary>
    public string? Interface { get; init; }

    /// <summary>Each byte costs: only what matters leaves at once.</summary>
    public bool Metered { get; init; }

    /// <summary>What waits because of that, and for what; left out when nothing has to.</summary>
    public string? HeldBack { get; init; }

    /// <summary>On the wire in this run, the other direction.</summary>
    public long ReceivedBytes { get; init; }

    /// <summary>What passed metered ways this month, both directions.</summary>
    public long MonthBytes { get; init; }

    /// <summary>What it may be; left out without a limit.</summary>
    public long? BudgetBytes { get; init; }
}

/// <param name="Class"><c>events, telemetry, tables</c>.</param>
/// <param name="Rows">Events, or messages.</param>
/// <param name="Bytes">Payload bytes.</param>
/// <param name="OldestS">Age of the oldest in seconds; left out when nothing waits.</param>
public sealed record OutboxReport(string Class, long Rows, long Bytes, long? OldestS);

/// <summary>A config entry; see the poll's health for the fields.</summary>
public sealed record DeviceReport(
    string Id, string Driver, string Kind, string Health, DateTimeOffset? LastOk, string? Error, string? Remedy, int? PartsUp, int? PartsTotal)
{
    /// <summary>It is left alone until then, by a person's wish; left out when it is not.</summary>
    public DateTimeOffset? PausedUntil { get; init; }
}

/// <summary>An alert that stands.</summary>
public sealed record AlertReport(string Kind, string Device, string Entity, Severity Severity, DateTimeOffset At, string? Reason);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UtcMillisecondsConverter)],
    WriteIndented = true)]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(PollReply))]
[JsonSerializable(typeof(SocketRequest))]
internal sealed partial class StatusJson : JsonSerializerContext;
