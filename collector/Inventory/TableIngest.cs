using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Inventory;

/// <summary>Stores snapshots, the latest of each table, and lets those who follow them act in the same transaction.</summary>
internal sealed class TableIngest(
    CollectorDatabase database, IEnumerable<ITableFollower> followers, IAcknowledger acknowledger, Wakeups wakeups, TimeProvider time, ILogger<TableIngest> logger)
    : BackgroundService, IMessageHandler
{
    private readonly TableReader _reader = new();
    private readonly StoreQueue _queue = new("tables", time, logger);

    public IReadOnlySet<TopicKind> Kinds { get; } = new HashSet<TopicKind> { TopicKind.Table };

    public void Accept(SiteTopic topic, MqttMessage message) => _queue.Add(topic, message);

    /// <summary>Stores messages, in order, and acknowledges them; one that cannot be read is acknowledged too, for it never will be.</summary>
    public void Store(IReadOnlyList<Incoming> batch)
    {
        var read = batch.Select(incoming => (
            Incoming: incoming,
            Id: MessageId.Of(incoming.Message, MessageClass.Tables),
            Payload: _reader.Read(incoming.Message))).ToList();
        database.Write(db =>
        {
            foreach (var (incoming, id, payload) in read)
            {
                if (id is null || payload is null) Warn(incoming, id);
                else StoreOne(db, incoming, id, payload.Value.Table, payload.Value.Json);
            }
        });
        foreach (var (incoming, id, _) in read)
        {
            if (id is not null) acknowledger.Acknowledge(incoming.Topic.Site, id);
        }

        wakeups.Alerts.Set();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _queue.RunAsync(Store, PutAside, stoppingToken);

    private void StoreOne(Db db, Incoming incoming, MessageId id, TableMessage table, string json)
    {
        var (topic, now) = (incoming.Topic, incoming.ReceivedAt);
        SiteStore.Touch(db, topic.Site, now);
        var isNewest = TableStore.Put(db, topic.Site, topic.Device!, topic.Table!, id, table.At, json, now);
        if (!isNewest) return;
        foreach (var follower in followers) follower.Follow(db, topic, table, json, now);
    }

    private void Warn(Incoming incoming, MessageId? id) => logger.LogWarning(
        "{Site}: table {Device}/{Table} ({Bytes} bytes) cannot be read and was dropped: {Why}",
        incoming.Topic.Site, incoming.Topic.Device, incoming.Topic.Table, incoming.Message.Payload.Length,
        id is null ? "boot and seq are missing" : "it is no table, or larger than 4 MB");

    private void PutAside(Incoming incoming, Exception problem)
    {
        if (MessageId.Of(incoming.Message, MessageClass.Tables) is { } id) acknowledger.Acknowledge(incoming.Topic.Site, id);
    }
}
