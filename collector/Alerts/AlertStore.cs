using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts;

/// <summary>The table <c>alerts</c>: one row from each raise to its clear.</summary>
internal static class AlertStore
{
    /// <summary>Opens an alert and has its site looked at. False when it is open already: then it only takes over the newer description.</summary>
    public static bool Raise(Db db, NewAlert alert, AlertSource source, DateTimeOffset now)
    {
        AlertDue.Mark(db, alert.Identity.Site, now);
        return RaiseUnmarked(db, alert, source, now);
    }

    /// <summary>The same for one of many: the caller marks their site.</summary>
    public static bool RaiseUnmarked(Db db, NewAlert alert, AlertSource source, DateTimeOffset now)
    {
        var identity = alert.Identity;
        if (Describe(db, alert)) return false;
        var id = db.NextNumber("alert");
        var rejoined = InOpenIncident(db, identity);
        var (stage, decision) = FirstStage(alert.Severity, rejoined);
        db.Execute(
            """
            INSERT INTO alerts (id, site, device, entity, kind, severity, reason, values_json, labels_json, time_quality, source, raised_ms, seen_ms, stage, incident, is_child)
            VALUES (@id, @Site, @Device, @Entity, @Kind, @Severity, @Reason, @ValuesJson, @LabelsJson, @TimeQuality, @Source, @RaisedMs, @SeenMs, @stage, @incident, @child)
            """,
            new
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
                incident = rejoined?.Incident,
                child = rejoined?.IsChild == true ? 1 : 0,
            });
        if (decision is { } reason) DecisionLog.Add(db, now, identity.Site, reason, alert: id, incident: rejoined?.Incident);
        return true;
    }

    /// <summary>Closes an alert. False when it is not open.</summary>
    public static bool Clear(Db db, AlertIdentity identity, DateTimeOffset at, ClearedBy by, DateTimeOffset now, ClearFacts? facts = null)
    {
        var cleared = db.Execute(
            """
            UPDATE alerts SET cleared_ms = @clearedMs, clear_seen_ms = @seenMs, cleared_by = @by, clear_reason = @reason, clear_values_json = @values, clear_labels_json = @labels
            WHERE site = @Site AND device = @Device AND entity = @Entity AND kind = @Kind AND cleared_ms IS NULL
            """,
            new
            {
                identity.Site,
                identity.Device,
                identity.Entity,
                identity.Kind,
                clearedMs = DbTime.Ms(at),
                seenMs = DbTime.Ms(now),
                by = DbName.Of(by),
                reason = facts?.Reason,
                values = facts is null ? null : FlatJson.Write(facts.Values),
                labels = facts is null ? null : FlatJson.Write(facts.Labels),
            }) > 0;
        if (cleared) AlertDue.Mark(db, identity.Site, now);
        return cleared;
    }

    public static bool IsOpen(Db db, AlertIdentity identity) => db.First<long>(
        "SELECT COUNT(*) FROM alerts WHERE site = @Site AND device = @Device AND entity = @Entity AND kind = @Kind AND cleared_ms IS NULL", identity) > 0;

    public static List<Alert> Open(Db db, string site, AlertSource source) => db.Query<Alert>(
        "SELECT * FROM alerts WHERE site = @site AND source = @source AND cleared_ms IS NULL ORDER BY id", new { site, source = DbName.Of(source) });

    /// <summary>What the stages have to look at of a site: what is open or waits, and all that its open incidents hold, also of other sites.</summary>
    public static List<Alert> InQuestion(Db db, string site) => db.Query<Alert>(
        """
        SELECT * FROM alerts WHERE site = @site AND cleared_ms IS NULL
        UNION ALL SELECT * FROM alerts WHERE site = @site AND stage = 'waiting' AND cleared_ms IS NOT NULL
        UNION ALL SELECT a.* FROM incidents i JOIN alerts a ON a.incident = i.number
            WHERE i.site = @site AND i.closed_ms IS NULL AND NOT (a.site = @site AND (a.cleared_ms IS NULL OR a.stage = 'waiting'))
        ORDER BY 1
        """,
        new { site });

    /// <summary>Writes how far an alert is: what the stages change of it.</summary>
    public static void Save(Db db, IEnumerable<Alert> alerts) => db.Execute(
        """
        UPDATE alerts SET stage = @stage, incident = @Incident, is_child = @child, inhibited_by = @InhibitedBy, silenced_by = @SilencedBy, ready_ms = @ReadyMs WHERE id = @Id
        """,
        alerts.Select(alert => new
        {
            alert.Id, stage = DbName.Of(alert.Stage), alert.Incident, child = alert.IsChild ? 1 : 0, alert.InhibitedBy, alert.SilencedBy, alert.ReadyMs,
        }).ToList());

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

    private static (AlertStage Stage, Decision? Decision) FirstStage(Severity severity, Rejoined? rejoined) => severity switch
    {
        _ when rejoined is not null => (AlertStage.Told, Decision.RejoinedOpenIncident),
        Severity.Info => (AlertStage.Silent, Decision.Informational),
        _ => (AlertStage.Waiting, null),
    };

    private static Rejoined? InOpenIncident(Db db, AlertIdentity identity) => db.First<Rejoined>(
        """
        SELECT a.incident, a.is_child FROM incidents i JOIN alerts a ON a.incident = i.number
        WHERE i.site = @Site AND i.closed_ms IS NULL AND a.site = @Site AND a.device = @Device AND a.entity = @Entity AND a.kind = @Kind
            AND a.incident IS NOT NULL
        ORDER BY i.number DESC LIMIT 1
        """,
        identity);

    private sealed record Rejoined
    {
        public long Incident { get; init; }
        public bool IsChild { get; init; }
    }
}
