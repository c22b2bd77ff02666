namespace EdgeNoc.Agent.Tables;

/// <summary>What is kept of a table that was sent.</summary>
/// <param name="Content"><see cref="TableHash"/> of what was sent.</param>
/// <param name="SentAt">Timestamp of the monotonic clock.</param>
internal sealed record SentTable(UInt128 Content, long SentAt);

/// <summary>What to do with a snapshot.</summary>
internal enum TableDecision
{
    /// <summary>The collector has it.</summary>
    Same,

    /// <summary>It changed, too soon after the last one.</summary>
    Wait,
    Send,
}

/// <summary>When a table is sent: the first at once, then when its content changed, at most every five minutes, or hourly over a way that costs by the byte.</summary>
internal static class TablePolicy
{
    public static readonly TimeSpan MinGap = TimeSpan.FromMinutes(5);

    /// <summary>A list of sessions changes with each look and is as large as a thousand rows of telemetry.</summary>
    public static readonly TimeSpan MeteredGap = TimeSpan.FromHours(1);

    /// <param name="sent">Null after a start: the collector may have anything.</param>
    /// <param name="content">Of the snapshot at hand.</param>
    /// <param name="sinceSent">How long ago the last one was sent.</param>
    /// <param name="gap">Between two at least.</param>
    public static TableDecision Decide(SentTable? sent, UInt128 content, TimeSpan sinceSent, TimeSpan gap) =>
        sent is null ? TableDecision.Send
        : sent.Content == content ? TableDecision.Same
        : sinceSent >= gap ? TableDecision.Send
        : TableDecision.Wait;
}
