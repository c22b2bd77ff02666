using EdgeNoc.Collector.Channels.Http;
using EdgeNoc.Collector.Channels.Inbound;

namespace EdgeNoc.Collector.Channels.Fonnte;

/// <summary>WhatsApp by Fonnte.</summary>
internal sealed class FonnteChannel(FonnteSettings settings, TimeProvider time, TimeSpan? timeout = null) : IChannel, ISessionProbe, IWebhookReader, IDisposable
{
    // Put in place of a leading 0, which our numbers do not have.
    private const string CountryCode = "62";

    private readonly ProviderCall _call = new(new ChannelHttp(time, timeout), settings.Token, "token");

    public string Id => settings.Channel.Id;

    public string Provider => settings.Channel.Provider;

    public ChannelCapabilities Can { get; } = new()
    {
        Receipts = settings.WebhookSecret is not null,
        Inbound = settings.WebhookSecret is not null,
        Groups = true,
        SessionState = true,
        MaxChars = MessageSplit.WhatsAppLimit,
        CostPerMessage = settings.Channel.CostPerMessage,
    };

    public RecipientCheck Check(string recipient) => settings.Check(recipient);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        var check = Check(message.Recipient);
        if (Address.Of(check) is not { } to) return Address.Refused(message.Recipient, check);
        return await _call.SendAsync(token => Request(settings, token, to, message.Text), FonnteReply.Read, ct);
    }

    public Task<SessionState> ProbeAsync(CancellationToken ct) =>
        _call.ProbeAsync(token => ChannelRequest.Form(ChannelRequest.At(settings.Url, "/device"), [], ("Authorization", token)), FonnteReply.ReadDevice, ct);

    public WebhookVerdict Read(WebhookRequest request) => FonnteWebhook.Read(Id, request, settings.WebhookSecret);

    public void Dispose() => _call.Dispose();

    internal static ChannelRequest Request(FonnteSettings settings, string token, string to, string text) => ChannelRequest.Form(
        ChannelRequest.At(settings.Url, "/send"), [("target", to), ("message", text), ("countryCode", CountryCode)], ("Authorization", token));
}
