using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>What a contact was told last of an incident.</summary>
internal enum NotifiedAs
{
    /// <summary>Meant for him, and not told yet.</summary>
    Held,

    /// <summary>The same, because nobody else acknowledged.</summary>
    Escalated,
    Problem,
    Update,
    Reminder,
}

/// <summary>A row of <c>notified</c>.</summary>
internal sealed record Notified
{
    public long Incident { get; init; }
    public string Contact { get; init; } = "";
    public NotifiedAs Purpose { get; init; }
    public long AtMs { get; init; }

    /// <summary>How many were down; 0: not known.</summary>
    public long Firing { get; init; }
    public long Leaders { get; init; }
    public Severity Severity { get; init; }

    /// <summary>The cause, else the kind: what it was to him.</summary>
    public string? Cause { get; init; }

    public bool IsHeld => Purpose is NotifiedAs.Held or NotifiedAs.Escalated;
}

/// <summary>The table <c>notified</c>.</summary>
internal static class NotifiedStore
{
    public static List<Notified> Of(Db db, long incident) => db.Query<Notified>("SELECT * FROM notified WHERE incident = @incident ORDER BY at_ms, contact", new { incident });

    public static void Put(Db db, Notified notified) => db.Execute(
        """
        INSERT INTO notified (incident, contact, purpose, at_ms, firing, leaders, severity, cause)
        VALUES (@Incident, @Contact, @purpose, @AtMs, @Firing, @Leaders, @severity, @Cause)
        ON CONFLICT (incident, contact) DO UPDATE SET
            purpose = excluded.purpose, at_ms = excluded.at_ms, firing = excluded.firing, leaders = excluded.leaders, severity = excluded.severity, cause = excluded.cause
        """,
        new
        {
            notified.Incident,
            notified.Contact,
            purpose = DbName.Of(notified.Purpose),
            notified.AtMs,
            notified.Firing,
            notified.Leaders,
            severity = DbName.Of(notified.Severity),
            notified.Cause,
        });

    /// <summary>What he knows after he is told now.</summary>
    public static Notified Told(this Notified before, NotifiedAs purpose, IncidentState state, DateTimeOffset now) => before with
    {
        Purpose = purpose,
        AtMs = DbTime.Ms(now),
        Firing = state.Firing,
        Leaders = state.Leaders,
        Severity = state.Severity,
        Cause = state.Class,
    };
}
