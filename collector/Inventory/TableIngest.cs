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
    private long _refused;
    private long _cutCells;

    public IReadOnlySet<TopicKind> Kinds { get; } = new HashSet<TopicKind> { TopicKind.Table };

    public void Accept(SiteTopic topic, MqttMessage message) => _queue.Add(topic, message);

    /// <summary>Tables that were refused since the start.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Cells that were cut since the start.</summary>
    public long CutCells => Interlocked.Read(ref _cutCells);

    /// <summary>
    /// Stores messages, in order, and acknowledges them; one that cannot be read is acknowledged too, for it never will be. Each has its own transaction and
    /// is read only then: a few kilobytes may expand to megabytes, and a batch of them to all the memory there is. Storing one twice changes nothing.
    /// </summary>
    public void Store(IReadOnlyList<Incoming> batch)
    {
        foreach (var incoming in batch)
        {
            if (MessageId.Of(incoming.Message, MessageClass.Tables) is not { } id)
            {
                Refuse(incoming, "boot and seq are missing");
                continue;
            }

            var reading = _reader.Read(incoming.Message);
            if (reading.Table is { } table) StoreOne(incoming, id, table, reading);
            else Refuse(incoming, reading.Refused!);
            acknowledger.Acknowledge(incoming.Topic.Site, id);
        }

        wakeups.Alerts.Set();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _queue.RunAsync(Store, PutAside, stoppingToken);

    private void StoreOne(Incoming incoming, MessageId id, TableMessage table, TableReading reading)
    {
        var (topic, now) = (incoming.Topic, incoming.ReceivedAt);
        var fate = database.Write(db =>
        {
            SiteStore.Touch(db, topic.Site, now);
            var fate = TableStore.Put(db, topic.Site, topic.Device!, topic.Table!, id, table.At, reading.Json, now);
            if (fate != TableFate.Stored) return fate;
            foreach (var follower in followers) follower.Follow(db, topic, table, reading.Json, now);
            return fate;
        });
        if (fate == TableFate.TooMany) Refuse(incoming, $"the site has {TableStore.MaxPerSite} tables already");
        if (reading.CutCells == 0) return;
        Interlocked.Add(ref _cutCells, reading.CutCells);
        logger.LogWarning("{Site}: table {Device}/{Table}: {Cells} cells were cut to {Limit} characters", topic.Site, topic.Device, topic.Table, reading.CutCells, TableReader.MaxCell);
    }

    private void Refuse(Incoming incoming, string why)
    {
        Interlocked.Increment(ref _refused);
        logger.LogWarning(
            "{Site}: table {Device}/{Table} ({Bytes} bytes) was refused: {Why}",
            incoming.Topic.Site, incoming.Topic.Device, incoming.Topic.Table, incoming.Message.Payload.Length, why);
    }

    private void PutAside(Incoming incoming, Exception problem)
    {
        if (MessageId.Of(incoming.Message, MessageClass.Tables) is { } id) acknowledger.Acknowledge(incoming.Topic.Site, id);
    }
}
