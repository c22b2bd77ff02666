using EdgeNoc.Collector.Channels.Http;

namespace EdgeNoc.Collector.Channels.AlertWebhook;

/// <summary>Alerts to a program, in the shape of Alertmanager's webhooks, version 4.</summary>
internal sealed class WebhookChannel(WebhookSettings settings, TimeProvider time, TimeSpan? timeout = null) : IChannel, IDisposable
{
    // Nobody counts here: the text is one of many fields.
    private const int MaxText = 100_000;

    private readonly ProviderCall _call = new(new ChannelHttp(time, timeout), settings.Token, "token");

    public string Id => settings.Channel.Id;

    public string Provider => settings.Channel.Provider;

    public ChannelCapabilities Can { get; } = new() { Groups = true, Paced = false, MaxChars = MaxText, CostPerMessage = settings.Channel.CostPerMessage };

    public RecipientCheck Check(string recipient) => settings.Check(recipient);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        var check = Check(message.Recipient);
        if (Address.Of(check) is not { } receiver) return Address.Refused(message.Recipient, check);
        return await _call.SendAsync(token => Request(settings, token, receiver, message, time.GetUtcNow()), Read, ct);
    }

    public void Dispose() => _call.Dispose();

    internal static ChannelRequest Request(WebhookSettings settings, string token, string receiver, OutgoingMessage message, DateTimeOffset now)
    {
        var body = WebhookPayload.Of(receiver, message, settings.Link, now);
        return settings.Token is null ? ChannelRequest.Json(settings.Url, body) : ChannelRequest.Json(settings.Url, body, ("Authorization", $"Bearer {token}"));
    }

    /// <summary>As Alertmanager does it: 2xx is delivered, 5xx and 429 are tried again, what else there is will not get better.</summary>
    internal static SendOutcome Read(HttpAnswer.Answered answer)
    {
        if (answer.IsSuccess) return new SendOutcome.Accepted(null, IsDelivered: true);
        return ServerTrouble.Of(answer) ?? answer.Status switch
        {
            401 or 403 or 407 => new SendOutcome.TryAgain($"HTTP {answer.Status}: the program does not let us in; check token_file"),
            404 => new SendOutcome.TryAgain("HTTP 404: nobody is at this address; check url"),
            _ => new SendOutcome.Never($"HTTP {answer.Status}: the program refuses the message; look into its log", FaultOf.Message),
        };
    }
}
