using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Devices.Records;

/// <summary>A point of measurement <c>pon</c>: a port of an OLT and the sum of its ONUs, without those that are down for 30 days: nobody lives there any more.</summary>
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

    /// <summary>How many of the ONUs that told their light have less than <c>onu.rx_low</c> raises at; stored at the optics interval.</summary>
    public long? Weak { get; init; }

    public double? TxDbm { get; init; }

    public double? TempC { get; init; }

    public long? InBps { get; init; }

    public long? OutBps { get; init; }

    /// <summary>The same without the fields that are stored at the optics interval only.</summary>
    public PonRecord WithoutOptics() => this with { RxAvgDbm = null, RxMinDbm = null, Weak = null, TxDbm = null, TempC = null };

    /// <summary>The sums over the ONUs of a poll, one record a PON, in order of appearance.</summary>
    public static IReadOnlyList<PonRecord> Summarise(IEnumerable<OnuRecord> onus) =>
        [.. onus.GroupBy(onu => onu.Pon, StringComparer.Ordinal).Select(Summarise)];

    /// <summary>The same without these ONUs, none of which is up.</summary>
    public static IReadOnlyList<PonRecord> Without(IReadOnlyList<PonRecord> pons, IEnumerable<OnuRecord> abandoned)
    {
        var gone = abandoned.ToLookup(onu => onu.Pon, StringComparer.Ordinal);
        return gone.Count == 0 ? pons : [.. pons.Select(pon => pon.Without([.. gone[pon.Pon]]))];
    }

    private PonRecord Without(IReadOnlyList<OnuRecord> abandoned) => abandoned.Count == 0 ? this : this with
    {
        Total = Less(Total, abandoned.Count),
        Offline = Less(Offline, abandoned.Count),
        PowerOff = Less(PowerOff, abandoned.Count(onu => onu.Status == OnuStatus.PowerOff)),
        Los = Less(Los, abandoned.Count(onu => onu.Status == OnuStatus.Los)),
    };

    private static long? Less(long? count, long abandoned) => count is { } known ? Math.Max(0, known - abandoned) : null;

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
        sink.Field("weak", Weak);
        sink.Field("tx_dbm", TxDbm);
        sink.Field("temp_c", TempC);
        sink.Field("in_bps", InBps);
        sink.Field("out_bps", OutBps);
    }
}
