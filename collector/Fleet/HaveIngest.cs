using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Fleet;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Fleet;

/// <summary>Keeps what agents say of their configs.</summary>
internal sealed class HaveIngest(CollectorDatabase database, TimeProvider time, ILogger<HaveIngest> logger) : BackgroundService, IMessageHandler
{
    private readonly StoreQueue _queue = new("config/have", time, logger);

    public IReadOnlySet<TopicKind> Kinds { get; } = new HashSet<TopicKind> { TopicKind.ConfigHave };

    public void Accept(SiteTopic topic, MqttMessage message) => _queue.Add(topic, message);

    /// <summary>Stores what came, in order.</summary>
    public void Store(IReadOnlyList<Incoming> batch) => database.Write(db =>
    {
        foreach (var incoming in batch) StoreOne(db, incoming);
    });

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _queue.RunAsync(Store, static (_, _) => { }, stoppingToken);

    private void StoreOne(Db db, Incoming incoming)
    {
        var site = incoming.Topic.Site;

        // Deleting a retained message publishes an empty one.
        if (incoming.Message.Payload.IsEmpty) return;
        if (HaveConfig.Read(incoming.Message.Payload.Span) is not { } have)
        {
            logger.LogWarning("{Site}: what it says of its config cannot be read and was ignored: does an agent of another version run there?", site);
            return;
        }

        SiteStore.Touch(db, site, incoming.ReceivedAt);
        if (SiteStore.IsRevoked(db, site)) return;
        var before = HaveStore.Find(db, site);
        HaveStore.Put(db, site, have, incoming.ReceivedAt);
        if (have.LastFailed is { } failed && before?.LastFailed?.At != failed.At)
            logger.LogWarning("{Site}: config {Version} was not taken ({Stage}): {Problem}", site, failed.Version, DbText.Bounded(failed.Stage), DbText.Bounded(failed.Problems is [var first, ..] ? first.Problem : null));
    }
}
