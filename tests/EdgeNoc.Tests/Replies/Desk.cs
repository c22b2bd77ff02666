using System.Text.Json;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Find;
using EdgeNoc.Collector.Replies;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using EdgeNoc.Tests.Alerts;

namespace EdgeNoc.Tests.Replies;

/// <summary>A channel that people write to and that sends nothing.</summary>
internal sealed class PhoneChannel(string id, string provider = "mpwa") : IChannel
{
    public string Id => id;

    public string Provider => provider;

    public ChannelCapabilities Can { get; } = new() { Inbound = true, Groups = true, MaxChars = MessageSplit.WhatsAppLimit };

    public RecipientCheck Check(string recipient) =>
        provider == "telegram" ? new RecipientCheck.Person(recipient) : WhatsAppAddress.Check(recipient);

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct) => throw new NotSupportedException();
}

/// <summary>A story whose people can write: what they are answered is read from the outbox.</summary>
internal sealed class Desk : IDisposable
{
    public const string Budi = "628123456789";
    public const string Sari = "628222222222";

    private readonly FindIndex _index = new();
    private readonly IChannel[] _channels = [new PhoneChannel("wa"), new PhoneChannel("wa-2"), new PhoneChannel("tg", "telegram")];
    private long _answered;
    private int _ids;
    private long _seq;

    public Desk()
    {
        Story = new Story();
        Contact("budi", "operator", "en", ("wa", "0812-3456-789"));
        Contact("sari", "viewer", "en", ("wa", Sari));
    }

    public Story Story { get; }

    public ListLogger<Inbox> Log { get; } = new();

    public ListLogger<RefusedCalls> Refusals { get; } = new();

    public IChannel Wa => _channels[0];

    public void Dispose() => Story.Dispose();

    public void Contact(string id, string role, string language, params (string Channel, string Address)[] addresses) => Story.Do(db =>
    {
        Collector.Alerts.Routing.ContactStore.Put(db, new(id, id, language, "UTC", role, null, IsVip: false, [.. addresses.Select(one => new Collector.Alerts.Routing.ContactAddress(one.Channel, one.Address))]));
        return true;
    });

    /// <summary>A new process over the same database.</summary>
    /// <param name="also">A channel besides the ones that are here.</param>
    public Inbox Inbox(IChannel? also = null)
    {
        IChannel[] channels = also is null ? _channels : [.. _channels, also];
        var desk = new CommandDesk(Story.Rules, new FindService(_index, Story.Clock));
        var delivery = DeliveryRules.Of(channels, new Dictionary<string, decimal>(StringComparer.Ordinal), TimeSpan.FromSeconds(90), Story.Rules);
        var wakeups = new Wakeups();
        return new Inbox(
            Story.Database, new AllowList(channels, Story.Rules), desk, new RefusedCalls(Story.Database, Story.Clock, Refusals),
            new ReceiptInbox(Story.Database, delivery, wakeups, Story.Clock), wakeups, Story.Clock, Log);
    }

    /// <summary>Somebody writes; what is answered, null for silence.</summary>
    public string? Write(string text, string from = Budi, WebhookProof proof = WebhookProof.Secret, string channel = "wa", string? group = null, string? button = null) =>
        Take(new InboundMessage(channel, $"id-{++_ids}", from, group, text, button, Story.Clock.Now), proof);

    public string? Take(InboundMessage message, WebhookProof proof = WebhookProof.Secret)
    {
        Inbox().Take(_channels.First(channel => channel.Id == message.Channel), new WebhookVerdict.Accepted(proof, [message], []), cursor: null);
        var rows = Story.Query<AnswerRow>($"SELECT id, content, recipient, channel FROM outbox WHERE purpose = 'reply' AND id > {_answered} ORDER BY id");
        if (rows.Count == 0) return null;
        _answered = rows[^1].Id;
        LastRecipient = $"{rows[^1].Channel} {rows[^1].Recipient}";
        return Assert.Single(rows).Content;
    }

    public string? LastRecipient { get; private set; }

    public string? First(string text, string from = Budi) => Write(text, from)?.Split('\n')[0];

    public void Table(string device, string name, string[] columns, params string[][] rows) => Story.ReceiveTable(
        JsonSerializer.SerializeToUtf8Bytes(new TableMessage(Story.Clock.Now, columns, rows), WireJson.Default.TableMessage), ++_seq, device, name);

    /// <summary>Incident 1: critical, of PON 0/3.</summary>
    public async Task CutAsync()
    {
        Story.Receive(1, Story.PonDown("0/3", EventState.Raised, 28));
        await Story.PassForAsync(60);
    }

    public List<string> Audit() => Story.Query<string>("SELECT actor || ' ' || via || ' ' || action || ' ' || target || ' ' || outcome FROM audit ORDER BY id");

    public List<string> Outcomes() => Story.Query<string>("SELECT outcome FROM inbound ORDER BY rowid");

    private sealed record AnswerRow
    {
        public long Id { get; init; }
        public string Content { get; init; } = "";
        public string Recipient { get; init; } = "";
        public string Channel { get; init; } = "";
    }
}
