namespace EdgeNoc.Agent.Clock;

/// <summary>How wall time follows from monotonic time now, and how far it can be trusted.</summary>
/// <param name="OffsetMs">Wall time (Unix milliseconds) minus monotonic time.</param>
internal readonly record struct ClockReading(long OffsetMs, ClockState State)
{
    public ClockStamp At(long monotonicMs) => new(monotonicMs + OffsetMs, monotonicMs, State);
}

/// <summary>What is believed about the time, from what the machine and the collector say. Pure: each input gives the next model.</summary>
/// <remarks>
/// <code>
///              the kernel: synchronised
///   Unsynced ───────────────────────────► Synced  follows the machine's clock, steps included
///      │  ▲                                │  ▲
///      │  └ at the start                   │  │ synchronised again
///      │ the collector's time              ▼  │
///      └────────────────────────────► Estimated   monotonic time and a fixed offset, which only ever moves forward
/// </code>
/// Outside <see cref="ClockState.Synced"/> steps of the machine's clock change nothing: somebody set it, and nobody vouches for it.
/// </remarks>
/// <param name="Reading">What stamps are made from.</param>
/// <param name="Contradicted">The collector's time is far behind ours: one of the two is wrong, and ours is not trusted.</param>
internal sealed record ClockModel(ClockReading Reading, bool Contradicted)
{
    /// <summary>The machine's clock moved by more than this against monotonic time: it was stepped. Below, it is the noise of reading two clocks.</summary>
    public const long StepMs = 50;

    /// <summary>The collector's time helps when it is ahead by more than an ack is under way.</summary>
    public const long HelpMs = 1_000;

    /// <summary>So far behind ours the collector's time may be (acks may lie around) before it speaks against ours.</summary>
    public const long ContradictionMs = 3_600_000;

    /// <summary>So near the collector's time the machine's clock must be to be believed in its stead.</summary>
    public const long AgreementMs = 300_000;

    /// <param name="monotonicMs">Milliseconds since the kernel started.</param>
    /// <param name="wallMs">The machine's clock.</param>
    /// <param name="synced">Whether the kernel says that something disciplines it.</param>
    public static ClockModel Start(long monotonicMs, long wallMs, bool synced) =>
        new(new ClockReading(wallMs - monotonicMs, synced ? ClockState.Synced : ClockState.Unsynced), Contradicted: false);

    /// <summary>Looks at the machine's clock.</summary>
    public ClockModel Observe(long monotonicMs, long wallMs, bool synced)
    {
        if (!synced)
        {
            // NTP is gone, but what it said holds on.
            return Reading.State == ClockState.Synced ? this with { Reading = Reading with { State = ClockState.Estimated } } : this;
        }

        var offset = wallMs - monotonicMs;
        var stepped = Math.Abs(offset - Reading.OffsetMs) > StepMs;
        if (Reading.State == ClockState.Synced && !stepped) return this;
        return new ClockModel(new ClockReading(stepped ? offset : Reading.OffsetMs, ClockState.Synced), Contradicted: false);
    }

    /// <summary>Hears the collector's time, which was true when it was sent.</summary>
    public ClockModel Hear(long monotonicMs, long wallMs, long collectorMs)
    {
        if (Reading.State == ClockState.Synced) return this;
        var ahead = collectorMs - (monotonicMs + Reading.OffsetMs);
        if (ahead > HelpMs) return new ClockModel(new ClockReading(Reading.OffsetMs + ahead, ClockState.Estimated), Contradicted: false);
        if (ahead >= -ContradictionMs) return this with { Reading = Reading with { State = ClockState.Estimated }, Contradicted = false };
        // Never backward on the collector's word alone; but when the machine's clock was set back meanwhile, two agree against one.
        return Math.Abs(wallMs - collectorMs) <= AgreementMs
            ? new ClockModel(new ClockReading(wallMs - monotonicMs, ClockState.Estimated), Contradicted: false)
            : this with { Contradicted = true };
    }

    /// <summary>Nobody says anything: the machine's time is taken for an estimate.</summary>
    public ClockModel Accept() =>
        Reading.State == ClockState.Unsynced && !Contradicted ? this with { Reading = Reading with { State = ClockState.Estimated } } : this;
}
