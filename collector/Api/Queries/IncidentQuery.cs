using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Api.Queries;

/// <summary>Which incidents.</summary>
internal sealed record IncidentFilter(string? Site, string? Device, string? Kind, string? Severity, string? State, DateTimeOffset? Since, long? Cursor, int Limit)
{
    /// <summary>The sites that whoever asks sees.</summary>
    public SiteScope Scope { get; init; } = SiteScope.All;

    /// <summary>Whom they are given to: a user's id, or <see cref="Nobody"/>: not given to anybody and not acknowledged. Null: all.</summary>
    public string? Assigned { get; init; }

    public const string Nobody = "nobody";

    /// <summary>Within the number, the device, the part of it, or who has it.</summary>
    public string? Text { get; init; }
}

/// <summary>An incident: what people are told about, by a short number.</summary>
/// <param name="Number">As in its messages.</param>
/// <param name="Site">The site's id; <c>_noc</c> for the office's own.</param>
/// <param name="Severity">How urgent it is.</param>
/// <param name="State"><c>open</c>, <c>acked</c> or <c>closed</c>.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Device">Its scope.</param>
/// <param name="Entity">Its scope within the device.</param>
/// <param name="Cause">The likely cause, where one is known: <c>fibre_cut</c>.</param>
/// <param name="Since">When it began.</param>
/// <param name="OpenedAt">When it was made.</param>
/// <param name="ClosedAt">When it was over.</param>
/// <param name="AckedBy">Who has it.</param>
/// <param name="AckedAt">Since when.</param>
/// <param name="Routes">The routes it came to, joined by commas.</param>
/// <param name="Step">How many steps of its escalation were taken.</param>
/// <param name="MaintenanceUntil">A maintenance covers it until then.</param>
internal sealed record IncidentView(
    long Number, string Site, Severity Severity, string State, string Kind, string Device, string Entity, string? Cause, DateTimeOffset Since, DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt, string? AckedBy, DateTimeOffset? AckedAt, string? Routes, long Step, DateTimeOffset? MaintenanceUntil)
{
    /// <summary>The user who is to look after it.</summary>
    public string? AssignedTo { get; init; }

    /// <summary>What he is called.</summary>
    public string? AssignedName { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset? AssignedAt { get; init; }

    public static IncidentView Of(Incident incident) => new(
        incident.Number, incident.Site, incident.Severity, incident.ClosedMs is not null ? "closed" : incident.AckedMs is not null ? "acked" : "open",
        incident.Kind, incident.Device, incident.Entity, incident.Cause, DbTime.Time(incident.SinceMs), DbTime.Time(incident.OpenedMs), Time(incident.ClosedMs),
        incident.AckedBy, Time(incident.AckedMs), incident.Route, incident.Step, Time(incident.MaintenanceUntilMs))
    {
        AssignedTo = incident.AssignedTo, AssignedName = incident.AssignedName, AssignedAt = Time(incident.AssignedMs),
    };

    private static DateTimeOffset? Time(long? ms) => ms is { } known ? DbTime.Time(known) : null;
}

/// <summary>An incident with all that belongs to it.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Alerts">What it tells.</param>
/// <param name="Children">What is listed inside.</param>
/// <param name="Decisions">Why who was told, or not; the newest first, at most 500.</param>
/// <param name="Messages">What became of its messages; the newest first, at most 500.</param>
internal sealed record IncidentDetail(
    IncidentView Incident, IReadOnlyList<AlertView> Alerts, IReadOnlyList<AlertView> Children, IReadOnlyList<DecisionView> Decisions, IReadOnlyList<MessageView> Messages)
{
    /// <summary>What people wrote, and to whom it was given; the oldest first, at most 500.</summary>
    public IReadOnlyList<NoteView> Notes { get; init; } = [];

    /// <summary>When it was told to nobody because somebody wanted so; the oldest first.</summary>
    public IReadOnlyList<MuteView> Mutes { get; init; } = [];
}

/// <summary>That somebody muted an incident.</summary>
/// <param name="At">When.</param>
/// <param name="Author">Who.</param>
/// <param name="Until">Until when.</param>
internal sealed record MuteView(DateTimeOffset At, string Author, DateTimeOffset Until)
{
    // What is critical may be muted shorter than the rest, which is a row of its own.
    internal static IReadOnlyList<MuteView> Of(Db db, long incident) =>
        [.. db.Query<(long CreatedMs, string Author, long EndsMs)>("SELECT created_ms, author, MAX(ends_ms) FROM silences WHERE incident = @incident GROUP BY created_ms, author ORDER BY created_ms", new { incident })
            .Select(row => new MuteView(DbTime.Time(row.CreatedMs), row.Author, DbTime.Time(row.EndsMs)))];
}

/// <summary>Something that somebody wrote of an incident.</summary>
/// <param name="Id">Its number, in order.</param>
/// <param name="At">When.</param>
/// <param name="Author">Who.</param>
/// <param name="Kind"><c>note</c>; <c>assigned</c>, <c>unassigned</c>: he gave it to somebody.</param>
/// <param name="Text">The note; of an assignment: to whom.</param>
internal sealed record NoteView(long Id, DateTimeOffset At, string Author, string Kind, string Text)
{
    public static NoteView Of(IncidentNote note) => new(note.Id, DbTime.Time(note.AtMs), note.Author, note.Kind, note.Content);
}

/// <summary>Incidents by what is asked for.</summary>
internal static class IncidentQuery
{
    private const int Detailed = 500;

    public static Page<IncidentView> List(Db db, IncidentFilter filter)
    {
        var where = new Where()
            .And(filter.Scope)
            .And("site = @site", "site", filter.Site)
            .And("device = @device", "device", filter.Device)
            .And("kind = @kind", "kind", filter.Kind)
            .And("severity = @severity", "severity", filter.Severity)
            .And(filter.State switch
            {
                "open" => "closed_ms IS NULL AND acked_ms IS NULL",
                "acked" => "closed_ms IS NULL AND acked_ms IS NOT NULL",
                "standing" => "closed_ms IS NULL",
                "closed" => "closed_ms IS NOT NULL",
                _ => null,
            })
            .And("since_ms >= @sinceMs", "sinceMs", filter.Since is { } since ? DbTime.Ms(since) : null)
            .And(filter.Assigned == IncidentFilter.Nobody ? "acked_ms IS NULL AND assigned_to IS NULL" : null)
            .And("assigned_to = @assigned", "assigned", filter.Assigned == IncidentFilter.Nobody ? null : filter.Assigned)
            .And(
                "('#' || number LIKE @text ESCAPE '!' OR device LIKE @text ESCAPE '!' OR entity LIKE @text ESCAPE '!' OR acked_by LIKE @text ESCAPE '!' OR assigned_name LIKE @text ESCAPE '!')",
                "text", Where.Within(filter.Text))
            .And("number < @cursor", "cursor", filter.Cursor);
        where.Values.Add("limit", filter.Limit + 1);
        var rows = db.Query<Incident>($"SELECT * FROM incidents{where} ORDER BY number DESC LIMIT @limit", where.Values);
        return Page<IncidentView>.Of(rows, filter.Limit, IncidentView.Of, incident => incident.Number);
    }

    public static IncidentDetail? Find(Db db, long number, SiteScope scope)
    {
        if (IncidentStore.Find(db, number) is not { } incident || !scope.Allows(incident.Site)) return null;
        var alerts = IncidentStore.Alerts(db, number).ToLookup(alert => alert.IsChild);
        return new IncidentDetail(
            IncidentView.Of(incident),
            [.. alerts[false].Select(AlertView.Of)],
            [.. alerts[true].Select(AlertView.Of)],
            DecisionQuery.List(db, new DecisionFilter(null, number, null, null, null, null, Detailed)).Items,
            MessageQuery.List(db, new MessageFilter(null, null, null, number, null, null, Detailed)).Items)
        {
            Notes = [.. IncidentNotes.Of(db, number).Select(NoteView.Of)], Mutes = MuteView.Of(db, number),
        };
    }
}
