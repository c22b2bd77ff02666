using EdgeNoc.Collector.Channels.Http;
using EdgeNoc.Collector.Channels.Inbound;

namespace EdgeNoc.Collector.Channels.Telegram;

/// <summary>Telegram by a bot.</summary>
internal sealed class TelegramChannel(TelegramSettings settings, TimeProvider time, TimeSpan? timeout = null)
    : IChannel, ISessionProbe, IWebhookReader, IInboundPoll, IDisposable
{
    // Ten updates at most, each perhaps a long text that answers another, every character an escape.
    private const int MaxUpdatesBytes = 1 << 20;

    private readonly ProviderCall _call = new(new ChannelHttp(time, timeout), settings.Token, "bot token");
    private readonly ChannelHttp _updates = new(time, timeout, MaxUpdatesBytes);

    public string Id => settings.Channel.Id;

    public string Provider => settings.Channel.Provider;

    public ChannelCapabilities Can { get; } = new()
    {
        Inbound = true,
        Polled = settings.WebhookSecret is null,
        Groups = true,
        SessionState = true,
        Buttons = true,
        MaxChars = MessageSplit.WhatsAppLimit,
        CostPerMessage = settings.Channel.CostPerMessage,
    };

    public RecipientCheck Check(string recipient) => settings.Check(recipient);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        var check = Check(message.Recipient);
        if (Address.Of(check) is not { } to) return Address.Refused(message.Recipient, check);
        return await _call.SendAsync(token => TelegramRequest.Send(settings.Url, token, to, message), TelegramReply.Read, ct);
    }

    public Task<SessionState> ProbeAsync(CancellationToken ct) =>
        _call.ProbeAsync(token => ChannelRequest.Get(TelegramRequest.At(settings.Url, token, "getMe")), TelegramReply.ReadMe, ct);

    public WebhookVerdict Read(WebhookRequest request) => TelegramUpdates.ReadCall(settings, request);

    public async Task<PollOutcome> PollAsync(string? cursor, TimeSpan wait, CancellationToken ct)
    {
        if (!_call.TryReadKey(out var token, out var problem)) return new PollOutcome.Failed(problem);
        var asked = await _updates.SendAsync(TelegramRequest.Updates(settings.Url, token, cursor, wait), ct, patience: wait);
        var outcome = asked switch
        {
            HttpAnswer.Answered answer => TelegramUpdates.ReadPoll(Id, cursor, answer with { Body = SecretMask.Hide(answer.Body, token) }, time.GetUtcNow()),
            HttpAnswer.NotSent notSent => new PollOutcome.Failed(notSent.Reason),
            HttpAnswer.Lost lost => new PollOutcome.Failed(lost.Reason),
            _ => throw new InvalidOperationException("an answer of no kind"),
        };
        if (outcome is PollOutcome.Failed failed) return failed with { Reason = SecretMask.Hide(failed.Reason, token) };

        // Without it a button shows for a minute that it works; whether it arrives changes nothing else.
        foreach (var tap in ((PollOutcome.Got)outcome).Messages.Where(message => message.ButtonId is not null))
            await _updates.SendAsync(TelegramRequest.AnswerTap(settings.Url, token, tap.MessageId), ct);
        return outcome;
    }

    public void Dispose()
    {
        _call.Dispose();
        _updates.Dispose();
    }
}
