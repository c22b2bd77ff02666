using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Downsampling;

/// <summary>All rules: one for each measurement, and the totals of sites.</summary>
internal static class FigureRules
{
    public static IReadOnlyList<FigureRule> All { get; } =
    [
        .. Catalogue.All.Where(Downsampled.Has).Select(Of),
        Total("pon", "\"device\", \"pon\"", "", "total", "online", "offline", "power_off", "los"),
        new FigureRule("sessions", Downsampled.SiteTotal, [new("sessions", FieldType.Float)])
        {
            Where = "\"service\" =~ /^(pppoe|ipoe|hotspot)$/",
            Total = new TotalOf("\"device\", \"service\"", [("mean(\"active\")", "sessions")]),
        },
        new FigureRule("device", Downsampled.SiteTotal, [new("maintenance", FieldType.Float)])
        {
            Where = "\"device\" =~ /^(site)$/",
            Total = new TotalOf("\"device\"", [("max(\"maintenance\")", "maintenance")]),
        },
        new FigureRule("device", Downsampled.SiteTotal, [new("boxes", FieldType.Float), new("boxes_up", FieldType.Float)])
        {
            Where = "\"kind\" =~ /^(olt|router|bng)$/",
            // A box counts as one in each window in which it was polled.
            Total = new TotalOf("\"device\"", [("mean(\"up\")", "boxes_up"), ("mean(\"up\") * 0 + 1", "boxes")]),
        },
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

    private static FigureRule Total(string source, string tags, string where, params string[] fields) =>
        new(source, Downsampled.SiteTotal, [.. fields.Select(field => new Figure(field, FieldType.Float))])
        {
            Where = where,
            Total = new TotalOf(tags, [.. fields.Select(field => ($"mean(\"{field}\")", field))]),
        };
}
