using System.Text.Json;
using EdgeNoc.Collector.Alerts.Events;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Reconciliation;

/// <summary>The stage that brings the open alerts of a site in line with its snapshot, once the events that it includes are here.</summary>
internal static class Reconciler
{
    private sealed record EventRow
    {
        public string Id { get; init; } = "";
        public string Device { get; init; } = "";
        public string Entity { get; init; } = "";
        public string Kind { get; init; } = "";
        public EventState State { get; init; }
        public Severity Severity { get; init; }
        public long AtMs { get; init; }
    }

    /// <summary>When to look again; null: only when something comes in.</summary>
    public static DateTimeOffset? Run(Db db, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var pending in SnapshotStore.All(db))
        {
            var named = pending.Boot is { } boot && pending.Seq > 0 ? EventStore.Ordinal(db, pending.Site, boot, pending.Seq) : null;
            var patienceEnds = DbTime.Time(pending.WaitingSinceMs) + AlertRules.SnapshotPatience;
            if (pending is { Boot: not null, Seq: > 0 } && named is null && now < patienceEnds)
            {
                if (patienceEnds < (next ?? DateTimeOffset.MaxValue)) next = patienceEnds;
                continue;
            }

            Apply(db, pending, named ?? pending.ArrivedOrdinal, now);
            SnapshotStore.Remove(db, pending.Site);
        }

        return next;
    }

    private static void Apply(Db db, PendingSnapshot pending, long includedOrdinal, DateTimeOffset now)
    {
        var site = pending.Site;
        if (Read(pending) is not { } snapshot) return;
        var open = AlertStore.Open(db, site, AlertSource.Agent).Select(alert => alert.Identity).ToList();
        var decided = Reconciliation.Decide(snapshot, open, ChangedSince(db, pending, includedOrdinal), Late(db, site, includedOrdinal));
        foreach (var alert in decided.Open)
        {
            AlertStore.Raise(db, alert, AlertSource.Agent, now);
            DecisionLog.Add(db, now, site, Decision.FoundStanding, Describe(alert.Identity));
        }

        foreach (var (identity, at) in decided.Close)
        {
            AlertStore.Clear(db, identity, at, ClearedBy.Reconciliation, now);
            DecisionLog.Add(db, now, site, Decision.ClearedWhileOffline, Describe(identity));
        }

        if (decided.Summary is { } summary) SummaryStore.Add(db, site, summary, now);
        foreach (var late in decided.Accounted) db.Execute("UPDATE events SET accounted = 1 WHERE site = @site AND id = @Id", new { site, late.Id });
    }

    /// <summary>It could be read when it was stored; should another version think otherwise, one site must not hold up all.</summary>
    private static Snapshot? Read(PendingSnapshot pending)
    {
        try
        {
            return JsonSerializer.Deserialize(pending.ContentJson, WireJson.Default.TableMessage) is { } table ? Snapshot.Of(pending.Site, table) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static HashSet<AlertIdentity> ChangedSince(Db db, PendingSnapshot pending, long includedOrdinal) =>
        db.Query<EventRow>(
            """
            SELECT DISTINCT device, entity, kind FROM events
            WHERE site = @Site AND (ordinal > @includedOrdinal OR (boot = @Boot AND seq > @Seq))
            """,
            new { pending.Site, includedOrdinal, pending.Boot, pending.Seq }).Select(row => IdentityOf(pending.Site, row)).ToHashSet();

    private static List<LateEvent> Late(Db db, string site, long includedOrdinal) =>
        db.Query<EventRow>(
            """
            SELECT id, device, entity, kind, state, severity, at_ms FROM events
            WHERE site = @site AND late = 1 AND accounted = 0 AND ordinal <= @includedOrdinal ORDER BY ordinal, at_ms
            """,
            new { site, includedOrdinal })
            .ConvertAll(row => new LateEvent(row.Id, IdentityOf(site, row), row.State, row.Severity, DbTime.Time(row.AtMs)));

    private static string Describe(AlertIdentity identity) => $"{identity.Device} {identity.Entity} {identity.Kind}";

    private static AlertIdentity IdentityOf(string site, EventRow row) => new(site, row.Device, row.Entity, row.Kind);
}
