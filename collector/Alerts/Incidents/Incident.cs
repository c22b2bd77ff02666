using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>A row of <c>incidents</c>: what people are told about.</summary>
internal sealed record Incident
{
    public long Number { get; init; }
    public string Site { get; init; } = "";
    public Severity Severity { get; init; }
    public string Kind { get; init; } = "";

    /// <summary>The scope: a device, or <c>site</c>.</summary>
    public string Device { get; init; } = "";

    /// <summary>The scope within the device: <c>device</c>, <c>pon/0/3</c>, or the one entity it is about.</summary>
    public string Entity { get; init; } = "";

    /// <summary>What the first line says: <c>fibre_cut</c>, <c>power</c> …; null: nobody knows.</summary>
    public string? Cause { get; init; }
    public long SinceMs { get; init; }
    public long OpenedMs { get; init; }
    public long? ClosedMs { get; init; }
    public string? AckedBy { get; init; }
    public long? AckedMs { get; init; }

    /// <summary>The routes that it came to, joined by commas; empty: none wanted it; null: not asked yet.</summary>
    public string? Route { get; init; }

    /// <summary>How many steps of its escalation were taken, on the route where it went furthest.</summary>
    public long Step { get; init; }

    /// <summary>The user who is to look after it; null: nobody is named.</summary>
    public string? AssignedTo { get; init; }

    /// <summary>What he is called.</summary>
    public string? AssignedName { get; init; }
    public long? AssignedMs { get; init; }

    /// <summary>A maintenance covers it until then.</summary>
    public long? MaintenanceUntilMs { get; init; }
}
