namespace EdgeNoc.Dashboards.Look;

/// <summary>Grafana's names of the units that fields carry in their own names.</summary>
internal static class Unit
{
    public const string Count = "short";
    public const string Percent = "percent";

    /// <summary>0 to 1, shown as per cent.</summary>
    public const string Share = "percentunit";

    public const string Seconds = "s";
    public const string Milliseconds = "ms";
    public const string Bits = "bps";
    public const string Decibel = "dBm";

    /// <summary>A time, as the moment since which nothing came. Grafana reads the letters in brackets as they are.</summary>
    public const string NoDataSince = "time:[no data since] HH:mm (D MMM)";

    private static readonly (string Suffix, string Unit)[] Suffixes =
    [
        ("_dbm", Decibel), ("_bps", Bits), ("_pct", Percent), ("_db", "dB"), ("_mb", "decmbytes"), ("_bytes", "decbytes"), ("_ms", Milliseconds), ("_ma", "mamp"),
        ("_c", "celsius"), ("_v", "volt"), ("_m", "lengthm"), ("_s", Seconds),
    ];

    /// <summary>The unit of a field by its ending; a count where it has none.</summary>
    public static string Of(string field) => Suffixes.FirstOrDefault(entry => field.EndsWith(entry.Suffix, StringComparison.Ordinal)).Unit ?? Count;
}
