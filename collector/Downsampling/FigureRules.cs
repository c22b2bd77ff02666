using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Downsampling;

/// <summary>All rules: one for each measurement, the totals of sites, and those of the network, which read the totals of sites and therefore come last.</summary>
internal static class FigureRules
{
    private const string Boxes = "\"kind\" =~ /^(olt|router|bng)$/";

    private static readonly FigureRule OfPons =
        Total("pon", "\"device\", \"pon\"", "", [.. new[] { "total", "online", "offline", "power_off", "los", "weak" }.Select(field => TotalPart.Mean(field))]);

    private static readonly FigureRule OfSessions =
        Total("sessions", "\"device\", \"service\"", "\"service\" =~ /^(pppoe|ipoe|hotspot)$/", TotalPart.Mean("active", "sessions"), TotalPart.Max("active", Downsampled.Max("sessions")));

    public static IReadOnlyList<FigureRule> All { get; } =
    [
        .. Catalogue.All.Where(Downsampled.Has).Select(Of),
        OfPons,
        OfSessions,
        Total("device", "\"device\"", "\"device\" =~ /^(site)$/", TotalPart.Max("maintenance")),
        // A box counts as one in each window in which it was polled.
        Total("device", "\"device\"", Boxes, One("boxes"), TotalPart.Mean("up", "boxes_up"), new TotalPart("boxes_down", "up", "1 - mean(\"up\")", new FluxPart("mean", "1.0 - r._value"))),
        Announced(One("boxes_announced"), TotalPart.Mean("up", "boxes_announced_up")),
        Network(OfPons),
        Network(OfSessions),
    ];

    /// <summary>The rules that read a measurement, and those that read what these write: what late data of it makes wrong, in the order in which it is put right.</summary>
    public static IEnumerable<FigureRule> Reading(string measurement)
    {
        IReadOnlyList<FigureRule> direct = [.. All.Where(rule => rule.Source == measurement && !rule.IsOfNetwork)];
        return direct.Concat(All.Where(rule => rule.IsOfNetwork && direct.Any(total => total.Target == rule.Source && total.Figures.SequenceEqual(rule.Figures))));
    }

    private static FigureRule Of(MeasurementDefinition measurement) => new(measurement.Name, measurement.Name,
    [
        .. Downsampled.Fields(measurement).SelectMany(field => new Figure[]
        {
            new(field.Name, FieldType.Float), new(Downsampled.Min(field.Name), field.Type), new(Downsampled.Max(field.Name), field.Type),
        }),
    ]);

    private static FigureRule Total(string source, string tags, string where, params TotalPart[] parts) =>
        new(source, Downsampled.SiteTotal, [.. parts.Select(part => new Figure(part.Figure, FieldType.Float))]) { Where = where, Total = new TotalOf(tags, parts) };

    /// <summary>Boxes on which announced work ran. It is written of a device without its kind, so terminals are left out instead of boxes taken.</summary>
    private static FigureRule Announced(params TotalPart[] parts) =>
        new("device", Downsampled.SiteTotal, [.. parts.Select(part => new Figure(part.Figure, FieldType.Float))])
        {
            Where = "\"kind\" !~ /^ont$/ AND \"device\" !~ /^(site)$/",
            Total = new TotalOf("\"device\"", parts) { While = "maintenance" },
        };

    private static FigureRule Network(FigureRule site) => new(site.Target, Downsampled.NetworkTotal, site.Figures) { IsOfNetwork = true };

    private static TotalPart One(string figure) => new(figure, "up", "mean(\"up\") * 0 + 1", new FluxPart("mean", "1.0"));
}
