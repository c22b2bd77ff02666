using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Alerts.Events;

/// <summary>Stores events and opens and closes alerts by them: one transaction for what waits, then the acks.</summary>
internal sealed class EventIngest(
    CollectorDatabase database, IAcknowledger acknowledger, Wakeups wakeups, TimeProvider time, ILogger<EventIngest> logger)
    : BackgroundService, IMessageHandler
{
    private readonly StoreQueue _queue = new("events", time, logger);
    private long _refused;

    public IReadOnlySet<TopicKind> Kinds { get; } = new HashSet<TopicKind> { TopicKind.Events };

    /// <summary>Events and messages put aside since the start.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Messages that found no room since the start.</summary>
    public long Dropped => _queue.Dropped;

    public void Accept(SiteTopic topic, MqttMessage message) => _queue.Add(topic, message);

    /// <summary>Stores messages, in order, and acknowledges them.</summary>
    public void Store(IReadOnlyList<Incoming> batch)
    {
        var read = batch.Select(incoming => (
            Incoming: incoming,
            Id: MessageId.Of(incoming.Message, MessageClass.Events),
            Parsed: EventParser.Parse(incoming.Message.Payload, incoming.ReceivedAt))).ToList();
        var refused = database.Write(db => read.Sum(message => StoreOne(db, message.Incoming, message.Id, message.Parsed)));
        foreach (var (incoming, id, _) in read)
        {
            if (id is not null) acknowledger.Acknowledge(incoming.Topic.Site, id);
        }

        Interlocked.Add(ref _refused, refused);
        wakeups.Alerts.Set();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _queue.RunAsync(Store, PutAside, stoppingToken);

    /// <summary>How many events it put aside.</summary>
    private int StoreOne(Db db, Incoming incoming, MessageId? id, ParsedEvents parsed)
    {
        var (site, received) = (incoming.Topic.Site, incoming.ReceivedAt);
        if (id is null)
        {
            logger.LogWarning("{Site}: a message of events without usable boot and seq was put aside: it can be neither stored once nor acknowledged", site);
            EventStore.Refuse(db, site, null, RefusedEvent.Of(Refusal.NoMessageId, incoming.Message.Payload.Span), received);
            return 1;
        }

        if (EventStore.MarkReceived(db, site, id, received) is not { } ordinal) return 0;
        SiteStore.Touch(db, site, received);
        var sent = ClockSkew.SentTime(incoming.Message);
        if (sent is { } stamped) ClockSkew.Apply(db, site, stamped, received);
        if (parsed.Events.Count > 0) AlertDue.Mark(db, site, received);
        foreach (var e in parsed.Events) Apply(db, site, e, id, ordinal, sent, received);
        foreach (var refused in parsed.Refused)
        {
            logger.LogWarning(
                "{Site}: an event of message {Seq} was put aside: {Reason}; see refused_events in the collector's database", site, id.Seq, DbName.Of(refused.Reason));
            EventStore.Refuse(db, site, id, refused, received);
        }

        return parsed.Refused.Count;
    }

    private static void Apply(Db db, string site, EdgeEvent e, MessageId id, long ordinal, DateTimeOffset? sent, DateTimeOffset received)
    {
        var late = sent - e.At > AlertRules.LateAfter;
        if (!EventStore.Add(db, site, e, id, ordinal, sent, received, late) || late) return;
        var identity = new AlertIdentity(site, e.Device, e.Entity, e.Kind);
        if (e.State == EventState.Raised)
            AlertStore.RaiseUnmarked(db, new NewAlert(identity, e.Severity, e.At, e.Reason, e.Values, e.Labels, e.TimeQuality), AlertSource.Agent, received);
        else
            AlertStore.Clear(db, identity, e.At, ClearedBy.Event, received, new ClearFacts(e.Reason, e.Values, e.Labels));

        // A note is over as soon as it is told: nobody will ever clear it.
        if (e.State == EventState.Raised && EventKinds.IsNote(e.Kind)) AlertStore.Clear(db, identity, e.At, ClearedBy.Event, received);
    }

    private void PutAside(Incoming incoming, Exception problem)
    {
        var id = MessageId.Of(incoming.Message, MessageClass.Events);
        database.Write(db =>
        {
            if (id is not null && EventStore.MarkReceived(db, incoming.Topic.Site, id, incoming.ReceivedAt) is null) return;
            EventStore.Refuse(db, incoming.Topic.Site, id, RefusedEvent.Of(Refusal.Internal, incoming.Message.Payload.Span), incoming.ReceivedAt);
        });
        if (id is not null) acknowledger.Acknowledge(incoming.Topic.Site, id);
        Interlocked.Increment(ref _refused);
    }
}
