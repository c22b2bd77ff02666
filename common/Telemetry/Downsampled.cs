namespace EdgeNoc.Common.Telemetry;

/// <summary>
/// What is kept of measurements for a year: a mean, a minimum and a maximum for each five minutes. The one place that the collector, which computes them, and the dashboards read.
/// </summary>
/// <remarks>The mean has the field's own name, so that a query fits both stores; the others end in <c>_min</c> and <c>_max</c>. Texts are kept in the raw store alone.</remarks>
public static class Downsampled
{
    /// <summary>The retention policy that raw points go to: the one that InfluxDB makes with a database.</summary>
    public const string RawStore = "autogen";

    /// <summary>The retention policy of the five-minute figures.</summary>
    public const string Store = "m5";

    /// <summary>How long raw points are kept.</summary>
    public static TimeSpan RawKept { get; } = TimeSpan.FromDays(30);

    /// <summary>How long the figures are kept.</summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromDays(366);

    /// <summary>The width of a window; its figures carry the time of its begin.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(5);

    public static string Min(string field) => field + "_min";

    public static string Max(string field) => field + "_max";

    /// <summary>Whether a measurement has figures: what only tells that something happened has none.</summary>
    public static bool Has(MeasurementDefinition measurement) => measurement.Name != "alert_event";

    /// <summary>The fields of which there are figures.</summary>
    public static IEnumerable<FieldDefinition> Fields(MeasurementDefinition measurement) => measurement.Fields.Where(field => field.Type != FieldType.Text);

    /// <summary>
    /// A whole site in one series, so that a wall of two hundred sites need not add up thousands: <c>total, online, offline, power_off, los, weak</c> of its PONs, <c>sessions</c> of
    /// subscribers and <c>sessions_max</c>, <c>boxes</c>, <c>boxes_up</c> and <c>boxes_down</c> of OLTs and routers, of these as shares <c>known</c>, <c>known_up</c> and
    /// <c>work</c> (announced), <c>maintenance</c> of the whole site; floats, only in <see cref="Store"/>.
    /// </summary>
    public const string SiteTotal = "site_total";

    /// <summary>All sites in one series: what <see cref="SiteTotal"/> has of PONs and sessions, so that a curve over a year is one series and not two hundred.</summary>
    public const string NetworkTotal = "network_total";
}
