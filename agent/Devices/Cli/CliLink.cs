using System.Text;
using EdgeNoc.Agent.Devices.Ssh;

namespace EdgeNoc.Agent.Devices.Cli;

/// <summary>What came back for a command: the answer or one closed error.</summary>
internal sealed record CommandReply(CommandAnswer Answer, PollError? Error);

/// <summary>One session with a box, kept from poll to poll: OLTs bear few, and a login costs them more than a question. One that went away in between is opened anew, once.</summary>
/// <param name="open">Logs in.</param>
/// <param name="preamble">Sent after each login; whether the box knows it does not matter.</param>
/// <param name="recorder">Is told every answer.</param>
internal sealed class CliLink(Func<CancellationToken, Task<ICliSession>> open, IReadOnlyList<string> preamble, IExchangeRecorder? recorder) : IAsyncDisposable
{
    private ICliSession? _session;

    /// <summary>Asks; the session is opened where there is none.</summary>
    public async Task<CommandReply> AskAsync(string command, CancellationToken cancellationToken)
    {
        if (!CommandGuard.Allows(command)) return new(new(command, []), new(PollErrorKind.Unsupported, "a command that is no question was held back: nothing was sent", "this is a defect of the agent: report it"));
        for (var isKept = _session is { IsOpen: true }; ; isKept = false)
        {
            var reply = await TryAsync(command, cancellationToken).ConfigureAwait(false);
            if (reply.Error is null) return reply;
            await CloseAsync().ConfigureAwait(false);
            // Its own clock ended the session while nobody asked. A box that is silent is not asked a second time.
            if (!isKept || reply.Error.Kind != PollErrorKind.PromptLost) return reply;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);

    private async Task<CommandReply> TryAsync(string command, CancellationToken cancellationToken)
    {
        try
        {
            if (_session is not { IsOpen: true }) await OpenAsync(cancellationToken).ConfigureAwait(false);
            switch (await _session!.AskAsync(command, cancellationToken).ConfigureAwait(false))
            {
                case CliReply.Answer answer:
                    recorder?.Record(new Exchange(command, answer.Raw) { FileEnding = "txt" });
                    return new(new(command, CliScreen.Lines(Encoding.UTF8.GetBytes(answer.Text))), null);
                case CliReply.Failed failed:
                    return new(new(command, []), failed.Error.ToPollError());
                default:
                    throw new InvalidOperationException("a reply is an answer or an error");
            }
        }
        catch (CliException exception)
        {
            return new(new(command, []), exception.Error.ToPollError());
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        await CloseAsync().ConfigureAwait(false);
        _session = await open(cancellationToken).ConfigureAwait(false);
        foreach (var command in preamble)
        {
            if (await _session.AskAsync(command, cancellationToken).ConfigureAwait(false) is not CliReply.Failed { Error: var error }) continue;
            // The only password that a box asks for behind its login is that of "enable".
            throw new CliException(error.Kind != CliErrorKind.PasswordExpired ? error
                : new(CliErrorKind.AuthFailed, $"the box wants another password for \"{command}\", and the agent has none", "give the agent's user the right to show things from its login on (privilege level), or take that password away"));
        }
    }

    private async Task CloseAsync()
    {
        if (_session is { } session) await session.DisposeAsync().ConfigureAwait(false);
        _session = null;
    }
}
