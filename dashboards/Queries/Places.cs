using EdgeNoc.Common.Telemetry;
using EdgeNoc.Dashboards.Model;

namespace EdgeNoc.Dashboards.Queries;

/// <summary>The chain of drop-downs: site → device → PON → ONU, and the conditions that they make.</summary>
/// <remarks>One value each, compared as a text and never as a pattern: names of PONs have slashes.</remarks>
internal static class Places
{
    public const string InSite = "\"site\" = '$site'";
    public const string InOlt = InSite + " AND \"device\" = '$olt'";
    public const string InPon = InOlt + " AND \"pon\" = '$pon'";
    public const string InOnu = InPon + " AND \"onu\" = '$onu'";
    public const string InRouter = InSite + " AND \"device\" = '$router'";

    public static Variable Site { get; } = Values("site", "Site", "agent", "site", "");

    public static Variable Olt { get; } = Values("olt", "OLT", "pon", "device", InSite);

    public static Variable Pon { get; } = Values("pon", "PON", "pon", "pon", InOlt);

    public static Variable Onu { get; } = Values("onu", "ONU", "onu", "onu", InPon);

    public static Variable Router { get; } = Values("router", "Router", "device", "device", $"{InSite} AND \"kind\" = 'router'");

    public static Variable Bng { get; } = Values("router", "NE8000", "device", "device", $"{InSite} AND \"kind\" = 'bng'");

    public static Variable Interface { get; } = Values("interface", "Interface", "interface", "interface", InRouter);

    /// <summary>Three intervals of 30 s; sites that are polled more slowly choose more.</summary>
    public static Variable Stale { get; } = new Variable.Choice("stale", "Silent after", [("90 s", "90"), ("3 min", "180"), ("5 min", "300"), ("15 min", "900"), ("3 h", "10800")]);

    /// <summary>The same for boxes that are polled every minute.</summary>
    public static Variable StaleSlow { get; } = new Variable.Choice("stale", "Silent after", [("3 min", "180"), ("5 min", "300"), ("15 min", "900"), ("3 h", "10800")]);

    public static Variable Store { get; } =
        new Variable.Choice("store", "Detail", [("every poll – 30 days", Downsampled.RawStore), ("5-minute means – a year", Downsampled.Store)]);

    /// <summary>Where browsers reach the collector: links lead there.</summary>
    public static Variable Collector { get; } = new Variable.Entry("collector", "Collector", "http://localhost:8090");

    private static Variable.FromQuery Values(string name, string label, string measurement, string tag, string where) =>
        new(name, label, $"SHOW TAG VALUES FROM \"{measurement}\" WITH KEY = \"{tag}\"{(where.Length == 0 ? "" : $" WHERE {where}")}");
}
