using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Devices.Records;

/// <summary>A point of measurement <c>pon</c>: a port of an OLT and the sum of its ONUs.</summary>
public sealed record PonRecord : IPoint
{
    public required string Pon { get; init; }

    public long? Total { get; init; }

    public long? Online { get; init; }

    /// <summary>Total − online; <see cref="PowerOff"/> and <see cref="Los"/> are part of it.</summary>
    public long? Offline { get; init; }

    public long? PowerOff { get; init; }

    public long? Los { get; init; }

    /// <summary>The arithmetic mean of dBm: physically wrong, and what operators know and compare.</summary>
    public double? RxAvgDbm { get; init; }

    public double? RxMinDbm { get; init; }

    public double? TxDbm { get; init; }

    public double? TempC { get; init; }

    public long? InBps { get; init; }

    public long? OutBps { get; init; }

    /// <summary>The same without the fields that are stored at the optics interval only.</summary>
    public PonRecord WithoutOptics() => this with { RxAvgDbm = null, RxMinDbm = null, TxDbm = null, TempC = null };

    /// <summary>The sums over the ONUs of a poll, one record a PON, in order of appearance.</summary>
    public static IReadOnlyList<PonRecord> Summarise(IEnumerable<OnuRecord> onus) =>
        [.. onus.GroupBy(onu => onu.Pon, StringComparer.Ordinal).Select(Summarise)];

    private static PonRecord Summarise(IGrouping<string, OnuRecord> onus)
    {
        var rx = onus.Where(onu => onu.RxDbm is not null).Select(onu => onu.RxDbm!.Value).ToList();
        long total = onus.Count(), online = onus.Count(onu => onu.Status == OnuStatus.Up);
        return new PonRecord
        {
            Pon = onus.Key,
            Total = total,
            Online = online,
            Offline = total - online,
            PowerOff = onus.Count(onu => onu.Status == OnuStatus.PowerOff),
            Los = onus.Count(onu => onu.Status == OnuStatus.Los),
            RxAvgDbm = rx.Count == 0 ? null : Math.Round(rx.Average(), 2),
            RxMinDbm = rx.Count == 0 ? null : rx.Min(),
        };
    }

    /// <inheritdoc/>
    public void WriteTo(IPointSink sink)
    {
        sink.Measurement("pon");
        sink.Tag("pon", Pon);
        sink.Field("total", Total);
        sink.Field("online", Online);
        sink.Field("offline", Offline);
        sink.Field("power_off", PowerOff);
        sink.Field("los", Los);
        sink.Field("rx_avg_dbm", RxAvgDbm);
        sink.Field("rx_min_dbm", RxMinDbm);
        sink.Field("tx_dbm", TxDbm);
        sink.Field("temp_c", TempC);
        sink.Field("in_bps", InBps);
        sink.Field("out_bps", OutBps);
    }
}
