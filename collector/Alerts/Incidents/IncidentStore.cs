using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>The table <c>incidents</c>.</summary>
internal static class IncidentStore
{
    /// <summary>Writes a new one, with the next number.</summary>
    public static Incident Add(Db db, Incident incident)
    {
        var numbered = incident with { Number = db.NextNumber("incident") };
        db.Execute(
            """
            INSERT INTO incidents (number, site, severity, kind, device, entity, cause, since_ms, opened_ms)
            VALUES (@Number, @Site, @severity, @Kind, @Device, @Entity, @Cause, @SinceMs, @OpenedMs)
            """,
            new
            {
                numbered.Number,
                numbered.Site,
                severity = DbName.Of(numbered.Severity),
                numbered.Kind,
                numbered.Device,
                numbered.Entity,
                numbered.Cause,
                numbered.SinceMs,
                numbered.OpenedMs,
            });
        return numbered;
    }

    /// <summary>Writes what the stages change of one; its acknowledgement is people's.</summary>
    public static void Save(Db db, IEnumerable<Incident> incidents) => db.Execute(
        """
        UPDATE incidents SET severity = @severity, kind = @Kind, device = @Device, entity = @Entity, cause = @Cause,
            closed_ms = @ClosedMs, route = @Route, step = @Step, maintenance_until_ms = @MaintenanceUntilMs
        WHERE number = @Number
        """,
        incidents.Select(incident => new
        {
            incident.Number,
            severity = DbName.Of(incident.Severity),
            incident.Kind,
            incident.Device,
            incident.Entity,
            incident.Cause,
            incident.ClosedMs,
            incident.Route,
            incident.Step,
            incident.MaintenanceUntilMs,
        }).ToList());

    /// <summary>Notes who has it; null: nobody any more.</summary>
    public static void SetAck(Db db, long number, string? by, DateTimeOffset now) => db.Execute(
        "UPDATE incidents SET acked_by = @by, acked_ms = @ackedMs, touched_ms = @nowMs WHERE number = @number",
        new { number, by = DbText.Bounded(by), ackedMs = by is null ? null : (long?)DbTime.Ms(now), nowMs = DbTime.Ms(now) });

    /// <summary>Notes who is to look after it; null: nobody any more.</summary>
    public static void SetAssigned(Db db, long number, string? person, string? name, DateTimeOffset now) => db.Execute(
        "UPDATE incidents SET assigned_to = @person, assigned_name = @name, assigned_ms = @assignedMs, touched_ms = @nowMs WHERE number = @number",
        new { number, person, name = DbText.Bounded(name), assignedMs = person is null ? null : (long?)DbTime.Ms(now), nowMs = DbTime.Ms(now) });

    /// <summary>Somebody did something with it: who looks at it sees that at once.</summary>
    public static void Touch(Db db, long number, DateTimeOffset now) => db.Execute("UPDATE incidents SET touched_ms = @nowMs WHERE number = @number", new { number, nowMs = DbTime.Ms(now) });

    public static Incident? Find(Db db, long number) => db.First<Incident>("SELECT * FROM incidents WHERE number = @number", new { number });

    public static List<Incident> OpenOf(Db db, string site) =>
        db.Query<Incident>("SELECT * FROM incidents WHERE site = @site AND closed_ms IS NULL ORDER BY number", new { site });

    public static List<Alert> Alerts(Db db, long number) => db.Query<Alert>("SELECT * FROM alerts WHERE incident = @number ORDER BY id", new { number });
}
