using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using EdgeNoc.Collector.Channels.Http;

namespace EdgeNoc.Collector.Channels.Email;

/// <summary>Mail by SMTP: one connection a message, so that a server that was restarted is no fault.</summary>
internal sealed class EmailChannel(EmailSettings settings, TimeProvider time, TimeSpan? timeout = null) : IChannel
{
    private const int MaxText = 100_000;
    private readonly TimeSpan _timeout = timeout ?? TimeSpan.FromSeconds(30);

    public string Id => settings.Channel.Id;

    public string Provider => settings.Channel.Provider;

    public ChannelCapabilities Can { get; } = new() { MaxChars = MaxText, CostPerMessage = settings.Channel.CostPerMessage };

    public RecipientCheck Check(string recipient) => settings.Check(recipient);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        var check = Check(message.Recipient);
        if (Address.Of(check) is not { } to) return Address.Refused(message.Recipient, check);
        var password = "";
        if (settings.Password is { } source)
        {
            if (!source.TryRead(out var secret, out var problem)) return new SendOutcome.TryAgain($"the password ({source.Origin}) {problem}: put it there, readable by the collector");
            password = secret.Reveal();
        }

        var now = time.GetUtcNow();
        return await DeliverAsync(to, MailText.Of(settings, to, message.Text, now, Guid.CreateVersion7(now)), password, ct);
    }

    private async Task<SendOutcome> DeliverAsync(string to, string mail, string password, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(_timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var dialog = new SmtpDialog(settings, password);
        string problem;
        try
        {
            return await dialog.DeliverAsync(to, mail, both.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            problem = $"no answer within {_timeout.TotalSeconds:0} s";
        }
        catch (AuthenticationException e)
        {
            problem = $"TLS failed ({e.Message}); check host and ca_file";
        }
        catch (Exception e) when (e is IOException or SocketException or CryptographicException)
        {
            problem = e.Message;
        }

        // Between the last byte of the text and the answer to it, it may have been taken.
        var reason = SecretMask.Hide($"{settings.Host}:{settings.Port}: {problem}", password);
        return dialog.MayHaveArrived ? new SendOutcome.InDoubt(reason) : new SendOutcome.TryAgain(reason);
    }
}
