using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>A row of <c>incidents</c>: what people are told about.</summary>
internal sealed record Incident
{
    public long Number { get; init; }
    public string Site { get; init; } = "";
    public Severity Severity { get; init; }
    public string Kind { get; init; } = "";
    public string Device { get; init; } = "";
    public string Entity { get; init; } = "";
    public long SinceMs { get; init; }
    public long OpenedMs { get; init; }
    public long? ClosedMs { get; init; }
}

/// <summary>The table <c>incidents</c>.</summary>
internal static class IncidentStore
{
    /// <summary>Opens an incident of these alerts, named after the gravest.</summary>
    public static Incident Open(Db db, string site, IReadOnlyList<Alert> alerts, DateTimeOffset now)
    {
        var leader = Headline.Leader(alerts);
        var incident = new Incident
        {
            Number = db.NextNumber("incident"),
            Site = site,
            Severity = leader.Severity,
            Kind = leader.Kind,
            Device = alerts.All(alert => alert.Device == leader.Device) ? leader.Device : "site",
            Entity = alerts.Count == 1 ? leader.Entity : CommonEntity(alerts),
            SinceMs = alerts.Min(alert => alert.RaisedMs),
            OpenedMs = DbTime.Ms(now),
        };
        db.Execute(
            """
            INSERT INTO incidents (number, site, severity, kind, device, entity, since_ms, opened_ms)
            VALUES (@Number, @site, @severity, @Kind, @Device, @Entity, @SinceMs, @OpenedMs)
            """,
            new { incident.Number, site, severity = DbName.Of(incident.Severity), incident.Kind, incident.Device, incident.Entity, incident.SinceMs, incident.OpenedMs });
        foreach (var alert in alerts) AlertStore.Move(db, alert.Id, AlertStage.Told, incident.Number);
        return incident;
    }

    public static void Close(Db db, long number, DateTimeOffset now) =>
        db.Execute("UPDATE incidents SET closed_ms = @nowMs WHERE number = @number", new { number, nowMs = DbTime.Ms(now) });

    public static List<Incident> OpenOf(Db db, string site) =>
        db.Query<Incident>("SELECT * FROM incidents WHERE site = @site AND closed_ms IS NULL ORDER BY number", new { site });

    /// <summary>Open incidents of which nothing stands any more.</summary>
    public static List<Incident> Over(Db db) => db.Query<Incident>(
        """
        SELECT * FROM incidents i
        WHERE i.closed_ms IS NULL AND NOT EXISTS (SELECT 1 FROM alerts a WHERE a.incident = i.number AND a.cleared_ms IS NULL)
        ORDER BY i.number
        """);

    public static List<Alert> Alerts(Db db, long number) => db.Query<Alert>("SELECT * FROM alerts WHERE incident = @number ORDER BY id", new { number });

    private static string CommonEntity(IReadOnlyList<Alert> alerts)
    {
        var pon = Place.Pon(alerts[0]);
        return pon is not null && alerts.All(alert => alert.Device == alerts[0].Device && Place.Pon(alert) == pon) ? $"pon/{pon}" : "device";
    }
}
