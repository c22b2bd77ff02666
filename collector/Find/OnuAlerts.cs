using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Find;

/// <summary>What stands of an ONU, its PON, its OLT and its site.</summary>
internal static class OnuAlerts
{
    private const string MedianDbm = "median_dbm";

    public static CustomerFacts Add(Db db, CustomerFacts facts)
    {
        var onu = facts.Onu!;
        var (entity, pon) = ($"onu/{onu.Position}", $"pon/{onu.Pon}");
        var alerts = db.Query<Row>(
            """
            SELECT a.entity, a.device, a.kind, a.reason, a.raised_ms, a.values_json, i.number, i.cause, i.acked_by, i.entity AS scope
            FROM alerts a LEFT JOIN incidents i ON i.number = a.incident AND i.closed_ms IS NULL
            WHERE a.site = @Site AND a.cleared_ms IS NULL
              AND ((a.device = @Device AND a.entity IN (@entity, @pon, 'device')) OR (a.device = 'site' AND a.kind IN ('agent.offline', 'site.mains_lost')))
            ORDER BY a.id
            """,
            new { facts.Site, onu.Device, entity, pon });
        var own = alerts.Where(alert => alert.Entity == entity).ToList();

        // The box itself only where it explains a silent ONU: a warm OLT explains none.
        var above = alerts.Where(alert => alert.Entity == pon || alert.Device == AlertScope.Site
            || alert.Kind is EventKinds.DeviceUnreachable or "device.mgmt_down" or EventKinds.DeviceAuthFailed);
        var told = own.Concat(above).Where(alert => alert.Number is not null).ToList();
        var wide = told.Find(alert => alert.Scope != entity) ?? told.FirstOrDefault();
        var down = own.Find(alert => alert.Kind is "onu.down" or "onu.loop" or "onu.auth_failed");
        var worse = own.Find(alert => alert.Kind == "onu.rx_degrading");
        var current = Current(db, facts.Site, onu, entity, down);
        return facts with
        {
            Incident = wide is null ? null : new IncidentFacts(wide.Number!.Value, wide.Cause, wide.AckedBy, IsOwn: wide.Scope == entity),
            Onu = current with
            {
                Since = down is null || current.Status == "up" ? null : DbTime.Time(down.RaisedMs),
                MedianDbm = worse is not null && FlatJson.Numbers(worse.ValuesJson).TryGetValue(MedianDbm, out var median) ? median : null,
            },
        };
    }

    /// <summary>Lists come at most every five minutes, alerts at once: what they say since the list counts.</summary>
    private static OnuFacts Current(Db db, string site, OnuFacts onu, string entity, Row? down)
    {
        var listedMs = DbTime.Ms(onu.ListedAt ?? DateTimeOffset.MinValue);
        var args = new { site, onu.Device, entity, listedMs, below = $"onu/{onu.Pon}:", end = $"onu/{onu.Pon};" };
        var lost = db.First<long>(
            """
            SELECT COUNT(*) FROM alerts WHERE site = @site AND device = @Device AND kind = 'onu.down' AND cleared_ms IS NULL AND raised_ms > @listedMs
              AND entity >= @below AND entity < @end AND entity <> @entity
            """,
            args);
        onu = onu with { OthersUp = Math.Max(0, onu.OthersUp - (int)Math.Min(lost, int.MaxValue)) };
        if (onu.Status == "up" && down is not null && down.RaisedMs > listedMs)
        {
            var status = (down.Kind, down.Reason) switch
            {
                ("onu.loop", _) => "loop",
                ("onu.auth_failed", _) => "auth_failed",
                (_, "dying_gasp") => "power_off",
                (_, "los") => "los",
                _ => "down",
            };
            return onu with { Status = status, Reason = down.Reason, RxDbm = null };
        }

        var isBack = onu.Status is not ("up" or "unknown") && down is null && db.First<long>(
            "SELECT COUNT(*) FROM alerts WHERE site = @site AND device = @Device AND entity = @entity AND kind = 'onu.down' AND cleared_ms > @listedMs", args) > 0;
        return isBack ? onu with { Status = "up", Reason = null } : onu;
    }

    private sealed record Row
    {
        public string Entity { get; init; } = "";
        public string Device { get; init; } = "";
        public string Kind { get; init; } = "";
        public string? Reason { get; init; }
        public long RaisedMs { get; init; }
        public string ValuesJson { get; init; } = "{}";
        public long? Number { get; init; }
        public string? Cause { get; init; }
        public string? AckedBy { get; init; }

        /// <summary>What its incident is about.</summary>
        public string? Scope { get; init; }
    }
}
