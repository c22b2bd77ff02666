namespace EdgeNoc.Agent.Uplink;

/// <summary>A way for messages to leave; earlier ones go first.</summary>
internal enum Lane
{
    None,
    Events,
    Tables,

    /// <summary>Telemetry that is only in RAM.</summary>
    Live,

    /// <summary>Telemetry from disk.</summary>
    Backlog,
}

/// <summary>Where something waits to be sent.</summary>
internal readonly record struct Waiting(bool Events, bool Tables, bool Live, bool Backlog)
{
    public bool Any => Events || Tables || Live || Backlog;

    /// <summary>One of the tables is <c>site/alerts</c>.</summary>
    public bool Alerts { get; init; }
}

/// <summary>How many messages of each lane are sent and not acknowledged.</summary>
internal readonly record struct InFlight(int Events, int Tables, int Live, int Backlog);

/// <summary>Decides what to send next; knows nothing of time, brokers or disks.</summary>
internal static class LanePlanner
{
    /// <summary>Strictly in order: the next only after the ack of the one before.</summary>
    public const int MaxEvents = 1;

    public const int MaxTables = 4;

    /// <summary>Live and backlog together.</summary>
    public const int MaxTelemetry = 8;

    /// <summary>Places that a backlog never takes, so that what is measured now does not wait behind what was.</summary>
    public const int ReservedForLive = 2;

    /// <param name="waiting">Where something waits.</param>
    /// <param name="inFlight">What is under way.</param>
    /// <param name="backlogAllowance">How many backlog messages may be under way now; 0 while it may not be sent at all.</param>
    /// <returns>The lane to take one message from, or none.</returns>
    public static Lane Next(Waiting waiting, InFlight inFlight, int backlogAllowance)
    {
        if (waiting.Events && inFlight.Events < MaxEvents) return Lane.Events;
        if (waiting.Tables && inFlight.Tables < MaxTables) return Lane.Tables;
        var telemetry = inFlight.Live + inFlight.Backlog;
        if (telemetry >= MaxTelemetry) return Lane.None;
        if (waiting.Live) return Lane.Live;
        return waiting.Backlog && inFlight.Backlog < Math.Min(backlogAllowance, MaxTelemetry - ReservedForLive) ? Lane.Backlog : Lane.None;
    }
}
