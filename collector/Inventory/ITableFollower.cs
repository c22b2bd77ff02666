using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Inventory;

/// <summary>Acts on a table in the same transaction that stores it.</summary>
internal interface ITableFollower
{
    /// <param name="db">The transaction.</param>
    /// <param name="topic">Site, device and table.</param>
    /// <param name="table">The newest of its name.</param>
    /// <param name="json">The same as it came.</param>
    /// <param name="now">When it came.</param>
    void Follow(Db db, SiteTopic topic, TableMessage table, string json, DateTimeOffset now);
}

/// <summary>Acts on a live heartbeat in the same transaction that stores it.</summary>
internal interface IStatusFollower
{
    void Follow(Db db, string site, MqttMessage message, DateTimeOffset received);
}
