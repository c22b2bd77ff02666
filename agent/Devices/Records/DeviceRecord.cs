using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Devices.Records;

/// <summary>A point of measurement <c>device</c>. A device that is down has <c>up=0</c> and an error, and no metric at all.</summary>
public sealed record DeviceRecord : IPoint
{
    /// <summary><c>olt, router, bng, ont</c>.</summary>
    public string? Kind { get; init; }

    public string? Vendor { get; init; }

    public bool? Up { get; init; }

    public double? RttMs { get; init; }

    public double? LossPct { get; init; }

    /// <summary>How long the poll took.</summary>
    public double? PollMs { get; init; }

    public double? CpuPct { get; init; }

    public double? MemUsedPct { get; init; }

    public double? DiskUsedPct { get; init; }

    public double? TempC { get; init; }

    public long? UptimeS { get; init; }

    public double? VoltageV { get; init; }

    public string? Version { get; init; }

    public string? Model { get; init; }

    public string? Serial { get; init; }

    public string? Identity { get; init; }

    /// <summary><see cref="PollError.Word"/>.</summary>
    public string? Error { get; init; }

    /// <summary>ONTs: the customer's or place's name.</summary>
    public string? Name { get; init; }

    public double? Lat { get; init; }

    public double? Lon { get; init; }

    /// <inheritdoc/>
    public void WriteTo(IPointSink sink)
    {
        sink.Measurement("device");
        sink.Tag("kind", Kind);
        sink.Tag("vendor", Vendor);
        sink.Field("up", Up is { } up ? (up ? 1L : 0L) : null);
        sink.Field("rtt_ms", RttMs);
        sink.Field("loss_pct", LossPct);
        sink.Field("poll_ms", PollMs);
        sink.Field("cpu_pct", CpuPct);
        sink.Field("mem_used_pct", MemUsedPct);
        sink.Field("disk_used_pct", DiskUsedPct);
        sink.Field("temp_c", TempC);
        sink.Field("uptime_s", UptimeS);
        sink.Field("voltage_v", VoltageV);
        sink.Field("version", Version);
        sink.Field("model", Model);
        sink.Field("serial", Serial);
        sink.Field("identity", Identity);
        sink.Field("error", Error);
        sink.Field("name", Name);
        sink.Field("lat", Lat);
        sink.Field("lon", Lon);
    }
}
