using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Clock;

/// <summary>How far the wall clock can be trusted; the numbers are stored in rows and never change.</summary>
internal enum ClockState
{
    /// <summary>The kernel says that NTP disciplines the clock.</summary>
    Synced = 0,

    /// <summary>Moved forward to a time that somebody else told, as the collector in its acks.</summary>
    Estimated = 1,

    /// <summary>Nobody vouches for it: a Raspberry Pi wakes up at the time of its last shutdown.</summary>
    Unsynced = 2,
}

internal static class ClockStates
{
    /// <summary>The word in <c>status</c> and in the field <c>clock_state</c>.</summary>
    public static string Word(this ClockState state) => state switch
    {
        ClockState.Synced => "synced",
        ClockState.Estimated => "estimated",
        _ => "unsynced",
    };

    public static TimeQuality Quality(this ClockState state) => state == ClockState.Synced ? TimeQuality.Synced : TimeQuality.Estimated;
}

/// <summary>When a row was written, in the two times that a machine without a battery has. A later synchronisation shifts the wall time by what the monotonic one proves.</summary>
/// <param name="WallMs">Unix time in milliseconds by the wall clock of that moment.</param>
/// <param name="MonotonicMs">Milliseconds since the kernel started, suspends included.</param>
internal readonly record struct ClockStamp(long WallMs, long MonotonicMs, ClockState State);
