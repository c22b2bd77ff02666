using System.Collections.Frozen;

namespace EdgeNoc.Common.Telemetry;

/// <summary>The types a field may have in InfluxDB. A field never changes its type.</summary>
public enum FieldType
{
    Integer,
    Float,
    Text,
}

/// <summary>A field of a measurement and the one type it has everywhere and for ever.</summary>
public sealed record FieldDefinition(string Name, FieldType Type);

/// <summary>A measurement with its tags (few and stable) and fields. <paramref name="FromSite"/> tells that the collector adds the tag <c>site</c>.</summary>
public sealed record MeasurementDefinition(string Name, IReadOnlyList<string> Tags, IReadOnlyList<FieldDefinition> Fields, bool FromSite = true);

/// <summary>Every measurement that EdgeNoc writes: the one place that both sides, the tests and the dashboards read.</summary>
/// <remarks>
/// Types follow from the name: <c>up</c>, counts, <c>_s</c>, <c>_bytes</c>, <c>_bps</c>, <c>_m</c> are integers; <c>_dbm, _c, _v, _ma, _pct, _ms</c> floats;
/// the rest text. Where a name alone does not tell, the list below says it with a prefix: <c>i:</c> integer, <c>f:</c> float.
/// Adding a field here is harmless; changing a type is not: InfluxDB refuses the points of whoever writes second.
/// </remarks>
public static class Catalogue
{
    private static readonly MeasurementDefinition[] Definitions =
    [
        // maintenance is written by the collector, each 30 s while work is announced, without kind and vendor: time that no report counts as up or down.
        Define("device", "device kind vendor",
            "i:up rtt_ms loss_pct poll_ms cpu_pct mem_used_pct disk_used_pct temp_c uptime_s voltage_v version model serial identity error name f:lat f:lon i:maintenance"),
        Define("board", "device slot", "i:up status role cpu_pct mem_used_pct temp_c"),
        Define("sensor", "device sensor", "f:value i:ok"),
        Define("pon", "device pon",
            "i:total i:online i:offline i:power_off i:los rx_avg_dbm rx_min_dbm i:weak tx_dbm temp_c in_bps out_bps"),
        Define("onu", "device pon onu",
            "i:up status reason rx_dbm tx_dbm olt_rx_dbm temp_c voltage_v bias_ma distance_m online_s i:deregisters auth ctc name mac serial"),
        Define("interface", "device interface",
            "i:up rx_bps tx_bps rx_bytes tx_bytes i:rx_errors i:tx_errors i:rx_drops i:tx_drops speed_bps util_pct i:link_downs"),
        Define("optic", "device interface", "rx_dbm tx_dbm temp_c voltage_v bias_ma"),
        Define("sessions", "device service", "i:active i:total i:offline i:disabled i:peak i:authenticated i:max"),
        Define("queue", "device queue", "in_bps out_bps i:in_drops i:out_drops"),
        Define("ippool", "device pool", "i:total i:used i:free i:conflict used_pct"),
        Define("bgp_peer", "device peer", "i:up state i:as i:prefixes uptime_s"),
        Define("agent", "",
            "uplink i:outbox_rows outbox_bytes outbox_oldest_s i:dropped poll_lag_ms cpu_pct f:rss_mb soc_temp_c i:throttled f:disk_free_mb f:sd_mb_written f:disk_mb_written f:sd_mb_day mem_used_pct clock_state clock_skew_ms sent_bytes"),
        Define("collector", "instance", "i:points i:batches i:refused lag_ms cpu_pct f:rss_mb i:queue", fromSite: false),
        Define("notify", "channel provider", "i:queued i:sent i:delivered i:failed latency_ms f:cost", fromSite: false),
        Define("incident", "severity", "i:open i:acked i:silenced oldest_s"),
        Define("alert_event", "device kind severity", "state entity text i:incident"),
    ];

    private static readonly FrozenDictionary<string, MeasurementDefinition> ByName =
        Definitions.ToFrozenDictionary(definition => definition.Name, StringComparer.Ordinal);

    /// <summary>All measurements, in the order of the design.</summary>
    public static IReadOnlyList<MeasurementDefinition> All => Definitions;

    /// <summary>The measurement of that name, or null: a newer agent may write one that this version does not know.</summary>
    public static MeasurementDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    private static MeasurementDefinition Define(string name, string tags, string fields, bool fromSite = true) =>
        new(name,
            tags.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            [.. fields.Split(' ').Select(ParseField)],
            fromSite);

    private static FieldDefinition ParseField(string word) => word.Split(':') switch
    {
        ["i", var name] => new(name, FieldType.Integer),
        ["f", var name] => new(name, FieldType.Float),
        _ => new(word, TypeByName(word)),
    };

    private static FieldType TypeByName(string name) => name[(name.LastIndexOf('_') + 1)..] switch
    {
        "s" or "bytes" or "bps" or "m" when name.Contains('_', StringComparison.Ordinal) => FieldType.Integer,
        "dbm" or "c" or "v" or "ma" or "pct" or "ms" when name.Contains('_', StringComparison.Ordinal) => FieldType.Float,
        _ => FieldType.Text,
    };
}
