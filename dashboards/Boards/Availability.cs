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
                (**maintenance**). The percentage is of the rest. A site is available by the share of its OLTs and routers; for it only work that was announced for the whole site is maintenance.
                """))),
            new(12,
                Report("Sites", 24, "site", SiteWindows, "sum(\"up\") / sum(\"of\")", [Text("site", "Site", link: Links.ToSite)])),
            new(12,
                Report("Devices of $site", 24, "device", DeviceWindows, "sum(\"up\") / count(\"up\")", [Text("device", "Device")])),
            new(9,
                Curves("$site: each day", 24, new FieldLook { Unit = Unit.Percent, Max = 100, Decimals = 2 },
                    new Query($"SELECT mean(\"up\") * 100 AS \"available\" FROM {InfluxQl.From("device", InfluxQl.M5)} WHERE $timeFilter AND {Places.InSite} AND {Box} GROUP BY time(1d), \"device\" fill(none)",
                        QueryShape.Series) { Alias = "$tag_device" })),
        ],
    };

    /// <summary>One row for each five minutes: the mean of <c>up</c>, and <c>m</c>, which is 1 while work was announced; −1 is nothing. Terminals apart: they have a map of their own.</summary>
    private static string DeviceWindows =>
        $"SELECT mean(\"up\") AS \"up\", max(\"maintenance\") AS \"m\" FROM {InfluxQl.From("device", InfluxQl.M5)} WHERE $timeFilter AND {Places.InSite} "
            + "AND \"kind\" !~ /^ont$/ AND \"device\" <> 'site' GROUP BY time(5m), \"device\" fill(-1)";

    /// <summary>By totals, not by devices: InfluxDB 1.x mixes up filled rows of several series when fewer tags are asked for outside than inside.</summary>
    private static string SiteWindows =>
        $"SELECT mean(\"boxes_up\") AS \"up\", mean(\"boxes\") AS \"of\", max(\"maintenance\") AS \"m\" FROM {InfluxQl.From(Downsampled.SiteTotal, InfluxQl.M5)} WHERE $timeFilter "
            + "GROUP BY time(5m), \"site\" fill(-1)";

    /// <summary>Only windows in which something was measured are divided by, so nothing is divided by zero.</summary>
    private static Panel Report(string title, int width, string key, string windows, string share, FieldRule[] first)
    {
        var by = InfluxQl.Name(key);
        return new Panel(title, width, new Drawing.Table("available_pct"),
            new Query($"SELECT {share} * 100 AS \"available_pct\", (1 - {share}) * count(\"up\") * 300 AS \"down_s\", count(\"up\") * 300 AS \"known_s\" "
                + $"FROM ({windows}) WHERE \"up\" >= 0 AND \"m\" <= 0 GROUP BY {by}", QueryShape.Table),
            new Query($"SELECT count(\"m\") * 300 AS \"maintenance_s\" FROM ({windows}) WHERE \"m\" > 0 GROUP BY {by}", QueryShape.Table) { MayBeEmpty = true },
            new Query($"SELECT count(\"up\") * 300 AS \"unknown_s\" FROM ({windows}) WHERE \"up\" < 0 AND \"m\" <= 0 GROUP BY {by}", QueryShape.Table) { MayBeEmpty = true })
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
