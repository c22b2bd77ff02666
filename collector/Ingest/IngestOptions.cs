namespace EdgeNoc.Collector.Ingest;

/// <summary>The bounds of telemetry ingest. The network is hostile: each of them holds for every site and message.</summary>
internal sealed record IngestOptions
{
    /// <summary>Compressed bytes that may wait. Default 64 MB.</summary>
    public long MaxQueueBytes { get; init; } = 64 << 20;

    /// <summary>Messages that may wait. Default 4,096.</summary>
    public int MaxQueueMessages { get; init; } = 4_096;

    /// <summary>What a message may expand to. Default 16 MB.</summary>
    public int MaxExpandedBytes { get; init; } = 16 << 20;

    /// <summary>Default 64 kB: InfluxDB's own limit for a series key.</summary>
    public int MaxLineBytes { get; init; } = 64 << 10;

    /// <summary>Default 32.</summary>
    public int MaxTags { get; init; } = 32;

    /// <summary>Default 256.</summary>
    public int MaxFields { get; init; } = 256;

    /// <summary>How far ahead of the collector's clock a point may be. Default 1 h.</summary>
    public TimeSpan MaxAhead { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Series that a site may begin per hour. Default 50,000.</summary>
    public int NewSeriesPerHour { get; init; } = 50_000;

    /// <summary>Lines merged into one body under load. Default 20,000: beyond that InfluxDB gains nothing.</summary>
    public int MaxBodyLines { get; init; } = 20_000;

    /// <summary>
    /// Lines of backlog merged into one body. Default 20,000, shared among the sites whose backlog waits, but at least
    /// <see cref="MinBacklogBodyLines"/>: one site drains fast, and when a hundred return at once, what else is written beside waits for small bodies only.
    /// </summary>
    public int MaxBacklogBodyLines { get; init; } = 20_000;

    /// <summary>Default 500: InfluxDB has one stored within a few milliseconds.</summary>
    public int MinBacklogBodyLines { get; init; } = 500;

    /// <summary>A body is sent at this size even if a message is not finished. Default 4 MB, far below InfluxDB's limit of 25 MB.</summary>
    public int MaxBodyBytes { get; init; } = 4 << 20;

    /// <summary>Bodies under way at once. Default 2: more connections only cost InfluxDB processor time.</summary>
    public int Writers { get; init; } = 2;
}
