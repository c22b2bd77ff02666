using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Devices.Records;

/// <summary>A point of measurement <c>optic</c>: what the module in an interface says of itself (DDM).</summary>
public sealed record OpticRecord : IPoint
{
    public required string Interface { get; init; }

    public double? RxDbm { get; init; }

    public double? TxDbm { get; init; }

    public double? TempC { get; init; }

    public double? VoltageV { get; init; }

    public double? BiasMa { get; init; }

    /// <inheritdoc/>
    public void WriteTo(IPointSink sink)
    {
        sink.Measurement("optic");
        sink.Tag("interface", Interface);
        sink.Field("rx_dbm", RxDbm);
        sink.Field("tx_dbm", TxDbm);
        sink.Field("temp_c", TempC);
        sink.Field("voltage_v", VoltageV);
        sink.Field("bias_ma", BiasMa);
    }
}
