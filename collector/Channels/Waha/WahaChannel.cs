using System.Text.Json.Nodes;
using EdgeNoc.Collector.Channels.Http;
using EdgeNoc.Collector.Channels.Inbound;

namespace EdgeNoc.Collector.Channels.Waha;

/// <summary>WhatsApp by a WAHA of one's own.</summary>
internal sealed class WahaChannel(WahaSettings settings, TimeProvider time, TimeSpan? timeout = null) : IChannel, ISessionProbe, IWebhookReader, IDisposable
{
    private readonly ProviderCall _call = new(new ChannelHttp(time, timeout), settings.ApiKey, "API key");
    private readonly bool _isCalled = settings.HmacKey is not null || settings.WebhookSecret is not null;

    public string Id => settings.Channel.Id;

    public string Provider => settings.Channel.Provider;

    public ChannelCapabilities Can => new()
    {
        Receipts = _isCalled,
        Inbound = _isCalled,
        Groups = true,
        SessionState = true,
        MaxChars = MessageSplit.WhatsAppLimit,
        CostPerMessage = settings.Channel.CostPerMessage,
    };

    public RecipientCheck Check(string recipient) => settings.Check(recipient);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        var check = Check(message.Recipient);
        var chat = check switch
        {
            RecipientCheck.Person person => $"{person.Address}@c.us",
            RecipientCheck.Group group => group.Address,
            _ => null,
        };
        if (chat is null) return Address.Refused(message.Recipient, check);
        return await _call.SendAsync(key => Request(settings, key, chat, message.Text), WahaReply.Read, ct);
    }

    public Task<SessionState> ProbeAsync(CancellationToken ct) => _call.ProbeAsync(
        key => ChannelRequest.Get(ChannelRequest.At(settings.Url, $"/api/sessions/{Uri.EscapeDataString(settings.Session)}"), ("X-Api-Key", key)), WahaReply.ReadSession, ct);

    public WebhookVerdict Read(WebhookRequest request) => WahaWebhook.Read(settings, request);

    public void Dispose() => _call.Dispose();

    internal static ChannelRequest Request(WahaSettings settings, string key, string chat, string text) => ChannelRequest.Json(
        ChannelRequest.At(settings.Url, "/api/sendText"),
        new JsonObject { ["session"] = settings.Session, ["chatId"] = chat, ["text"] = text, ["reply_to"] = null, ["linkPreview"] = false },
        ("X-Api-Key", key));
}
