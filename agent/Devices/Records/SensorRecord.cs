using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Devices.Records;

/// <summary>A point of measurement <c>sensor</c>: a reading of the box about itself.</summary>
public sealed record SensorRecord : IPoint
{
    /// <summary><c>temperature/cpu</c>, <c>fan/1</c>, <c>psu/2</c>, <c>voltage</c>.</summary>
    public required string Sensor { get; init; }

    /// <summary>°C, RPM, V, A or W.</summary>
    public double? Value { get; init; }

    /// <summary>Of what says no more than good or bad.</summary>
    public bool? Ok { get; init; }

    /// <inheritdoc/>
    public void WriteTo(IPointSink sink)
    {
        sink.Measurement("sensor");
        sink.Tag("sensor", Sensor);
        sink.Field("value", Value);
        sink.Field("ok", Ok is { } ok ? (ok ? 1L : 0L) : null);
    }
}
