using EdgeNoc.Common.Fleet;

namespace EdgeNoc.Agent.RemoteConfig;

/// <summary>What happens to a config on its way.</summary>
internal abstract record ConfigInput
{
    private ConfigInput()
    {
    }

    /// <summary>The agent's process began; whatever was under way ended with the one before.</summary>
    /// <param name="CandidateIsThere">The candidate's file was neither taken nor thrown away.</param>
    public sealed record ProcessStarted(bool CandidateIsThere) : ConfigInput;

    /// <summary>A genuine config of the office came.</summary>
    public sealed record Wanted(long Version) : ConfigInput;

    /// <summary>Something came that is none.</summary>
    public sealed record Refused(HaveRefused What) : ConfigInput;

    /// <summary>A candidate was looked through and its devices were tried.</summary>
    /// <param name="Version">Which.</param>
    /// <param name="Stage">Where it failed, if it did.</param>
    /// <param name="Problems">Why; empty when all is well.</param>
    /// <param name="IsSame">It says what runs already.</param>
    public sealed record Checked(long Version, string Stage, IReadOnlyList<ConfigProblem> Problems, bool IsSame) : ConfigInput;

    /// <summary>The office's database has the probe.</summary>
    public sealed record Acknowledged(long Version) : ConfigInput;

    /// <summary>Three minutes are over.</summary>
    public sealed record TimeUp(long Version) : ConfigInput;

    /// <summary>The run with the candidate ended by itself, or could not begin.</summary>
    public sealed record RunFailed(string What) : ConfigInput;

    /// <summary>Somebody at the POP made a config, which is valid.</summary>
    public sealed record MadeHere : ConfigInput
    {
        public static readonly MadeHere Input = new();
    }
}

/// <summary>What is to be done, in this order, once the ledger is on disk.</summary>
internal enum ConfigAction
{
    /// <summary>The candidate's file becomes the config, and it is the last good one from now on.</summary>
    TakeCandidate,

    /// <summary>The file that was made at the POP becomes the config.</summary>
    TakeLocal,

    /// <summary>The candidate's file goes.</summary>
    ForgetCandidate,

    /// <summary>Look through the candidate and try its devices.</summary>
    Check,

    /// <summary>Run the candidate; three minutes from now it has to be acknowledged.</summary>
    RunCandidate,

    /// <summary>Run the last good one.</summary>
    RunLastGood,
}

/// <param name="Ledger">How things stand then.</param>
/// <param name="Actions">What is to be done.</param>
internal sealed record ConfigStep(ConfigLedger Ledger, params IReadOnlyList<ConfigAction> Actions);
