using EdgeNoc.Common.Fleet;

namespace EdgeNoc.Agent.RemoteConfig;

/// <summary>
/// What becomes of a config: from how things stand and what happens, how they stand then and what is to be done. Pure.
/// The file <c>agent.json</c> is the last good config at every moment: whatever ends the agent, the next start runs that.
/// </summary>
internal static class ConfigTrial
{
    /// <summary>So long a config on trial has to be acknowledged, by monotonic time.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>So often a config is begun to be checked before it is what ended the agent.</summary>
    public const int MostStarts = 2;

    private const string ReadLog = "see the agent's log for what happened then, and save a config that does not do it";

    public static ConfigStep On(ConfigLedger ledger, ConfigInput input, DateTimeOffset now) => (ledger.Attempt, input) switch
    {
        (_, ConfigInput.Refused refused) => new(ledger with { Refused = refused.What }),
        (_, ConfigInput.MadeHere) => MadeHere(ledger, now),
        (null, ConfigInput.Wanted wanted) when wanted.Version > ledger.Seen =>
            new(ledger with { Seen = wanted.Version, Attempt = new(wanted.Version, AttemptPhase.Checking, Starts: 1) }, ConfigAction.Check),
        ({ Phase: AttemptPhase.Checking } attempt, ConfigInput.ProcessStarted started) => StartedWhileChecking(ledger, attempt, started.CandidateIsThere, now),
        ({ Phase: AttemptPhase.Running } attempt, ConfigInput.ProcessStarted started) => started.CandidateIsThere
            ? Failed(ledger, attempt, ConfigStages.Ended, [new ConfigProblem(null, "the agent ended or the machine restarted while it ran this config on trial", ReadLog)], now)
            // Its file became the config in the instant before.
            : Taken(ledger, attempt, now),
        ({ Phase: AttemptPhase.Checking } attempt, ConfigInput.Checked done) when done.Version == attempt.Version => Checked(ledger, attempt, done, now),
        ({ Phase: AttemptPhase.Running } attempt, ConfigInput.Acknowledged done) when done.Version == attempt.Version => Taken(ledger, attempt, now, ConfigAction.TakeCandidate),
        ({ Phase: AttemptPhase.Running } attempt, ConfigInput.TimeUp over) when over.Version == attempt.Version => Failed(
            ledger, attempt, ConfigStages.Acknowledgement, [new ConfigProblem(null, $"the collector's database acknowledged nothing within {Patience.TotalMinutes:0} minutes of running it", "see whether the collector ran then; if it did, this config cuts the site off: compare it with the one before")],
            now, ConfigAction.RunLastGood),
        ({ Phase: AttemptPhase.Running } attempt, ConfigInput.RunFailed failed) => Failed(ledger, attempt, ConfigStages.Ended, [new ConfigProblem(null, $"the agent cannot run it: {failed.What}", ReadLog)], now, ConfigAction.RunLastGood),
        _ => new(ledger),
    };

    private static ConfigStep StartedWhileChecking(ConfigLedger ledger, ConfigAttempt attempt, bool candidateIsThere, DateTimeOffset now)
    {
        // Without its file it was never begun in truth: it comes again, since the broker keeps it.
        if (!candidateIsThere) return new(ledger with { Attempt = null, Seen = attempt.Version - 1 });
        return attempt.Starts < MostStarts
            ? new(ledger with { Attempt = attempt with { Starts = attempt.Starts + 1 } }, ConfigAction.Check)
            : Failed(ledger, attempt, ConfigStages.Ended, [new ConfigProblem(null, $"the agent ended {attempt.Starts} times while it checked this config and tried its devices", ReadLog)], now);
    }

    private static ConfigStep Checked(ConfigLedger ledger, ConfigAttempt attempt, ConfigInput.Checked done, DateTimeOffset now)
    {
        if (done.Problems.Count > 0) return Failed(ledger, attempt, done.Stage, done.Problems, now);
        if (done.IsSame) return Taken(ledger, attempt, now, ConfigAction.TakeCandidate);
        return new(ledger with { Attempt = attempt with { Phase = AttemptPhase.Running } }, ConfigAction.RunCandidate);
    }

    /// <summary>A config made at the POP needs no acknowledgement: it may be what mends the way to the office.</summary>
    private static ConfigStep MadeHere(ConfigLedger ledger, DateTimeOffset now)
    {
        var taken = ledger with { Attempt = null, Running = new RunningConfig(ConfigSources.Local, null, now), News = ConfigNews.Well };
        if (ledger.Attempt is not { } attempt) return new(taken, ConfigAction.TakeLocal, ConfigAction.RunLastGood);
        var problem = new ConfigProblem(null, "somebody at the POP made another config while this one was tried", "compare it, then adopt it or overwrite it");
        return new(taken with { LastFailed = new HaveFailed(attempt.Version, now, ConfigStages.Local, [problem]) }, ConfigAction.TakeLocal, ConfigAction.ForgetCandidate, ConfigAction.RunLastGood);
    }

    private static ConfigStep Taken(ConfigLedger ledger, ConfigAttempt attempt, DateTimeOffset now, params ConfigAction[] actions) =>
        new(ledger with { Attempt = null, Running = new RunningConfig(ConfigSources.Office, attempt.Version, now), News = ConfigNews.Well }, actions);

    private static ConfigStep Failed(ConfigLedger ledger, ConfigAttempt attempt, string stage, IReadOnlyList<ConfigProblem> problems, DateTimeOffset now, params ConfigAction[] then) =>
        new(ledger with { Attempt = null, LastFailed = new HaveFailed(attempt.Version, now, stage, problems), News = ConfigNews.Rejected }, [ConfigAction.ForgetCandidate, .. then]);
}
