using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Api.External;

/// <summary>The table <c>external_alerts</c>: until when open alerts of other systems stand unless they are sent again.</summary>
internal static class ExternalStore
{
    /// <summary>Raises one or keeps it up.</summary>
    public static void Raise(Db db, ExternalAlert external, DateTimeOffset now)
    {
        AlertStore.Raise(db, external.Alert, AlertSource.External, now);
        var identity = external.Alert.Identity;
        db.Execute(
            """
            INSERT INTO external_alerts (site, device, entity, kind, ends_ms) VALUES (@Site, @Device, @Entity, @Kind, @endsMs)
            ON CONFLICT (site, device, entity, kind) DO UPDATE SET ends_ms = excluded.ends_ms
            """,
            new { identity.Site, identity.Device, identity.Entity, identity.Kind, endsMs = DbTime.Ms(external.Ends) });
    }

    /// <summary>Its sender says that it is over, or has stopped to say anything.</summary>
    public static void Clear(Db db, AlertIdentity identity, DateTimeOffset at, DateTimeOffset now)
    {
        AlertStore.Clear(db, identity, at, ClearedBy.Event, now);
        db.Execute("DELETE FROM external_alerts WHERE site = @Site AND device = @Device AND entity = @Entity AND kind = @Kind", identity);
    }

    /// <summary>Ends those of which nothing came for too long; how many.</summary>
    public static int Expire(Db db, DateTimeOffset now)
    {
        var over = db.Query<Row>("SELECT site, device, entity, kind, ends_ms FROM external_alerts WHERE ends_ms <= @nowMs", new { nowMs = DbTime.Ms(now) });
        foreach (var row in over) Clear(db, new AlertIdentity(row.Site, row.Device, row.Entity, row.Kind), DbTime.Time(row.EndsMs), now);
        return over.Count;
    }

    private sealed record Row
    {
        public string Site { get; init; } = "";
        public string Device { get; init; } = "";
        public string Entity { get; init; } = "";
        public string Kind { get; init; } = "";
        public long EndsMs { get; init; }
    }
}
