using System.Text.Json;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Inventory;

/// <summary>Keeps what the agents say about themselves.</summary>
internal sealed class StatusIngest(
    CollectorDatabase database, IEnumerable<IStatusFollower> followers, Wakeups wakeups, TimeProvider time, ILogger<StatusIngest> logger)
    : BackgroundService, IMessageHandler
{
    private readonly StoreQueue _queue = new("status", time, logger);

    public IReadOnlySet<TopicKind> Kinds { get; } = new HashSet<TopicKind> { TopicKind.Status };

    public void Accept(SiteTopic topic, MqttMessage message) => _queue.Add(topic, message);

    /// <summary>Stores what came, in order.</summary>
    public void Store(IReadOnlyList<Incoming> batch)
    {
        database.Write(db =>
        {
            foreach (var incoming in batch) StoreOne(db, incoming);
        });
        wakeups.Alerts.Set();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _queue.RunAsync(Store, static (_, _) => { }, stoppingToken);

    private void StoreOne(Db db, Incoming incoming)
    {
        var (name, now) = (incoming.Topic.Site, incoming.ReceivedAt);

        // Deleting a retained status publishes an empty one.
        if (incoming.Message.Payload.IsEmpty) return;
        if (StatusUpdate.Parse(incoming.Message.Payload) is not { } status)
        {
            logger.LogWarning("{Site}: its status cannot be read and was ignored: does an agent of another version run there?", name);
            return;
        }

        SiteStore.Touch(db, name, now);
        var site = SiteStore.Find(db, name)!;

        // Its session was ended by the office, what the broker still keeps of it is of no interest, and nobody is to be woken for that.
        if (SiteStore.IsRevoked(db, name)) return;
        if (StatusUpdate.Decide(site, status, incoming.Message.Retain, now) is not { } update) return;
        if (update.Changed is { } changed)
        {
            SiteStore.SetState(db, name, update.State, DbText.Bounded(status.Reason), changed);
            logger.LogInformation("{Site}: agent {State}, boot {Boot}", name, DbName.Of(update.State), status.Boot);
        }

        if (update.Heartbeat)
        {
            SiteStore.SetSeen(db, name, now);
            foreach (var follower in followers) follower.Follow(db, name, incoming.Message, now);
        }

        // The will knows nothing but the boot: what the agent said of itself before stays.
        if (update.State is SiteState.Offline) return;
        Describe(db, name, status);
        if (SiteStore.SetProfile(db, name, status) && status.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            logger.LogWarning("{Site}: its time zone {Zone} is unknown here, so its messages tell UTC: install tzdata, or correct time_zone in the agent's config", name, DbText.Bounded(zone));
    }

    private static void Describe(Db db, string site, StatusMessage status) => db.Execute(
        """
        UPDATE sites SET boot = @boot, version = @version, config = @config, clock = @clock, uplink = @uplink, started_ms = @startedMs, devices_json = @devicesJson
        WHERE site = @site
        """,
        new
        {
            site,
            boot = status.Boot.ToString(),
            version = DbText.Bounded(status.Version),
            config = DbText.Bounded(status.Config),
            clock = DbText.Bounded(status.Clock),
            uplink = DbText.Bounded(status.Uplink),
            startedMs = status.Started is { } started ? DbTime.Ms(started) : (long?)null,
            devicesJson = status.Devices is null ? null : JsonSerializer.Serialize(status.Devices, WireJson.Default.IReadOnlyListStatusDevice),
        });
}
