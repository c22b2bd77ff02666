using System.Text.Json.Nodes;
using EdgeNoc.Collector.Channels.Http;
using EdgeNoc.Collector.Channels.Inbound;

namespace EdgeNoc.Collector.Channels.Evolution;

/// <summary>WhatsApp by an Evolution API of one's own.</summary>
internal sealed class EvolutionChannel(EvolutionSettings settings, TimeProvider time, TimeSpan? timeout = null) : IChannel, ISessionProbe, IWebhookReader, IDisposable
{
    private readonly ProviderCall _call = new(new ChannelHttp(time, timeout), settings.ApiKey, "API key");

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
        return await _call.SendAsync(key => Request(settings, key, to, message.Text), EvolutionReply.Read, ct);
    }

    public Task<SessionState> ProbeAsync(CancellationToken ct) =>
        _call.ProbeAsync(key => ChannelRequest.Get(At(settings, "/instance/connectionState/"), ("apikey", key)), EvolutionReply.ReadState, ct);

    public WebhookVerdict Read(WebhookRequest request) => EvolutionWebhook.Read(settings, request);

    public void Dispose() => _call.Dispose();

    internal static ChannelRequest Request(EvolutionSettings settings, string key, string to, string text) => ChannelRequest.Json(
        At(settings, "/message/sendText/"), new JsonObject { ["number"] = to, ["text"] = text, ["linkPreview"] = false }, ("apikey", key));

    private static Uri At(EvolutionSettings settings, string path) => ChannelRequest.At(settings.Url, path + Uri.EscapeDataString(settings.Instance));
}
