using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices;

/// <summary>Polls one device: the order of calls, and nothing of parsing (pure functions beside it), scheduling or storing.</summary>
/// <remarks>The scheduler never calls a driver while its last call is under way. A driver may keep a session open between polls.</remarks>
public interface IDriver : IAsyncDisposable
{
    /// <summary>Polls once. Whatever goes wrong with the device comes back as <see cref="PollResult.Failed"/>, never as an exception.</summary>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> was cancelled.</exception>
    Task<PollResult> PollAsync(CancellationToken cancellationToken);
}

/// <summary>A driver of a box that keeps a log which a person may ask for.</summary>
public interface ILogKeeper
{
    /// <summary>The last lines as the table <c>log</c>, the oldest first. Not called while a poll is under way.</summary>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> was cancelled.</exception>
    Task<PollResult> ReadLogAsync(int lines, CancellationToken cancellationToken);
}

/// <summary>A driver that reads optical levels less often than states.</summary>
public interface ILevelKeeper
{
    /// <summary>The next poll reads the levels too, whatever their interval: a person waits for them. Not called while a poll is under way.</summary>
    void ReadLevelsNext();
}

/// <summary>What a poll returned: a reading or one closed error.</summary>
public abstract record PollResult
{
    private PollResult()
    {
    }

    /// <summary>The device answered.</summary>
    public sealed record Read(Reading Reading) : PollResult;

    /// <summary>The device did not give a reading.</summary>
    public sealed record Failed(PollError Error) : PollResult;
}

/// <summary>Why a poll gave no reading: the values of the field <c>device.error</c>.</summary>
public enum PollErrorKind
{
    Unreachable,
    Timeout,
    AuthFailed,
    PromptLost,
    Unsupported,
    SessionTaken,
    ParseFailed,
}

/// <summary>A failed poll, said so that a technician can act on it.</summary>
/// <param name="Kind">The closed kind.</param>
/// <param name="Detail">What happened and where, without secrets.</param>
/// <param name="Remedy">What to do next, in one sentence.</param>
public sealed record PollError(PollErrorKind Kind, string Detail, string Remedy)
{
    /// <summary>The fingerprint of the host key that the box shows instead of the pinned one; null when that is not the matter. Nothing was sent to the box then, so it may be asked again as usual.</summary>
    public string? OtherHostKey { get; init; }

    /// <summary>For boxes that bear one management session: somebody else has it, and is left alone.</summary>
    /// <param name="where">The box's address, as the config names it.</param>
    public static PollError OfTakenSession(string where) => new(
        PollErrorKind.SessionTaken,
        $"somebody else is logged in at {where}, and it bears one session",
        "log out there when you are done, or give the agent a user of its own if the box can have several; until then it is left alone for 15 minutes at a time");

    /// <summary>The word for <c>device.error</c>, <c>auth_failed</c> and so on.</summary>
    public string Word => Kind switch
    {
        PollErrorKind.Unreachable => "unreachable",
        PollErrorKind.Timeout => "timeout",
        PollErrorKind.AuthFailed => "auth_failed",
        PollErrorKind.PromptLost => "prompt_lost",
        PollErrorKind.Unsupported => "unsupported",
        PollErrorKind.SessionTaken => "session_taken",
        _ => "parse_failed",
    };
}
