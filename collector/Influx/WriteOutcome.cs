namespace EdgeNoc.Collector.Influx;

/// <summary>What became of a body sent to the database: stored, refused for ever, or not now.</summary>
internal abstract record WriteOutcome
{
    private WriteOutcome()
    {
    }

    /// <summary>The database said yes.</summary>
    public sealed record Stored : WriteOutcome
    {
        public static Stored Instance { get; } = new();
    }

    /// <summary>Sending the same again would be refused again. Some of its lines may be stored all the same.</summary>
    /// <param name="Reason">The database's words.</param>
    /// <param name="Dropped">How many lines it says it left out; null when it does not say.</param>
    public sealed record Refused(string Reason, int? Dropped) : WriteOutcome;

    /// <summary>The body may be fine: send it again later.</summary>
    public sealed record Unavailable(UnavailableKind Kind, string Detail, TimeSpan? RetryAfter = null) : WriteOutcome
    {
        /// <summary>What to do next, in one sentence.</summary>
        public string Remedy => Kind switch
        {
            UnavailableKind.Unreachable => "check influx.url and that InfluxDB runs and listens there",
            UnavailableKind.Timeout => "InfluxDB takes too long: check its disk and its load",
            UnavailableKind.DatabaseMissing => "create it: edgenoc-collector influx init, or influx -execute 'CREATE DATABASE \"NAME\"', with the name in influx.database",
            UnavailableKind.DiskFull => "free space on InfluxDB's disk or shorten the retention; nothing is lost meanwhile, the agents keep it",
            UnavailableKind.Unauthorized => "check influx.user and its password file, or influx.token_file, and the right to write to influx.database",
            UnavailableKind.Overloaded => "it recovers by itself; if this lasts, give InfluxDB more memory or poll less often",
            UnavailableKind.ServerError => "see InfluxDB's own log",
            _ => "whatever answers at influx.url is no InfluxDB of influx.version: check both, and any proxy before it",
        };
    }
}

/// <summary>Why a write cannot succeed now: closed, so that each has its remedy in one place.</summary>
internal enum UnavailableKind
{
    Unreachable,
    Timeout,
    DatabaseMissing,
    DiskFull,
    Unauthorized,
    Overloaded,
    ServerError,
    Unexpected,
}

/// <summary>The one thing that ingest asks of a time series database.</summary>
internal interface IInfluxDb
{
    /// <summary>
    /// Writes whole lines with millisecond timestamps. Never throws but for <paramref name="ct"/>; the body must not change until it is answered.
    /// </summary>
    Task<WriteOutcome> WriteAsync(ReadOnlyMemory<byte> body, CancellationToken ct);

    /// <summary>The same with timestamps in nanoseconds, for what would share a millisecond.</summary>
    Task<WriteOutcome> WriteNanosecondsAsync(ReadOnlyMemory<byte> body, CancellationToken ct);
}
