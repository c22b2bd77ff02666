namespace EdgeNoc.Collector.Ingest;

/// <summary>A stretch of time in which late data of a measurement was stored: what was computed from it before is out of date.</summary>
/// <param name="Site">The site.</param>
/// <param name="Measurement">One of the catalogue.</param>
/// <param name="WindowMs">Where it begins, Unix milliseconds; it is <see cref="LengthMs"/> long.</param>
internal readonly record struct TouchedWindow(string Site, string Measurement, long WindowMs)
{
    /// <summary>Five minutes.</summary>
    public const long LengthMs = 300_000;

    public static TouchedWindow Of(string site, string measurement, long timestampMs) => new(site, measurement, timestampMs - (timestampMs % LengthMs));
}

/// <summary>What an agent still has to send, by its own word.</summary>
/// <param name="Site">The site.</param>
/// <param name="OldestS">How old the oldest of it is; 0 when nothing waits.</param>
/// <param name="Waiting">How many messages; null when it did not say.</param>
internal readonly record struct OutboxReport(string Site, long OldestS, long? Waiting = null);

/// <summary>What a writer brought into the database, all at once: it counts wholly or not at all.</summary>
/// <param name="Stored">Messages whose last line is stored.</param>
/// <param name="Touched">Windows whose late data is stored.</param>
/// <param name="Reports">What agents said about their outboxes in it.</param>
internal sealed record Receipt(
    IReadOnlyList<(string Site, MessageId Id)> Stored, IReadOnlyList<TouchedWindow> Touched, IReadOnlyList<OutboxReport> Reports);

/// <summary>Takes note of what the database holds, then lets it be acknowledged.</summary>
internal interface IReceipts
{
    /// <summary>Returns at once. False when there is no room: nothing of it is acknowledged, the agents send it again.</summary>
    bool TryNote(Receipt receipt);
}
