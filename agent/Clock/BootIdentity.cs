namespace EdgeNoc.Agent.Clock;

/// <summary>One run of the agent: what its sequence numbers belong to.</summary>
/// <param name="Boot">New at every process start, so that a counter kept in RAM can start at 1 and no number is ever given twice.</param>
/// <param name="KernelBoot">The kernel's boot id, for monotonic times: several runs may share one.</param>
/// <param name="Started">When the run began.</param>
internal sealed record BootIdentity(Guid Boot, string KernelBoot, ClockStamp Started)
{
    public static BootIdentity New(EdgeClock clock) => new(Guid.NewGuid(), KernelClock.BootId(), clock.Stamp());
}
