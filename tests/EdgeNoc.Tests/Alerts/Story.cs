using System.Text.Json;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Events;
using EdgeNoc.Collector.Alerts.Reconciliation;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Inventory.Onus;
using EdgeNoc.Collector.Inventory.Sessions;
using EdgeNoc.Collector.Probes;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Watch;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Alerts;

/// <summary>A wall clock that stands until it is moved; its timers are real ones.</summary>
internal sealed class StoryClock(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>A channel that keeps what it is given and answers as told.</summary>
internal sealed class StoryChannel(string id = "mpwa", bool receipts = false, decimal cost = 0) : IChannel
{
    public List<(string Recipient, string Text)> Sent { get; } = [];

    public Func<SendOutcome> Answer { get; set; } = () => new SendOutcome.Accepted(null);

    /// <summary>Who is being sent to, and what, before <see cref="Answer"/> is asked.</summary>
    public (string Recipient, string Text) Last => Sent[^1];

    public string Id => id;

    public string Provider => id;

    public ChannelCapabilities Can { get; set; } = new() { MaxChars = MessageSplit.WhatsAppLimit, Receipts = receipts, CostPerMessage = cost };

    public RecipientCheck Check(string recipient) => new RecipientCheck.Person(recipient);

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        Sent.Add((message.Recipient, message.Text));
        return Task.FromResult(Answer());
    }
}

/// <summary>How a story's messages go.</summary>
internal sealed record StoryDelivery
{
    public Budget Budget { get; init; } = Budget.None;

    /// <summary>The first is that of the recipients.</summary>
    public IReadOnlyList<StoryChannel> Channels { get; init; } = [new StoryChannel()];

    public IReadOnlyDictionary<string, decimal> MonthlyCaps { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);
}

/// <summary>The collector's alert path on a real database, without broker and gateway, with a clock of its own.</summary>
internal sealed class Story : IAcknowledger, IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);
    public static readonly Guid Boot = Guid.Parse("0192aaaa-0000-7000-8000-000000000001");
    public const string Site = "demo-pop";

    /// <summary>A single ONU must be back for so long before its recovery is told.</summary>
    public const double FlapWait_s = 90;

    private readonly string _path;
    private readonly bool _onDisk;
    private int _ids;

    /// <param name="onDisk">False keeps the database in memory: the same SQLite, for thousands of runs.</param>
    /// <param name="delivery">Budgets and further channels; null: one channel without budgets, for stories about what is told and not how fast.</param>
    /// <param name="recipients">Who is told.</param>
    public Story(bool onDisk = true, StoryDelivery? delivery = null, params string[] recipients)
    {
        Delivery = delivery ?? new StoryDelivery();
        Channel = Delivery.Channels[0];
        _onDisk = onDisk;
        _path = onDisk ? Path.Combine(Directory.CreateTempSubdirectory("edgenoc-story-").FullName, "collector.db") : ":memory:";
        Rules = new AlertRules(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(90), Severity.Low, recipients.Length == 0 ? ["628111"] : recipients, "mpwa");
        Open();
    }

    /// <summary>Counts from the next start of the process.</summary>
    public AlertRules Rules { get; set; }

    public StoryClock Clock { get; } = new(Start);

    public DateTimeOffset? ConnectedSince { get; set; } = Start;

    public StoryDelivery Delivery { get; }

    public StoryChannel Channel { get; }

    public List<(string Site, MessageId Id)> Acks { get; } = [];

    public CollectorDatabase Database { get; private set; } = null!;

    public AlertEngine Engine { get; private set; } = null!;

    public EventIngest Events { get; private set; } = null!;

    public TableIngest Tables { get; private set; } = null!;

    public StatusIngest Statuses { get; private set; } = null!;

    public OutboxSender Sender { get; private set; } = null!;

    public DeliveryRules DeliveryRules { get; private set; } = null!;

    public ChannelHealth Health { get; private set; } = null!;

    public IEnumerable<string> Texts => Channel.Sent.Select(sent => sent.Text);

    public IEnumerable<string> Headlines => Texts.Select(text => text.Split('\n')[0]);

    public void Acknowledge(string site, MessageId id) => Acks.Add((site, id));

    /// <summary>As a process that was killed and started again.</summary>
    public async Task RestartAsync()
    {
        Database.Dispose();
        Open();
        await Sender.ReviveAsync(default);
    }

    public void After(double seconds) => Clock.Now += TimeSpan.FromSeconds(seconds);

    /// <summary>One pass of the stages, then everything that is due is sent.</summary>
    public async Task PassAsync()
    {
        Step();
        while (await Sender.SendNextAsync(default))
        {
        }
    }

    public DateTimeOffset? Step() => Engine.Step(Clock.Now, ConnectedSince);

    public EdgeEvent Onu(int number, EventState state, string pon = "0/3", string? reason = "timeout", DateTimeOffset? at = null, string? name = null) => Event(
        "onu.down", state, "olt-1", $"onu/{pon}:{number}", Severity.Low, at, state == EventState.Raised ? reason : null,
        new Dictionary<string, double>(StringComparer.Ordinal) { ["rx_dbm"] = -20 - (number / 100.0), ["distance_m"] = 1000 + number },
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["pon"] = pon,
            ["name"] = name ?? $"CLIENT-{number:000}",
            ["mac"] = $"00:1A:2B:3C:{number / 256:X2}:{number % 256:X2}",
        });

    public EdgeEvent Event(
        string kind, EventState state, string device, string entity, Severity severity, DateTimeOffset? at = null, string? reason = null,
        Dictionary<string, double>? values = null, Dictionary<string, string>? labels = null) => new(
        Guid.Parse($"0192bbbb-0000-7000-8000-{++_ids:X12}"), kind, state, device, entity, severity, at ?? Clock.Now, reason, values ?? [], labels ?? [], TimeQuality.Synced);

    public void Receive(long seq, params EdgeEvent[] events) => Receive(seq, sent: null, events);

    public void Receive(long seq, DateTimeOffset? sent, IEnumerable<EdgeEvent> events) =>
        ReceiveRaw(JsonSerializer.SerializeToUtf8Bytes(events.ToArray(), WireJson.Default.EdgeEventArray), seq, sent);

    /// <summary>From another site.</summary>
    public void ReceiveFrom(string site, long seq, params EdgeEvent[] events) =>
        ReceiveRaw(JsonSerializer.SerializeToUtf8Bytes(events, WireJson.Default.EdgeEventArray), seq, site: site);

    public void ReceiveRaw(byte[] payload, long seq, DateTimeOffset? sent = null, string site = Site) =>
        Events.Store([new Incoming(new SiteTopic(site, TopicKind.Events), Message(payload, Boot, seq, sent ?? Clock.Now), Clock.Now)]);

    public void ReceiveStatus(AgentState state, bool retained = false, Guid? boot = null, string? reason = null, DateTimeOffset? sent = null, string site = Site)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(new StatusMessage(state, boot ?? Boot) { Reason = reason }, WireJson.Default.StatusMessage);
        Statuses.Store([new Incoming(new SiteTopic(site, TopicKind.Status), (sent is { } at ? Message(payload, Boot, 1, at) : new MqttMessage("", payload)) with { Retain = retained }, Clock.Now)]);
    }

    /// <summary>A snapshot of the site's alerts, which includes event messages up to <paramref name="eventSeq"/>.</summary>
    public void ReceiveSnapshot(long tableSeq, long eventSeq, params IEnumerable<EdgeEvent> raised)
    {
        string[] columns = ["id", "kind", "device", "entity", "severity", "at", "reason", "values", "labels", "time_quality"];
        var rows = raised.Select(e => (IReadOnlyList<string>)
        [
            e.Id.ToString(), e.Kind, e.Device, e.Entity, e.Severity.ToString().ToLowerInvariant(), UtcMillisecondsConverter.ToText(e.At), e.Reason ?? "",
            FlatJson.Write(e.Values), FlatJson.Write(e.Labels), "synced",
        ]).ToList();
        var json = JsonSerializer.SerializeToUtf8Bytes(new TableMessage(Clock.Now, columns, rows) { Boot = Boot, Seq = eventSeq }, WireJson.Default.TableMessage);
        ReceiveTable(GzipPayload.Of(json), tableSeq);
    }

    public void ReceiveTable(byte[] payload, long seq, string device = "site", string table = "alerts", Guid? boot = null) =>
        Tables.Store([new Incoming(new SiteTopic(Site, TopicKind.Table, device, table), Message(payload, boot ?? Boot, seq, Clock.Now), Clock.Now)]);

    /// <summary>Something that people or other parts do, in a transaction of its own.</summary>
    public T Do<T>(Func<Db, T> work) => Database.Write(work);

    /// <summary>Passes at each of these seconds from now, as the loop would make them.</summary>
    public async Task PassForAsync(double seconds, double every_s = 5)
    {
        for (var end = Clock.Now.AddSeconds(seconds); Clock.Now < end;)
        {
            After(Math.Min(every_s, (end - Clock.Now).TotalSeconds));
            await PassAsync();
        }
    }

    public List<T> Query<T>(string sql) => Database.Write(db => db.Query<T>(sql));

    public List<AlertIdentity> OpenAlerts() => Database.Write(db => AlertStore.Open(db, Site, AlertSource.Agent)).ConvertAll(alert => alert.Identity);

    /// <summary>What was sent to whom, headlines only, since the last time this was asked.</summary>
    public List<string> TakeSent()
    {
        var sent = Channel.Sent.Select(sent => $"{sent.Recipient} {sent.Text.Split('\n')[0]}").ToList();
        Channel.Sent.Clear();
        return sent;
    }

    /// <summary>How the messages to one recipient begin, in order: the purpose of each.</summary>
    public List<string> PurposesTo(string recipient) => Query<string>($"SELECT purpose FROM outbox WHERE recipient = '{recipient}' ORDER BY id");

    public List<string> Decisions() => Query<string>("SELECT decision FROM decisions ORDER BY id");

    public void Dispose()
    {
        Database.Dispose();
        if (_onDisk) Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
    }

    private static MqttMessage Message(byte[] payload, Guid boot, long seq, DateTimeOffset sent) => new("", payload)
    {
        UserProperties =
        [
            KeyValuePair.Create(WireProperties.Boot, boot.ToString()),
            KeyValuePair.Create(WireProperties.Seq, seq.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            KeyValuePair.Create(WireProperties.Sent, UtcMillisecondsConverter.ToText(sent)),
        ],
    };

    private void Open()
    {
        Database = CollectorDatabase.Open(_path);
        var wakeups = new Wakeups();
        Engine = new AlertEngine(Database, Rules, NullLogger<AlertEngine>.Instance);
        Events = new EventIngest(Database, this, wakeups, Clock, NullLogger<EventIngest>.Instance);
        Tables = new TableIngest(Database, [new SnapshotKeeper(), new SessionKeeper(), new OnuKeeper()], this, wakeups, Clock, NullLogger<TableIngest>.Instance);
        Statuses = new StatusIngest(Database, [new StatusSkew()], wakeups, Clock, NullLogger<StatusIngest>.Instance);
        DeliveryRules = DeliveryRules.Of(Delivery.Channels, Delivery.MonthlyCaps, DeliveryRules.UsualDeadline, Rules, Delivery.Budget);
        Health = new ChannelHealth(Clock);
        Sender = new OutboxSender(
            Database, Delivery.Channels, DeliveryRules, Health, new DeliveryTimes(), new Pulse(Clock), wakeups, Clock, new Random(1), NullLogger<OutboxSender>.Instance);
    }
}
