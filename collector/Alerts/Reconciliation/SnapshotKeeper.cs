using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Reconciliation;

/// <summary>Lays a site's own list of its alerts aside until it can be reconciled.</summary>
internal sealed class SnapshotKeeper : ITableFollower
{
    public void Follow(Db db, SiteTopic topic, TableMessage table, string json, DateTimeOffset now)
    {
        if (topic is { Device: "site", Table: "alerts" }) SnapshotStore.Put(db, topic.Site, table, json, now);
    }
}
