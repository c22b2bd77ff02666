using EdgeNoc.Common.Telemetry;
using EdgeNoc.Dashboards.Look;
using EdgeNoc.Dashboards.Model;
using EdgeNoc.Dashboards.Queries;
using static EdgeNoc.Dashboards.Queries.Panels;

namespace EdgeNoc.Dashboards.Boards;

/// <summary>How long everything was there in a month. Time that nobody measured and time of announced work are neither up nor down: each is counted apart.</summary>
internal static class Availability
{
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
                (**maintenance**). The percentage is of the rest. A site is available by the share of its OLTs and routers: one of three boxes with announced work is a third of that time as maintenance; its unknown time is exact to half an
                hour at the ends of the range.
                """))),
            new(12,
                Report("Sites", 24, "site", OfSites, [Text("site", "Site", link: Links.ToSite)])),
            new(12,
                Report("Devices of $site", 24, "device", OfDevices, [Text("device", "Device")])),
            new(9,
                Curves("$site: each day", 24, new FieldLook { Unit = Unit.Percent, Max = 100, Decimals = 2 },
                    new Query($"SELECT sum(\"known_up\") / sum(\"known\") * 100 AS \"available\" FROM {Sites} WHERE $timeFilter AND {Places.InSite} AND \"known\" > 0 GROUP BY time(1d) fill(none)",
                        QueryShape.Series) { Alias = "$site" })),
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
        // Only windows in which something was measured are divided by, so nothing is divided by zero.
        new($"SELECT sum(\"up\") / count(\"up\") * 100 AS \"available_pct\", (count(\"up\") - sum(\"up\")) * 300 AS \"down_s\", count(\"up\") * 300 AS \"known_s\" "
            + $"FROM ({DeviceWindows}) WHERE \"up\" >= 0 AND \"m\" <= 0 GROUP BY \"device\"", QueryShape.Table),
        new($"SELECT count(\"m\") * 300 AS \"maintenance_s\" FROM ({DeviceWindows}) WHERE \"m\" > 0 GROUP BY \"device\"", QueryShape.Table) { MayBeEmpty = true },
        new($"SELECT count(\"up\") * 300 AS \"unknown_s\" FROM ({DeviceWindows}) WHERE \"up\" < 0 AND \"m\" <= 0 GROUP BY \"device\"", QueryShape.Table) { MayBeEmpty = true },
    ];

    /// <summary>
    /// By what the collector has computed for each five minutes: nothing but sums, for there may be hundreds of sites. What is not known is told by half hours that lack figures; the last one of
    /// a month that is not over does.
    /// </summary>
    private static IReadOnlyList<Query> OfSites =>
    [
        new($"SELECT sum(\"known_up\") / sum(\"known\") * 100 AS \"available_pct\", (sum(\"known\") - sum(\"known_up\")) * 300 AS \"down_s\", sum(\"known\") * 300 AS \"known_s\" "
            + $"FROM {Sites} WHERE {Past} AND \"known\" > 0 GROUP BY \"site\"", QueryShape.Table),
        new($"SELECT sum(\"work\") * 300 AS \"maintenance_s\" FROM {Sites} WHERE {Past} AND \"work\" > 0 GROUP BY \"site\"", QueryShape.Table) { MayBeEmpty = true },
        new($"SELECT sum(\"lacking\") * 300 AS \"unknown_s\" FROM (SELECT 6 - count(\"known\") AS \"lacking\" FROM {Sites} WHERE {Past} GROUP BY time(30m), \"site\" fill(0)) "
            + "WHERE \"lacking\" > 0 GROUP BY \"site\"", QueryShape.Table) { MayBeEmpty = true },
    ];

    private static string Sites => InfluxQl.From(Downsampled.SiteTotal, InfluxQl.M5);

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
