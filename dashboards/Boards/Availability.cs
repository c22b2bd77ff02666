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

    private static readonly string M5 = InfluxQl.M5;

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
                (**maintenance**). The percentage is of the rest. A site is available by the share of its OLTs and routers.
                """))),
            new(12,
                Report("Sites", 24, "site", SiteWindows, [Text("site", "Site", link: Links.ToSite)])),
            new(12,
                Report("Devices of $site", 24, "device", DeviceWindows, [Text("device", "Device")])),
            new(9,
                Curves("$site: each day", 24, new FieldLook { Unit = Unit.Percent, Max = 100, Decimals = 2 },
                    new Query($"SELECT mean(\"up\") * 100 AS \"available\" FROM {InfluxQl.From("device", M5)} WHERE $timeFilter AND {Places.InSite} AND {Box} GROUP BY time(1d), \"device\" fill(none)",
                        QueryShape.Series) { Alias = "$tag_device" })),
        ],
    };

    /// <summary>One row for each five minutes and device: <c>u</c> is 0 for unknown, 1 for down, 2 for up; <c>m</c> is 1 while work was announced.</summary>
    private static string DeviceWindows => Windows(
        $"SELECT mean(\"up\") + 1 AS \"u\" FROM {InfluxQl.From("device", M5)} WHERE $timeFilter AND {Places.InSite} AND {Box}",
        $"SELECT max(\"active\") AS \"m\" FROM {InfluxQl.From("maintenance", M5)} WHERE $timeFilter AND {Places.InSite}", "\"device\"");

    private static string SiteWindows => Windows(
        $"SELECT mean(\"boxes_up\") / mean(\"boxes\") + 1 AS \"u\" FROM {InfluxQl.From(Downsampled.SiteTotal, M5)} WHERE $timeFilter",
        $"SELECT max(\"active\") AS \"m\" FROM {InfluxQl.From("maintenance", M5)} WHERE $timeFilter AND \"device\" = 'site'", "\"site\"");

    private static string Windows(string up, string maintenance, string by) =>
        $"SELECT max(\"u\") AS \"u\", max(\"m\") AS \"m\" FROM ({up} GROUP BY time(5m), {by} fill(none)), ({maintenance} GROUP BY time(5m), {by} fill(none)) WHERE $timeFilter GROUP BY time(5m), {by} fill(0)";

    private static Panel Report(string title, int width, string key, string windows, FieldRule[] first)
    {
        var by = InfluxQl.Name(key);
        return new Panel(title, width, new Drawing.Table("available_pct"),
            new Query($"SELECT (sum(\"u\") - count(\"u\")) / count(\"u\") * 100 AS \"available_pct\", (count(\"u\") * 2 - sum(\"u\")) * 300 AS \"down_s\", count(\"u\") * 300 AS \"known_s\" "
                + $"FROM ({windows}) WHERE \"u\" > 0 AND \"m\" = 0 GROUP BY {by}", QueryShape.Table),
            new Query($"SELECT count(\"m\") * 300 AS \"maintenance_s\" FROM ({windows}) WHERE \"m\" > 0 GROUP BY {by}", QueryShape.Table) { MayBeEmpty = true },
            new Query($"SELECT count(\"u\") * 300 AS \"unknown_s\" FROM ({windows}) WHERE \"u\" = 0 AND \"m\" = 0 GROUP BY {by}", QueryShape.Table) { MayBeEmpty = true })
        {
            Fields =
            [
                .. first, Cell("available_pct", "Available", Levels.Availability, 3), Column("down_s", "Down"), Column("known_s", "Measured"), Column("maintenance_s", "Maintenance"),
                new("unknown_s", new FieldLook { Name = "Unknown", Unit = Unit.Seconds, Steps = Levels.One(Colours.Unknown) }),
            ],
            Transformations = [new Transformation.Columns(["Time"]), new Transformation.JoinBy(key)],
        };
    }
}
