using EdgeNoc.Collector.Channels.Http;

namespace EdgeNoc.Collector.Channels.HttpTemplate;

/// <summary>A service described in the config: gateways that have no folder of their own, SMS, voice calls.</summary>
internal sealed class HttpTemplateChannel(HttpTemplateSettings settings, TimeProvider time, TimeSpan? timeout = null) : IChannel, IDisposable
{
    private readonly ProviderCall _call = new(new ChannelHttp(time, timeout), settings.Secret, "secret");

    public string Id => settings.Channel.Id;

    public string Provider => settings.Channel.Provider;

    public ChannelCapabilities Can { get; } = new() { MaxChars = settings.MaxChars, CostPerMessage = settings.Channel.CostPerMessage };

    public RecipientCheck Check(string recipient) => settings.Check(recipient);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        var check = Check(message.Recipient);
        if (Address.Of(check) is not { } to) return Address.Refused(message.Recipient, check);
        return await _call.SendAsync(secret => settings.Request(secret, to, message), answer => HttpTemplateReply.Read(settings, answer), ct);
    }

    public void Dispose() => _call.Dispose();
}
