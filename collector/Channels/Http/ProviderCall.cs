using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Channels.Http;

/// <summary>The way of every message over HTTP: read the key, ask, understand the answer, and let no word about it hold the key.</summary>
internal sealed class ProviderCall(ChannelHttp http, SecretSource? key, string keyName) : IDisposable
{
    /// <summary>Sends one message.</summary>
    /// <param name="build">Makes the request of the key (empty where the provider needs none).</param>
    /// <param name="read">Understands an answer.</param>
    public async Task<SendOutcome> SendAsync(Func<string, ChannelRequest> build, Func<HttpAnswer.Answered, SendOutcome> read, CancellationToken ct)
    {
        if (!TryReadKey(out var secret, out var problem)) return new SendOutcome.TryAgain(problem);
        return await http.SendAsync(build(secret), ct) switch
        {
            HttpAnswer.Answered answer => Masked(read(Masked(answer, secret)), secret),
            HttpAnswer.NotSent notSent => new SendOutcome.TryAgain(SecretMask.Hide(notSent.Reason, secret)),
            HttpAnswer.Lost lost => new SendOutcome.InDoubt(SecretMask.Hide(lost.Reason, secret)),
            _ => throw new InvalidOperationException("an answer of no kind"),
        };
    }

    /// <summary>Asks after the session.</summary>
    public async Task<SessionState> ProbeAsync(Func<string, ChannelRequest> build, Func<HttpAnswer.Answered, SessionState> read, CancellationToken ct)
    {
        if (!TryReadKey(out var secret, out var problem)) return new SessionState.Down(problem);
        return await http.SendAsync(build(secret), ct) switch
        {
            HttpAnswer.Answered answer => Masked(read(Masked(answer, secret)), secret),
            HttpAnswer.NotSent notSent => new SessionState.Unknown(SecretMask.Hide(notSent.Reason, secret)),
            HttpAnswer.Lost lost => new SessionState.Unknown(SecretMask.Hide(lost.Reason, secret)),
            _ => throw new InvalidOperationException("an answer of no kind"),
        };
    }

    public bool TryReadKey(out string secret, out string problem)
    {
        (secret, problem) = ("", "");
        if (key is null) return true;
        if (!key.TryRead(out var read, out problem))
        {
            problem = $"the {keyName} ({key.Origin}) {problem}: put it there, readable by the collector";
            return false;
        }

        secret = read.Reveal();
        if (ChannelRequest.IsHeaderValue(secret)) return true;
        problem = $"the {keyName} ({key.Origin}) holds characters that none has: put it there as one line of plain letters, digits and signs";
        return false;
    }

    public void Dispose() => http.Dispose();

    // Before it is read, for a reason is cut, and half a key would not be found; after it, for JSON may have written it otherwise.
    private static HttpAnswer.Answered Masked(HttpAnswer.Answered answer, string secret) => answer with { Body = SecretMask.Hide(answer.Body, secret) };

    private static SendOutcome Masked(SendOutcome outcome, string secret) => outcome switch
    {
        SendOutcome.TryAgain again => again with { Reason = SecretMask.Hide(again.Reason, secret) },
        SendOutcome.Never never => never with { Reason = SecretMask.Hide(never.Reason, secret) },
        SendOutcome.InDoubt doubt => new SendOutcome.InDoubt(SecretMask.Hide(doubt.Reason, secret)),
        _ => outcome,
    };

    private static SessionState Masked(SessionState state, string secret) => state switch
    {
        SessionState.Up up => new SessionState.Up(SecretMask.Hide(up.Detail, secret)),
        SessionState.Down down => new SessionState.Down(SecretMask.Hide(down.Reason, secret)),
        SessionState.Unknown unknown => new SessionState.Unknown(SecretMask.Hide(unknown.Reason, secret)),
        _ => state,
    };
}
