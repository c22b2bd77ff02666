using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Downsampling;

/// <summary>All rules: one for each measurement, one for each total of sites, and that of the network, which reads the totals of sites and therefore comes last.</summary>
/// <remarks>
/// A rule has one total: InfluxDB 1.x mixes up rows of several series when one of them lacks a field that another has, and reads the inner statement anew for each sum of the outer one.
/// </remarks>
internal static class FigureRules
{
    /// <summary>What stands at a POP itself, and no customer's terminal.</summary>
    public const string IsBox = "\"kind\" =~ /^(olt|router|bng)$/";

    private const string OnePon = "\"device\", \"pon\"";
    private const string OneService = "\"device\", \"service\"";
    private const string IsSubscriber = "\"service\" =~ /^(pppoe|ipoe|hotspot)$/";

    private static readonly FigureRule[] OfPons = [.. new[] { "total", "online", "offline", "power_off", "los", "weak" }.Select(field => Total("pon", OnePon, "", TotalPart.Mean(field)))];

    private static readonly FigureRule[] OfSessions =
        [Total("sessions", OneService, IsSubscriber, TotalPart.Mean("active", "sessions")), Total("sessions", OneService, IsSubscriber, TotalPart.Max("active", Downsampled.Max("sessions")))];

    // A box counts as one in each window in which it was polled.
    private static readonly FigureRule[] OfBoxes =
    [
        Total("device", "\"device\"", IsBox, new TotalPart("boxes", "up", "mean(\"up\") * 0 + 1", new FluxPart("mean", "1.0"))),
        Total("device", "\"device\"", IsBox, TotalPart.Mean("up", "boxes_up")),
        Total("device", "\"device\"", IsBox, new TotalPart("boxes_down", "up", "1 - mean(\"up\")", new FluxPart("mean", "1.0 - r._value"))),
        Total("device", "\"device\"", "\"device\" =~ /^(site)$/", TotalPart.Max("maintenance")),
    ];

    private static readonly FigureRule OfNetwork = new(Downsampled.SiteTotal, Downsampled.NetworkTotal, [.. OfPons.Concat(OfSessions).SelectMany(rule => rule.Figures)]) { IsOfNetwork = true };

    public static IReadOnlyList<FigureRule> All { get; } = [.. Catalogue.All.Where(Downsampled.Has).Select(Of), .. OfPons, .. OfSessions, .. OfBoxes, OfNetwork];

    /// <summary>The rules that read a measurement, and that which reads what these write: what late data of it makes wrong, in the order in which it is put right.</summary>
    public static IEnumerable<FigureRule> Reading(string measurement)
    {
        IReadOnlyList<FigureRule> direct = [.. All.Where(rule => rule.Source == measurement && !rule.IsOfNetwork)];
        return direct.Any(rule => rule.Total is not null && IsOfNetwork(rule.Total.Part)) ? direct.Append(OfNetwork) : direct;
    }

    /// <summary>Whether the network has this total too.</summary>
    public static bool IsOfNetwork(TotalPart part) => OfNetwork.Figures.Any(figure => figure.Name == part.Figure);

    private static FigureRule Of(MeasurementDefinition measurement) => new(measurement.Name, measurement.Name,
    [
        .. Downsampled.Fields(measurement).SelectMany(field => new Figure[]
        {
            new(field.Name, FieldType.Float), new(Downsampled.Min(field.Name), field.Type), new(Downsampled.Max(field.Name), field.Type),
        }),
    ]);

    private static FigureRule Total(string source, string tags, string where, TotalPart part) =>
        new(source, Downsampled.SiteTotal, [new Figure(part.Figure, FieldType.Float)]) { Where = where, Total = new TotalOf(tags, part) };
}
