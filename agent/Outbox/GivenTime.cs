using EdgeNoc.Agent.Clock;

namespace EdgeNoc.Agent.Outbox;

/// <summary>The time that something written before the time was known leaves with.</summary>
/// <param name="OffsetMs">Wall time (Unix milliseconds) minus monotonic time; null: as it was written, since nobody will ever know better.</param>
/// <param name="State">How far it can be trusted.</param>
internal readonly record struct GivenTime(long? OffsetMs, ClockState State)
{
    /// <summary>What would be given now.</summary>
    /// <param name="sameKernelBoot">Whether it was written since the kernel started: otherwise its monotonic time means nothing any more.</param>
    /// <param name="now">What is known about the time.</param>
    public static GivenTime Of(bool sameKernelBoot, ClockReading now) =>
        sameKernelBoot && now.State != ClockState.Unsynced ? new(now.OffsetMs, now.State) : new(null, ClockState.Estimated);
}

/// <summary>Remembers which time was given to which telemetry message, through power cuts and damage to the file that holds the message itself.</summary>
internal interface IGivenTimes
{
    /// <summary>The time given before to a message, or else the one offered, which is on disk when this returns: only then may the message leave.</summary>
    GivenTime TimeFor(MessageKey message, GivenTime offered);
}
