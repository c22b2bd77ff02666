using EdgeNoc.Agent.Clock;

namespace EdgeNoc.Agent.Uplink;

/// <summary>Holds back what has no time yet: once sent, a time can no longer be put right.</summary>
internal sealed class TimeGate
{
    /// <summary>The first ack after a connection normally comes within milliseconds. Without one for so long the machine's own time has to do.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private TimeSpan _connectedAt;

    public void Connected(TimeSpan now) => _connectedAt = now;

    /// <summary>Asks the clock, and makes it accept the machine's time when nobody tells a better one.</summary>
    public OpenLanes Open(EdgeClock clock, TimeSpan now)
    {
        if (clock.State != ClockState.Unsynced) return OpenLanes.All;
        if (now - _connectedAt < Patience) return OpenLanes.AlertsTable;
        clock.Accept();
        // The collector says that ours is hours ahead: an event may say so too (it is marked), but points in the future help nobody and are kept.
        return clock.State != ClockState.Unsynced ? OpenLanes.All : OpenLanes.All with { Live = false, Backlog = false };
    }
}
