using EdgeNoc.Collector.Channels.Http;
using EdgeNoc.Collector.Channels.Inbound;

namespace EdgeNoc.Collector.Channels.MetaCloud;

/// <summary>WhatsApp by Meta itself, the Cloud API.</summary>
internal sealed class MetaChannel(MetaSettings settings, TimeProvider time, TimeSpan? timeout = null) : IChannel, IWebhookReader, IDisposable
{
    private readonly ProviderCall _call = new(new ChannelHttp(time, timeout), settings.Token, "token");

    public string Id => settings.Channel.Id;

    public string Provider => settings.Channel.Provider;

    public ChannelCapabilities Can { get; } = new()
    {
        Receipts = settings.AppSecret is not null,
        Inbound = settings.AppSecret is not null,
        Buttons = true,
        Window = true,
        MaxChars = MessageSplit.WhatsAppLimit,
        CostPerMessage = settings.Channel.CostPerMessage,
    };

    public RecipientCheck Check(string recipient) => settings.Check(recipient);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        var check = Check(message.Recipient);
        if (Address.Of(check) is not { } to) return Address.Refused(message.Recipient, check);
        if (MetaRequest.Body(settings, to, message, time.GetUtcNow()) is not { } body) return new SendOutcome.Never(MetaErrors.NoTemplate, FaultOf.Window);
        var hasTemplate = settings.Template is not null || message.Template is not null;
        return await _call.SendAsync(token => ChannelRequest.Json(settings.Url, body, ("Authorization", $"Bearer {token}")), answer => MetaReply.Read(answer, hasTemplate), ct);
    }

    public WebhookVerdict Read(WebhookRequest request) => MetaWebhook.Read(settings, request);

    public void Dispose() => _call.Dispose();
}
