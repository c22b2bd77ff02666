using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Devices.Records;

/// <summary>A point of measurement <c>board</c>: what is plugged into a slot of a box.</summary>
public sealed record BoardRecord : IPoint
{
    /// <summary>The box's own number, <c>17</c> or <c>1/3</c>.</summary>
    public required string Slot { get; init; }

    /// <summary>Whether the box works with it.</summary>
    public bool? Up { get; init; }

    /// <summary>The box's own word in lower case: <c>normal, abnormal, unregistered</c>.</summary>
    public string? Status { get; init; }

    /// <summary>What it is, and which of a pair: <c>MPU(Master)</c>, <c>LPU</c>.</summary>
    public string? Role { get; init; }

    public double? CpuPct { get; init; }

    public double? MemUsedPct { get; init; }

    /// <summary>Its hottest sensor.</summary>
    public double? TempC { get; init; }

    /// <inheritdoc/>
    public void WriteTo(IPointSink sink)
    {
        sink.Measurement("board");
        sink.Tag("slot", Slot);
        sink.Field("up", Up is { } up ? (up ? 1L : 0L) : null);
        sink.Field("status", Status);
        sink.Field("role", Role);
        sink.Field("cpu_pct", CpuPct);
        sink.Field("mem_used_pct", MemUsedPct);
        sink.Field("temp_c", TempC);
    }
}
