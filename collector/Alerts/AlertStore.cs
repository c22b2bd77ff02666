using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts;

/// <summary>Opens and closes alerts; the only writer of the table <c>alerts</c> besides the stages that move an alert on.</summary>
internal static class AlertStore
{
    /// <summary>Opens an alert. False when it is open already: then it only takes over the newer description.</summary>
    public static bool Raise(Db db, NewAlert alert, AlertSource source, AlertRules rules, DateTimeOffset now)
    {
        var identity = alert.Identity;
        if (Describe(db, alert)) return false;
        var id = db.NextNumber("alert");
        var incident = OpenIncidentOf(db, identity);
        var (stage, decision) = FirstStage(alert.Severity, rules.MinSeverity, incident);
        var args = new
        {
            id,
            identity.Site,
            identity.Device,
            identity.Entity,
            identity.Kind,
            Severity = DbName.Of(alert.Severity),
            alert.Reason,
            ValuesJson = FlatJson.Write(alert.Values),
            LabelsJson = FlatJson.Write(alert.Labels),
            TimeQuality = DbName.Of(alert.TimeQuality),
            Source = DbName.Of(source),
            RaisedMs = DbTime.Ms(alert.At),
            SeenMs = DbTime.Ms(now),
            stage = DbName.Of(stage),
            incident,
        };
        db.Execute(
            """
            INSERT INTO alerts (id, site, device, entity, kind, severity, reason, values_json, labels_json, time_quality, source, raised_ms, seen_ms, stage, incident)
            VALUES (@id, @Site, @Device, @Entity, @Kind, @Severity, @Reason, @ValuesJson, @LabelsJson, @TimeQuality, @Source, @RaisedMs, @SeenMs, @stage, @incident)
            """,
            args);
        if (decision is { } reason) DecisionLog.Add(db, now, identity.Site, reason, alert: id, incident: incident);
        return true;
    }

    /// <summary>Closes an alert. False when it is not open.</summary>
    public static bool Clear(Db db, AlertIdentity identity, DateTimeOffset at, ClearedBy by, DateTimeOffset now) => db.Execute(
        """
        UPDATE alerts SET cleared_ms = @clearedMs, clear_seen_ms = @seenMs, cleared_by = @by
        WHERE site = @Site AND device = @Device AND entity = @Entity AND kind = @Kind AND cleared_ms IS NULL
        """,
        new { identity.Site, identity.Device, identity.Entity, identity.Kind, clearedMs = DbTime.Ms(at), seenMs = DbTime.Ms(now), by = DbName.Of(by) }) > 0;

    public static bool IsOpen(Db db, AlertIdentity identity) => db.First<long>(
        "SELECT COUNT(*) FROM alerts WHERE site = @Site AND device = @Device AND entity = @Entity AND kind = @Kind AND cleared_ms IS NULL", identity) > 0;

    public static List<Alert> Open(Db db, string site, AlertSource source) => db.Query<Alert>(
        "SELECT * FROM alerts WHERE site = @site AND source = @source AND cleared_ms IS NULL ORDER BY id", new { site, source = DbName.Of(source) });

    /// <summary>Moves an alert on; with <see cref="AlertStage.Told"/> into its incident.</summary>
    public static void Move(Db db, long alert, AlertStage stage, long? incident) =>
        db.Execute("UPDATE alerts SET stage = @stage, incident = @incident WHERE id = @alert", new { alert, stage = DbName.Of(stage), incident });

    /// <summary>Takes over a newer description of an open alert; false when it is not open.</summary>
    private static bool Describe(Db db, NewAlert alert) => db.Execute(
        """
        UPDATE alerts SET severity = @severity, reason = @Reason, values_json = @valuesJson, labels_json = @labelsJson
        WHERE site = @Site AND device = @Device AND entity = @Entity AND kind = @Kind AND cleared_ms IS NULL
        """,
        new
        {
            alert.Identity.Site,
            alert.Identity.Device,
            alert.Identity.Entity,
            alert.Identity.Kind,
            severity = DbName.Of(alert.Severity),
            alert.Reason,
            valuesJson = FlatJson.Write(alert.Values),
            labelsJson = FlatJson.Write(alert.Labels),
        }) > 0;

    private static (AlertStage Stage, Decision? Decision) FirstStage(Severity severity, Severity minimum, long? incident) => severity switch
    {
        _ when incident is not null => (AlertStage.Told, Decision.RejoinedOpenIncident),
        Severity.Info => (AlertStage.Silent, Decision.Informational),
        _ when severity < minimum => (AlertStage.Silent, Decision.BelowMinSeverity),
        _ => (AlertStage.Waiting, null),
    };

    private static long? OpenIncidentOf(Db db, AlertIdentity identity) => db.First<long?>(
        """
        SELECT i.number FROM incidents i JOIN alerts a ON a.incident = i.number
        WHERE i.site = @Site AND i.closed_ms IS NULL AND a.device = @Device AND a.entity = @Entity AND a.kind = @Kind
        ORDER BY i.number DESC LIMIT 1
        """,
        identity);
}
