namespace EdgeNoc.Agent.Host;

/// <summary>Why a run of the agent ended.</summary>
internal enum AgentEnd
{
    Stopped,

    /// <summary>It wants to be started again by whoever keeps it running.</summary>
    BeginAnew,
}

/// <summary>What the agent returns to its service manager besides 0, 1 and 2.</summary>
internal static class AgentExitCode
{
    /// <summary>Nothing is wrong: start me again (EX_TEMPFAIL of sysexits.h).</summary>
    public const int BeginAnew = 75;

    public static int Of(AgentEnd end) => end == AgentEnd.BeginAnew ? BeginAnew : 0;
}
