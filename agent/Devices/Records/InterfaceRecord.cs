using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Devices.Records;

/// <summary>A point of measurement <c>interface</c>. Interfaces that live as long as a subscriber's session are no points but rows of a table.</summary>
public sealed record InterfaceRecord : IPoint
{
    /// <summary>The device's own name for it: <c>ether1</c>.</summary>
    public required string Interface { get; init; }

    public bool? Up { get; init; }

    /// <summary>An operator switched it off: it is no point's field, and no alert.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Between the last two polls; null for the first and when the counter began anew.</summary>
    public long? RxBps { get; init; }

    public long? TxBps { get; init; }

    /// <summary>The device's counter.</summary>
    public long? RxBytes { get; init; }

    public long? TxBytes { get; init; }

    public long? RxErrors { get; init; }

    public long? TxErrors { get; init; }

    public long? RxDrops { get; init; }

    public long? TxDrops { get; init; }

    /// <summary>Negotiated.</summary>
    public long? SpeedBps { get; init; }

    /// <summary>The busier direction, of <see cref="SpeedBps"/>.</summary>
    public double? UtilPct { get; init; }

    public long? LinkDowns { get; init; }

    /// <inheritdoc/>
    public void WriteTo(IPointSink sink)
    {
        sink.Measurement("interface");
        sink.Tag("interface", Interface);
        sink.Field("up", Up is { } up ? (up ? 1L : 0L) : null);
        sink.Field("rx_bps", RxBps);
        sink.Field("tx_bps", TxBps);
        sink.Field("rx_bytes", RxBytes);
        sink.Field("tx_bytes", TxBytes);
        sink.Field("rx_errors", RxErrors);
        sink.Field("tx_errors", TxErrors);
        sink.Field("rx_drops", RxDrops);
        sink.Field("tx_drops", TxDrops);
        sink.Field("speed_bps", SpeedBps);
        sink.Field("util_pct", UtilPct);
        sink.Field("link_downs", LinkDowns);
    }
}
