using EdgeNoc.Collector.Web.Live;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Web.Traffic;

/// <summary>What one line of <c>interface</c> or <c>pon</c> says. Null: it does not.</summary>
internal struct InterfaceReading
{
    public bool? IsUp;
    public long? SpeedBps;
    public long? RxBps;
    public long? TxBps;
    public double? UtilPct;
    public long? Errors;
    public long? Drops;
    public long? LinkDowns;

    /// <summary>Reads the fields of a line whose tags are read. Pure.</summary>
    public static InterfaceReading Read(ref LineReader reader)
    {
        var found = default(InterfaceReading);
        while (reader.ReadField())
        {
            var key = reader.Key;
            var value = reader.Value;
            if (key.SequenceEqual("up"u8)) found.IsUp = LineValues.Number(value) is { } up ? up > 0 : null;
            else if (key.SequenceEqual("online"u8)) found.IsUp = LineValues.Count(value) is { } online ? online > 0 : null;
            else if (key.SequenceEqual("speed_bps"u8)) found.SpeedBps = LineValues.Count(value);
            else if (key.SequenceEqual("rx_bps"u8) || key.SequenceEqual("in_bps"u8)) found.RxBps = LineValues.Count(value);
            else if (key.SequenceEqual("tx_bps"u8) || key.SequenceEqual("out_bps"u8)) found.TxBps = LineValues.Count(value);
            else if (key.SequenceEqual("util_pct"u8)) found.UtilPct = LineValues.Number(value) is >= 0 and <= 1_000 and var pct ? pct : null;
            else if (key.SequenceEqual("rx_errors"u8) || key.SequenceEqual("tx_errors"u8)) found.Errors = Add(found.Errors, LineValues.Count(value));
            else if (key.SequenceEqual("rx_drops"u8) || key.SequenceEqual("tx_drops"u8)) found.Drops = Add(found.Drops, LineValues.Count(value));
            else if (key.SequenceEqual("link_downs"u8)) found.LinkDowns = LineValues.Count(value);
        }

        return found;
    }

    private static long? Add(long? one, long? other) => one is null ? other : other is null ? one : one + other;
}
