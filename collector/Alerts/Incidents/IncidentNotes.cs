using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>A row of <c>incident_notes</c>: what somebody wrote of an incident, or to whom he gave it.</summary>
internal sealed record IncidentNote
{
    public const string Written = "note";
    public const string Assigned = "assigned";
    public const string Unassigned = "unassigned";

    public const int Longest = 2_000;

    public long Id { get; init; }
    public long Incident { get; init; }
    public long AtMs { get; init; }

    /// <summary>What he is called.</summary>
    public string Author { get; init; } = "";
    public string Via { get; init; } = "";
    public string Kind { get; init; } = "";

    /// <summary>The note; of an assignment: to whom.</summary>
    public string Content { get; init; } = "";
}

/// <summary>The table <c>incident_notes</c>.</summary>
internal static class IncidentNotes
{
    private const int Most = 500;

    /// <summary>Returns its number.</summary>
    public static long Add(Db db, long incident, string kind, string content, Actor actor, DateTimeOffset now)
    {
        var id = db.NextNumber("incident_note");
        var clean = string.Concat(content.Select(c => char.IsControl(c) && c != '\n' ? ' ' : c));
        db.Execute(
            "INSERT INTO incident_notes (id, incident, at_ms, author, via, kind, content) VALUES (@id, @incident, @atMs, @author, @Via, @kind, @clean)",
            new { id, incident, atMs = DbTime.Ms(now), author = DbText.Bounded(actor.Name), actor.Via, kind, clean });
        IncidentStore.Touch(db, incident, now);
        return id;
    }

    /// <summary>The oldest first; of more than 500 the newest.</summary>
    public static List<IncidentNote> Of(Db db, long incident)
    {
        var notes = db.Query<IncidentNote>("SELECT * FROM incident_notes WHERE incident = @incident ORDER BY id DESC LIMIT @Most", new { incident, Most });
        notes.Reverse();
        return notes;
    }
}
