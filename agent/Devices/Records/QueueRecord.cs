using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Devices.Records;

/// <summary>A point of measurement <c>queue</c>: a shaper that an operator made. In is what its target sends (upload).</summary>
public sealed record QueueRecord : IPoint
{
    public required string Queue { get; init; }

    public long? InBps { get; init; }

    public long? OutBps { get; init; }

    public long? InDrops { get; init; }

    public long? OutDrops { get; init; }

    /// <inheritdoc/>
    public void WriteTo(IPointSink sink)
    {
        sink.Measurement("queue");
        sink.Tag("queue", Queue);
        sink.Field("in_bps", InBps);
        sink.Field("out_bps", OutBps);
        sink.Field("in_drops", InDrops);
        sink.Field("out_drops", OutDrops);
    }
}
