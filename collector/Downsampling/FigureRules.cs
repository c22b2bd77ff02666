using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Downsampling;

/// <summary>All rules: one for each measurement, and the totals of sites.</summary>
internal static class FigureRules
{
    public static IReadOnlyList<FigureRule> All { get; } =
    [
        .. Catalogue.All.Where(Downsampled.Has).Select(Of),
        Total("pon", "\"device\", \"pon\"", "", [.. new[] { "total", "online", "offline", "power_off", "los" }.Select(field => TotalPart.Mean(field))]),
        Total("sessions", "\"device\", \"service\"", "\"service\" =~ /^(pppoe|ipoe|hotspot)$/", TotalPart.Mean("active", "sessions")),
        Total("device", "\"device\"", "\"device\" =~ /^(site)$/", new TotalPart("maintenance", "maintenance", "max(\"maintenance\")")),
        // A box counts as one in each window in which it was polled.
        Total("device", "\"device\"", "\"kind\" =~ /^(olt|router|bng)$/",
            new TotalPart("boxes", "up", "mean(\"up\") * 0 + 1", "1.0"), TotalPart.Mean("up", "boxes_up"), new TotalPart("boxes_down", "up", "1 - mean(\"up\")", "1.0 - r._value")),
    ];

    /// <summary>The rules that read a measurement: what late data of it makes wrong.</summary>
    public static IEnumerable<FigureRule> Reading(string measurement) => All.Where(rule => rule.Source == measurement);

    private static FigureRule Of(MeasurementDefinition measurement) => new(measurement.Name, measurement.Name,
    [
        .. Downsampled.Fields(measurement).SelectMany(field => new Figure[]
        {
            new(field.Name, FieldType.Float), new(Downsampled.Min(field.Name), field.Type), new(Downsampled.Max(field.Name), field.Type),
        }),
    ]);

    private static FigureRule Total(string source, string tags, string where, params TotalPart[] parts) =>
        new(source, Downsampled.SiteTotal, [.. parts.Select(part => new Figure(part.Figure, FieldType.Float))]) { Where = where, Total = new TotalOf(tags, parts) };
}
