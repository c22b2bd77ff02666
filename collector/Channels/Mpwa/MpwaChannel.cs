using System.Text.Json.Nodes;
using EdgeNoc.Collector.Channels.Http;
using EdgeNoc.Collector.Channels.Inbound;

namespace EdgeNoc.Collector.Channels.Mpwa;

/// <summary>WhatsApp by the gateway MPWA (kirimwa.classy.id and its clones).</summary>
internal sealed class MpwaChannel(MpwaSettings settings, TimeProvider time, TimeSpan? timeout = null) : IChannel, IWebhookReader, IDisposable
{
    private readonly ProviderCall _call = new(new ChannelHttp(time, timeout), settings.ApiKey, "API key");

    public string Id => settings.Channel.Id;

    public string Provider => settings.Channel.Provider;

    public ChannelCapabilities Can { get; } = new()
    {
        Inbound = settings.WebhookSecret is not null,
        Groups = true,
        MaxChars = MessageSplit.WhatsAppLimit,
        CostPerMessage = settings.Channel.CostPerMessage,
    };

    public RecipientCheck Check(string recipient) => settings.Check(recipient);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        var check = Check(message.Recipient);
        if (Address.Of(check) is not { } to) return Address.Refused(message.Recipient, check);
        return await _call.SendAsync(key => Request(settings, key, to, message.Text), MpwaReply.Read, ct);
    }

    public WebhookVerdict Read(WebhookRequest request) => MpwaWebhook.Read(Id, request, settings.WebhookSecret);

    public void Dispose() => _call.Dispose();

    internal static ChannelRequest Request(MpwaSettings settings, string key, string to, string text) => ChannelRequest.Json(
        settings.Url, new JsonObject { ["api_key"] = key, ["sender"] = settings.Sender, ["number"] = to, ["message"] = text });
}
