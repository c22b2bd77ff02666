using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Inventory.Sessions;

/// <summary>Turns lists of who is online into a history of sessions.</summary>
internal sealed class SessionKeeper : ITableFollower
{
    public void Follow(Db db, SiteTopic topic, TableMessage table, string json, DateTimeOffset now)
    {
        if (ServiceOf(topic.Table) is not { } service) return;
        var (site, device, at) = (topic.Site, topic.Device!, TableTime.Of(table.At, now));
        var changes = SessionHistory.Compare(SessionStore.Open(db, site, device, service), SeenSession.Of(new TableRows(table)), at, now);
        SessionStore.Apply(db, site, device, service, changes, at, now);
    }

    private static string? ServiceOf(string? table) => table switch
    {
        "ppp_active" => "ppp",
        "hotspot_active" => "hotspot",
        _ => null,
    };
}
