namespace EdgeNoc.Chaos.Plan;

/// <summary>What can be broken.</summary>
public enum FaultKind
{
    /// <summary>SIGKILL of the agent, as a cut of power.</summary>
    KillAgent,

    /// <summary>SIGSTOP, and SIGCONT after a while.</summary>
    FreezeAgent,

    /// <summary>SIGTERM and a new start.</summary>
    RestartAgent,

    /// <summary>A copy of both databases and their WALs at a random moment: what a power cut would have left. It is recovered from and looked into.</summary>
    CopyStore,

    /// <summary>The agent's disk is filled to its last byte.</summary>
    FillDisk,

    /// <summary>A page of a store of the dead agent is filled with zeros.</summary>
    ZeroStore,

    /// <summary>Half a page of a store of the dead agent is noise.</summary>
    TearStore,

    /// <summary>A store of the dead agent ends too early.</summary>
    TruncateStore,

    /// <summary>The agent's wall clock jumps, and jumps back.</summary>
    StepAgentClock,

    KillBroker,

    FreezeBroker,

    /// <summary>SIGKILL, and all that the broker had saved is gone.</summary>
    WipeBroker,

    KillCollector,

    FreezeCollector,

    RestartCollector,

    StepCollectorClock,

    KillInflux,

    FreezeInflux,

    /// <summary>InfluxDB answers 500.</summary>
    InfluxFails,

    /// <summary>InfluxDB answers 503.</summary>
    InfluxUnavailable,

    /// <summary>InfluxDB answers 429 with a Retry-After.</summary>
    InfluxBusy,

    /// <summary>InfluxDB stores most of a body, refuses some lines for ever, and answers 400 without saying which.</summary>
    InfluxPartial,

    /// <summary>InfluxDB takes requests and never answers.</summary>
    InfluxHangs,

    /// <summary>InfluxDB stores a body and its answer is lost.</summary>
    InfluxAnswerLost,

    /// <summary>The interface of the uplink goes down.</summary>
    CutLink,

    /// <summary>A third of the packets is lost in each direction.</summary>
    LosePackets,

    /// <summary>Everything takes half a second longer.</summary>
    DelayLink,

    /// <summary>Connections are reset.</summary>
    ResetLink,
}

/// <summary>Faults of one part come one after the other, those of different parts overlap.</summary>
public enum FaultyPart
{
    Agent,
    Broker,
    Collector,
    Influx,
    InfluxHttp,
    Link,
}
