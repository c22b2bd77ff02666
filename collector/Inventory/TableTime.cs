namespace EdgeNoc.Collector.Inventory;

/// <summary>When a table was true.</summary>
internal static class TableTime
{
    // Longer than an agent keeps what it could not send.
    private static readonly TimeSpan LongestOffline = TimeSpan.FromDays(60);

    /// <summary>The agent's word, unless its clock is evidently wrong (a Pi starts in 1970): then the time at which the table came.</summary>
    public static DateTimeOffset Of(DateTimeOffset at, DateTimeOffset received) => at <= received && at >= received - LongestOffline ? at : received;
}
