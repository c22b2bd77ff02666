using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Inventory.Onus;

/// <summary>Keeps the inventory of ONUs by their OLTs' lists.</summary>
internal sealed class OnuKeeper : ITableFollower
{
    public void Follow(Db db, SiteTopic topic, TableMessage table, string json, DateTimeOffset now)
    {
        if (topic.Table == "onus") OnuStore.Apply(db, topic.Site, topic.Device!, ListedOnu.Of(new TableRows(table)), TableTime.Of(table.At, now));
    }
}
