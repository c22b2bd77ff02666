using EdgeNoc.Common.Telemetry;
using EdgeNoc.Dashboards.Look;
using EdgeNoc.Dashboards.Model;
using EdgeNoc.Dashboards.Queries;
using static EdgeNoc.Dashboards.Queries.Panels;

namespace EdgeNoc.Dashboards.Boards;

/// <summary>How long everything was there in a month. Time that nobody measured and time of announced work are neither up nor down: each is counted apart.</summary>
internal static class Availability
{
    private const string Box = "\"kind\" =~ /^(olt|router|bng)$/";

    public static Dashboard Dashboard { get; } = new(Links.Availability, "EdgeNoc: Availability report", "How long was each site and device there? Opens with the previous month; choose any other above.")
    {
        From = "now-1M/M",
        To = "now-1M/M",
        Refresh = "",
        AlertsWhere = null,
        Variables = [Places.Site, Places.Collector],
        Rows =
        [
            new(4, new Panel("How it is counted", 24, new Drawing.Note(
                """
                Each five minutes of a device are **available** by the share of polls that it answered, unless nobody polled (**unknown**: the agent was away, the device was not there yet) or work was announced
                (**maintenance**). The percentage is of the rest. A site is available by the share of its OLTs and routers: one of three boxes with announced work is a third of that time as maintenance.
                """))),
            new(12,
                Report("Sites", 24, "site", OfSites, [Text("site", "Site", link: Links.ToSite)])),
            new(12,
                Report("Devices of $site", 24, "device", OfDevices, [Text("device", "Device")])),
            new(9,
                Curves("$site: each day", 24, new FieldLook { Unit = Unit.Percent, Max = 100, Decimals = 2 },
                    new Query($"SELECT mean(\"up\") * 100 AS \"available\" FROM {InfluxQl.From("device", InfluxQl.M5)} WHERE $timeFilter AND {Places.InSite} AND {Box} GROUP BY time(1d), \"device\" fill(none)",
                        QueryShape.Series) { Alias = "$tag_device" })),
        ],
    };

    /// <summary>One row for each five minutes: the mean of <c>up</c>, and <c>m</c>, which is 1 while work was announced; −1 is nothing. Terminals apart: they have a map of their own.</summary>
    private static string DeviceWindows =>
        $"SELECT mean(\"up\") AS \"up\", max(\"maintenance\") AS \"m\" FROM {InfluxQl.From("device", InfluxQl.M5)} WHERE {Past} AND {Places.InSite} "
            + "AND \"kind\" !~ /^ont$/ AND \"device\" <> 'site' GROUP BY time(5m), \"device\" fill(-1)";

    /// <summary>A month that is not over has no unknown days to come.</summary>
    private const string Past = "$timeFilter AND time <= now()";

    private static IReadOnlyList<Query> OfDevices =>
    [
        Known($"(SELECT \"up\" AS \"u\", \"up\" * 0 + 1 AS \"k\" FROM ({DeviceWindows}) WHERE \"up\" >= 0 AND \"m\" <= 0)", "device"),
        Counted($"(SELECT \"m\" AS \"x\" FROM ({DeviceWindows}) WHERE \"m\" > 0)", "maintenance_s", "device"),
        Counted($"(SELECT \"up\" * 0 + 1 AS \"x\" FROM ({DeviceWindows}) WHERE \"up\" < 0 AND \"m\" <= 0)", "unknown_s", "device"),
    ];

    /// <summary>
    /// By totals, not by devices: InfluxDB 1.x mixes up filled rows of several series when fewer tags are asked for outside than inside. Each box has its share of each five minutes;
    /// that of boxes with announced work is taken off what was known and what was up, and counted as maintenance.
    /// </summary>
    private static IReadOnlyList<Query> OfSites =>
    [
        Known($"(SELECT \"up\" / \"of\" AS \"u\", \"of\" / \"of\" AS \"k\" FROM ({SiteWindows("")}) WHERE \"of\" > 0 AND \"m\" <= 0), "
            + $"(SELECT 0 - \"aup\" / \"of\" AS \"u\", 0 - \"a\" / \"of\" AS \"k\" FROM ({SiteWindows(Announced)}) WHERE \"of\" > 0 AND \"m\" <= 0 AND \"a\" > 0)", "site"),
        Counted($"(SELECT \"m\" AS \"x\" FROM ({SiteWindows("")}) WHERE \"m\" > 0), (SELECT \"a\" / \"of\" AS \"x\" FROM ({SiteWindows(Announced)}) WHERE \"of\" > 0 AND \"m\" <= 0 AND \"a\" > 0)", "maintenance_s", "site"),
        Counted($"(SELECT \"of\" + 1 AS \"x\" FROM ({SiteWindows("")}) WHERE \"of\" <= 0 AND \"m\" <= 0)", "unknown_s", "site"),
    ];

    private const string Announced = ", mean(\"boxes_announced_up\") AS \"aup\", mean(\"boxes_announced\") AS \"a\"";

    /// <summary>One row for each five minutes; no box is nothing. Figures of announced work are asked for only where there are some: a field that no point has cannot be.</summary>
    private static string SiteWindows(string more) =>
        $"SELECT mean(\"boxes_up\") AS \"up\", mean(\"boxes\") AS \"of\", max(\"maintenance\") AS \"m\"{more} FROM {InfluxQl.From(Downsampled.SiteTotal, InfluxQl.M5)} WHERE {Past} "
            + "GROUP BY time(5m), \"site\" fill(0)";

    /// <summary>Of windows that were measured, <c>k</c>, the part that was up, <c>u</c>. What was never measured is left out before anything is divided, so nothing is divided by zero.</summary>
    private static Query Known(string windows, string key) => new(
        "SELECT \"u\" / \"k\" * 100 AS \"available_pct\", (\"k\" - \"u\") * 300 AS \"down_s\", \"k\" * 300 AS \"known_s\" "
            + $"FROM (SELECT sum(\"u\") AS \"u\", sum(\"k\") AS \"k\" FROM {windows} GROUP BY \"{key}\") WHERE \"k\" > 0.001 GROUP BY \"{key}\"", QueryShape.Table);

    private static Query Counted(string windows, string column, string key) =>
        new($"SELECT sum(\"x\") * 300 AS \"{column}\" FROM {windows} GROUP BY \"{key}\"", QueryShape.Table) { MayBeEmpty = true };

    private static Panel Report(string title, int width, string key, IReadOnlyList<Query> queries, FieldRule[] first) => new(title, width, new Drawing.Table("available_pct"), queries)
    {
        Fields =
        [
            .. first, Cell("available_pct", "Available", Levels.Availability, 3), Column("down_s", "Down"), Column("known_s", "Measured"), Column("maintenance_s", "Maintenance"),
            new("unknown_s", new FieldLook { Name = "Unknown", Unit = Unit.Seconds, Steps = Levels.One(Colours.Unknown) }),
        ],
        Transformations = [new Transformation.Columns(["Time"]), new Transformation.JoinBy(key)],
    };
}
