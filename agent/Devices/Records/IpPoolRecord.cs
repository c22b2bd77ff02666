using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Devices.Records;

/// <summary>A point of measurement <c>ippool</c>.</summary>
public sealed record IpPoolRecord : IPoint
{
    public required string Pool { get; init; }

    /// <summary>Addresses.</summary>
    public long? Total { get; init; }

    public long? Used { get; init; }

    public long? Free { get; init; }

    public long? Conflict { get; init; }

    public double? UsedPct { get; init; }

    /// <summary>Until the last address is taken, as the last hours went on; null while it does not fill. No field of the point: an event's value.</summary>
    public long? FullInS { get; init; }

    /// <inheritdoc/>
    public void WriteTo(IPointSink sink)
    {
        sink.Measurement("ippool");
        sink.Tag("pool", Pool);
        sink.Field("total", Total);
        sink.Field("used", Used);
        sink.Field("free", Free);
        sink.Field("conflict", Conflict);
        sink.Field("used_pct", UsedPct);
    }
}
