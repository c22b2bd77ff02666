using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Updates;

/// <summary>Keeps what sites say of their versions, from their heartbeats.</summary>
internal sealed class UpdateFollower : IStatusFollower
{
    public void Follow(Db db, string site, MqttMessage message, DateTimeOffset received)
    {
        if (StatusUpdate.Parse(message.Payload)?.Update is { Order: >= 0 } report) UpdateStore.Told(db, site, report, received);
    }
}
