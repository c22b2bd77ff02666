namespace EdgeNoc.Agent.Updater;

/// <summary>What can be seen of the agent that runs.</summary>
/// <param name="Version">Of its slot; null: it does not answer.</param>
/// <param name="Polled">It has polled since it started, or has nothing to poll.</param>
/// <param name="Answered">A device has answered it.</param>
/// <param name="Acknowledged">The office's database has acknowledged something of this run.</param>
internal sealed record AgentSight(string? Version, bool Polled, bool Answered, bool Acknowledged)
{
    public static readonly AgentSight Silent = new(null, false, false, false);
}

/// <summary>All that the next step depends on, beside the job.</summary>
/// <param name="BootId">The kernel's.</param>
/// <param name="NowMs">Since that boot.</param>
/// <param name="Current">The version that the link names.</param>
/// <param name="Trial">Null: none is on trial.</param>
/// <param name="Agent">How it does.</param>
internal sealed record UpdateSight(string BootId, long NowMs, string? Current, Trial? Trial, AgentSight Agent)
{
    /// <summary>When this run of the updater last asked for a start of the service; null: not yet.</summary>
    public long? RestartAskedMs { get; init; }
}

/// <summary>What to do next.</summary>
internal abstract record UpdateStep
{
    private UpdateStep()
    {
    }

    /// <summary>Take a copy of the package and check it.</summary>
    public sealed record CheckPackage : UpdateStep;

    /// <summary>Make the slot and try what is in it.</summary>
    public sealed record FillSlot : UpdateStep;

    /// <summary>Put the guard up, switch the link, start the service.</summary>
    public sealed record Switch : UpdateStep;

    public sealed record RestartAgent : UpdateStep;

    public sealed record Wait : UpdateStep;

    /// <summary>Take the guard away: from then on the version stands.</summary>
    public sealed record Commit : UpdateStep;

    /// <summary>Let the version before run again.</summary>
    public sealed record GoBack(string Reason) : UpdateStep;

    /// <summary>Begin anew after a cut of power.</summary>
    public sealed record TryAgain : UpdateStep;

    /// <summary>It is over: committed, or not and why.</summary>
    public sealed record End(string? Reason) : UpdateStep;
}

/// <summary>The stages of an update as a function of what is on the disk and what can be seen, so that it goes on from whatever moment the power was cut at.</summary>
internal static class UpdateMachine
{
    public const string Rebooted = "the machine was restarted, or lost its power, before the new version had proved itself";
    public const string CrashLoop = "it ended again and again";
    public const string Overtaken = "somebody chose another version meanwhile";
    private const int MaxAttempts = 2;
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(60);

    /// <param name="job">On the disk.</param>
    /// <param name="sight">As things are.</param>
    /// <param name="within">How long a version has to prove itself.</param>
    public static UpdateStep Next(UpdateJob job, UpdateSight sight, TimeSpan within) => job.Stage switch
    {
        UpdateStage.Verify => new UpdateStep.CheckPackage(),
        UpdateStage.Install => new UpdateStep.FillSlot(),
        UpdateStage.Restart => OfRestart(job, sight),
        UpdateStage.Prove => OfProve(job, sight, within),
        _ => OfGoBack(job, sight),
    };

    /// <summary>A word of the guard, for people.</summary>
    public static string Words(string guard) => guard == "crash_loop" ? CrashLoop : Rebooted;

    private static UpdateStep OfRestart(UpdateJob job, UpdateSight sight)
    {
        if (sight.Trial is { Back: { } back }) return new UpdateStep.GoBack(Words(back));
        if (sight.Current == job.Version && sight.Trial is null) return new UpdateStep.End(null);
        if (sight.Current != job.From && sight.Current != job.Version) return new UpdateStep.End(Overtaken);
        // Nothing of it had reached the disk: then nothing is to be undone.
        var touched = sight.Trial is not null || sight.Current == job.Version;
        return touched && job.BootId != sight.BootId ? new UpdateStep.GoBack(Rebooted) : new UpdateStep.Switch();
    }

    private static UpdateStep OfProve(UpdateJob job, UpdateSight sight, TimeSpan within)
    {
        if (sight.Trial is null) return new UpdateStep.End(sight.Current == job.Version ? null : Overtaken);
        if (sight.Trial.Back is { } back) return new UpdateStep.GoBack(Words(back));
        if (job.BootId != sight.BootId) return new UpdateStep.GoBack(Rebooted);
        if (sight.Current != job.Version && sight.Current != job.From) return new UpdateStep.GoBack(Overtaken);
        var agent = sight.Agent;
        // The guard is in the middle of going back: it switches the link first, and says why after that.
        var isTaken = sight.Current == job.From;
        var runs = agent.Version == job.Version && !isTaken;
        if (runs && agent is { Polled: true, Acknowledged: true } && (agent.Answered || !job.NeedsAnswer)) return new UpdateStep.Commit();
        if (sight.NowMs - job.SwitchedMs >= within.TotalMilliseconds) return new UpdateStep.GoBack(Missing(job, agent, runs));
        // The updater ended between the switch and the start that belongs to it.
        return agent.Version is not null && !runs && !isTaken && AsksAgain(sight) ? new UpdateStep.RestartAgent() : new UpdateStep.Wait();
    }

    private static UpdateStep OfGoBack(UpdateJob job, UpdateSight sight)
    {
        if (sight.Trial is not null || sight.Current == job.Version) return new UpdateStep.GoBack(job.Reason ?? Rebooted);
        if (sight.Agent.Version == job.Version) return AsksAgain(sight) ? new UpdateStep.RestartAgent() : new UpdateStep.Wait();
        return job.Reason == Rebooted && job.Attempt < MaxAttempts ? new UpdateStep.TryAgain() : new UpdateStep.End(job.Reason ?? Rebooted);
    }

    private static bool AsksAgain(UpdateSight sight) => sight.RestartAskedMs is not { } asked || sight.NowMs - asked >= AskAgain.TotalMilliseconds;

    private static string Missing(UpdateJob job, AgentSight agent, bool runs) => (runs, agent.Polled, agent.Answered || !job.NeedsAnswer, agent.Acknowledged) switch
    {
        (false, _, _, _) when agent.Version is null => "it does not answer",
        (false, _, _, _) => $"version {agent.Version} goes on running",
        (_, false, _, _) => "it polls nothing",
        (_, _, false, _) => "no device answers it, and some answered the version before",
        _ => "the office's database has acknowledged nothing of it",
    };
}
