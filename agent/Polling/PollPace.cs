using EdgeNoc.Agent.Devices;

namespace EdgeNoc.Agent.Polling;

/// <summary>When a device may be asked again: a pure function of how the last polls went.</summary>
/// <param name="Interval">From the config.</param>
/// <param name="Timeouts">Timeouts in a row.</param>
/// <param name="Refusals">Refused logins in a row.</param>
/// <param name="IsTaken">A person has the box's one session.</param>
internal sealed record PollPace(TimeSpan Interval, int Timeouts = 0, int Refusals = 0, bool IsTaken = false)
{
    /// <summary>A login of ours would throw the person out.</summary>
    private static readonly TimeSpan LeftAlone = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan MaxBackoff = TimeSpan.FromMinutes(15);

    /// <summary>Boxes lock accounts: a wrong password is tried twice, then this rarely.</summary>
    private static readonly TimeSpan RefusedInterval = TimeSpan.FromHours(1);

    /// <summary>The pace after a poll and the time from that poll's start to the next.</summary>
    /// <param name="result">How the poll ended.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="isLoad">False where time passes in waiting for silence, as with ping: no answer burdens nobody.</param>
    /// <param name="jitter">From 0 to 1: spreads the devices, a twentieth of the interval either way.</param>
    public (PollPace Next, TimeSpan Delay) After(PollResult result, TimeSpan took, bool isLoad, double jitter)
    {
        var next = this with { IsTaken = result is PollResult.Failed { Error.Kind: PollErrorKind.SessionTaken } };
        next = result switch
        {
            PollResult.Failed { Error.Kind: PollErrorKind.Timeout } => next with { Timeouts = Timeouts + 1 },
            // Another host key was no login that a box could count.
            PollResult.Failed { Error: { Kind: PollErrorKind.AuthFailed, OtherHostKey: null } } => next with { Refusals = Refusals + 1, Timeouts = 0 },
            PollResult.Read => next with { Timeouts = 0, Refusals = 0 },
            _ => next with { Timeouts = 0 },
        };
        var delay = next.Calm() * (1 + ((jitter - 0.5) / 10));
        var answered = result is PollResult.Read && isLoad ? took * 10 : took;
        return (next, delay > answered ? delay : answered);
    }

    private TimeSpan Calm()
    {
        if (IsTaken) return Max(Interval, LeftAlone);
        if (Refusals >= 2) return Max(Interval, RefusedInterval);
        if (Timeouts == 0) return Interval;
        var doubled = Interval * Math.Pow(2, Math.Min(Timeouts, 10));
        var cap = Max(Interval, Min(Interval * 10, MaxBackoff));
        return Min(doubled, cap);
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
