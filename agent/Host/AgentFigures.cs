using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Host;

/// <summary>A point of measurement <c>agent</c>: how the agent itself does. What could not be measured is null and left out.</summary>
internal sealed record AgentFigures : IPoint
{
    /// <summary><c>main</c> or <c>backup</c>, or <c>down</c> without a broker.</summary>
    public string? Uplink { get; init; }

    public long? OutboxRows { get; init; }

    public long? OutboxBytes { get; init; }

    public long? OutboxOldestS { get; init; }

    public long? Dropped { get; init; }

    public double? PollLagMs { get; init; }

    /// <summary>Of one core.</summary>
    public double? CpuPct { get; init; }

    public double? RssMb { get; init; }

    public double? SocTempC { get; init; }

    /// <summary>The firmware's bits, 0 when all is well.</summary>
    public long? Throttled { get; init; }

    public double? DiskFreeMb { get; init; }

    /// <summary>By this process in this run: what its stores cost the card.</summary>
    public double? SdMbWritten { get; init; }

    /// <summary>To the whole card or disk by everybody, since the kernel started.</summary>
    public double? DiskMbWritten { get; init; }

    /// <summary>The same in the last 24 hours; before a day is over what a day of this would be.</summary>
    public double? SdMbDay { get; init; }

    /// <summary>Of the machine.</summary>
    public double? MemUsedPct { get; init; }

    public string? ClockState { get; init; }

    /// <summary>On the wire in this run, with all that surrounds the messages.</summary>
    public long? SentBytes { get; init; }

    public void WriteTo(IPointSink sink)
    {
        sink.Measurement("agent");
        sink.Field("uplink", Uplink);
        sink.Field("outbox_rows", OutboxRows);
        sink.Field("outbox_bytes", OutboxBytes);
        sink.Field("outbox_oldest_s", OutboxOldestS);
        sink.Field("dropped", Dropped);
        sink.Field("poll_lag_ms", PollLagMs);
        sink.Field("cpu_pct", CpuPct);
        sink.Field("rss_mb", RssMb);
        sink.Field("soc_temp_c", SocTempC);
        sink.Field("throttled", Throttled);
        sink.Field("disk_free_mb", DiskFreeMb);
        sink.Field("sd_mb_written", SdMbWritten);
        sink.Field("disk_mb_written", DiskMbWritten);
        sink.Field("sd_mb_day", SdMbDay);
        sink.Field("mem_used_pct", MemUsedPct);
        sink.Field("clock_state", ClockState);
        sink.Field("sent_bytes", SentBytes);
    }
}
