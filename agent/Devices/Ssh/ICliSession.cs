namespace EdgeNoc.Agent.Devices.Ssh;

/// <summary>A login at a box's command line that stays open: one question after the other, each with its whole answer.</summary>
/// <remarks>After a <see cref="CliReply.Failed"/> the session is of no more use: dispose it and open another.</remarks>
internal interface ICliSession : IAsyncDisposable
{
    /// <summary>The name in the prompt, pinned at login.</summary>
    string HostName { get; }

    /// <summary>Whether it can still be asked.</summary>
    bool IsOpen { get; }

    /// <summary>Asks and waits for the prompt. One question at a time.</summary>
    /// <param name="command">One line, without its end. What may be asked at all is the driver's closed list, not the session's affair; a line with control characters is refused.</param>
    /// <param name="cancellationToken">Breaks off; the session is lost then.</param>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> was cancelled.</exception>
    Task<CliReply> AskAsync(string command, CancellationToken cancellationToken);
}

/// <summary>What became of a question: the answer or one closed error.</summary>
internal abstract record CliReply
{
    private CliReply()
    {
    }

    /// <summary>The box answered.</summary>
    /// <param name="Text">Lines without echo, prompt, pager and control codes, ended by <c>\n</c>.</param>
    /// <param name="Raw">The same as it came, from the echo to the prompt.</param>
    public sealed record Answer(string Text, ReadOnlyMemory<byte> Raw) : CliReply;

    /// <summary>It did not, and the session is over.</summary>
    public sealed record Failed(CliError Error) : CliReply;
}

/// <summary>Why a session could not be opened, or ended.</summary>
internal enum CliErrorKind
{
    Unreachable,
    Timeout,
    AuthFailed,
    PasswordExpired,
    HostKeyChanged,
    NoCommonAlgorithm,
    SessionFull,
    PromptLost,
    TooMuch,
    UnexpectedQuestion,
    NoClient,
}

/// <summary>Said so that a technician can act on it; never holds a secret.</summary>
/// <param name="Kind">The closed kind.</param>
/// <param name="Detail">What happened and where.</param>
/// <param name="Remedy">What to do next, in one sentence.</param>
internal sealed record CliError(CliErrorKind Kind, string Detail, string Remedy)
{
    /// <summary>Of <see cref="CliErrorKind.HostKeyChanged"/>: the fingerprint of the key that was shown, <c>SHA256:…</c>.</summary>
    public string? OtherHostKey { get; init; }

    /// <summary>As a poll says it.</summary>
    public PollError ToPollError() => new(
        Kind switch
        {
            CliErrorKind.Unreachable => PollErrorKind.Unreachable,
            CliErrorKind.Timeout => PollErrorKind.Timeout,
            CliErrorKind.AuthFailed or CliErrorKind.PasswordExpired or CliErrorKind.HostKeyChanged => PollErrorKind.AuthFailed,
            CliErrorKind.SessionFull => PollErrorKind.SessionTaken,
            CliErrorKind.NoCommonAlgorithm or CliErrorKind.NoClient => PollErrorKind.Unsupported,
            _ => PollErrorKind.PromptLost,
        },
        Detail,
        Remedy)
    {
        OtherHostKey = OtherHostKey,
    };
}

/// <summary>The session cannot be opened or went on no more: made in the transport, caught where the reply is given.</summary>
internal sealed class CliException(CliError error) : Exception(error.Detail)
{
    public CliError Error { get; } = error;
}
