using System.Text.Json.Serialization;
using EdgeNoc.Common.Updates;

namespace EdgeNoc.Common.Events;

/// <summary>What the collector has in its databases: the only thing that lets an agent delete a row.</summary>
/// <param name="Boot">The agent's boot that the sequence numbers belong to; one message per boot.</param>
/// <param name="Events">Sequence numbers as ranges (<see cref="SequenceRanges"/>); left out when there are none.</param>
/// <param name="Telemetry">As for events.</param>
/// <param name="Tables">As for events.</param>
/// <param name="Now">The collector's time.</param>
public sealed record AckMessage(Guid Boot, SequenceRanges? Events, SequenceRanges? Telemetry, SequenceRanges? Tables, DateTimeOffset Now);

/// <summary>The retained state of an agent, republished every 60 s; <c>offline</c> is the broker's word (the will).</summary>
public sealed record StatusMessage(AgentState State, Guid Boot)
{
    public string? Version { get; init; }

    /// <summary>SHA-256 of the config file's bytes, hexadecimal.</summary>
    public string? Config { get; init; }

    public DateTimeOffset? Started { get; init; }

    /// <summary><c>synced</c>, <c>estimated</c> or <c>unsynced</c>.</summary>
    public string? Clock { get; init; }

    /// <summary><c>main</c> or <c>backup</c>.</summary>
    public string? Uplink { get; init; }

    /// <summary>Why it stopped; only with <see cref="AgentState.Stopped"/>.</summary>
    public string? Reason { get; init; }

    public IReadOnlyList<StatusDevice>? Devices { get; init; }

    /// <summary>Which commands it knows (<c>CommandCatalogue.Level</c>); left out by agents that know none.</summary>
    public int? Commands { get; init; }

    /// <summary>What people call the site; left out when its id is all.</summary>
    public string? Name { get; init; }

    /// <summary>The IANA name of the site's time zone, such as <c>Asia/Jakarta</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary><c>id</c>, <c>pt</c> or <c>en</c>: in which the site's people read.</summary>
    public string? Language { get; init; }

    /// <summary>The serial number of the machine; only of one that was enrolled.</summary>
    public string? Serial { get; init; }

    /// <summary>The version of the device passwords that the office gave; only of a machine that was enrolled.</summary>
    public long? Secrets { get; init; }

    /// <summary>Which version runs, which is wanted, which failed last; only of a machine that can update itself.</summary>
    public UpdateReport? Update { get; init; }

    /// <summary>What the cabinet's door shows; only where the config has a cabinet.</summary>
    public StatusPanel? Panel { get; init; }
}

/// <summary>The lamps of a cabinet, each <c>off, steady, slow_blink, double_blink</c> or <c>fast</c>: told when one changes.</summary>
/// <param name="Owner">For whoever owns the place.</param>
/// <param name="Uplink">The way to the office.</param>
/// <param name="Devices">Whether all answer.</param>
/// <param name="Alarm">What is wrong, and whether somebody has it.</param>
/// <param name="Buzzer">It sounds.</param>
/// <param name="Mode">Why they show that: <c>live, lamp_test, checking, check_result, config_open, hung</c>.</param>
public sealed record StatusPanel(string Owner, string Uplink, string Devices, string Alarm, bool Buzzer, string Mode)
{
    /// <summary>No lamp is wired: this is what they would show.</summary>
    public bool? Simulated { get; init; }
}

/// <summary>A device in a status. ONTs are many and alike: they come as one entry per group with their count.</summary>
public sealed record StatusDevice(string Id, string Driver, string Kind, int? Count = null)
{
    /// <summary>The user it logs in as; left out where no login is needed.</summary>
    public string? User { get; init; }
}

/// <summary>What an agent's status says.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AgentState>))]
public enum AgentState
{
    [JsonStringEnumMemberName("online")] Online,

    /// <summary>Said by the broker when the connection breaks.</summary>
    [JsonStringEnumMemberName("offline")] Offline,

    /// <summary>A planned stop, which pages nobody.</summary>
    [JsonStringEnumMemberName("stopped")] Stopped,
}

/// <summary>A snapshot of a table: the latest wins. Cells are texts; a missing value is an empty text.</summary>
public sealed record TableMessage(DateTimeOffset At, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Only in <c>site/alerts</c>: the boot of the last event message that the snapshot includes.</summary>
    public Guid? Boot { get; init; }

    /// <summary>Only in <c>site/alerts</c>: the sequence number of the last event message that the snapshot includes; 0 when there was none.</summary>
    public long? Seq { get; init; }
}

/// <summary>The open incidents of a site, retained: what LEDs, buzzer and the phone page need.</summary>
public sealed record IncidentsMessage(DateTimeOffset At, IReadOnlyList<OpenIncident> Incidents);

/// <summary>An incident as the POP sees it.</summary>
public sealed record OpenIncident(
    long Number,
    Severity Severity,
    string Kind,
    string Device,
    string Entity,
    DateTimeOffset Since,
    string? AcknowledgedBy,
    DateTimeOffset? MaintenanceUntil);
