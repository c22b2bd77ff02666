using EdgeNoc.Dashboards.Look;
using EdgeNoc.Dashboards.Model;
using EdgeNoc.Dashboards.Queries;
using static EdgeNoc.Dashboards.Queries.Panels;

namespace EdgeNoc.Dashboards.Boards;

/// <summary>One OLT and its PONs.</summary>
internal static class Olt
{
    private const string Box = Places.InSite + " AND \"device\" = '$olt'";

    public static Dashboard Dashboard { get; } = new(Links.Olt, "EdgeNoc: OLT", "One OLT: its PONs, its light, its own health.")
    {
        Variables = [Places.Site, Places.Olt, Places.Stale, Places.Store, Places.Collector],
        AlertsWhere = "AND " + Places.InOlt,
        Rows =
        [
            new(4,
                Stat("State", 4, InfluxQl.Now("device", "up", Box, ""), SilentBox, new FieldLook { Words = Words.Up }),
                Pons.Onus(8, Places.InOlt, InfluxQl.Silent("pon", "total", Places.InOlt, "")),
                Stat("CPU", 3, InfluxQl.Now("device", "cpu_pct", Box, ""), SilentBox, In("cpu_pct", Levels.Cpu)),
                Stat("Memory", 3, InfluxQl.Now("device", "mem_used_pct", Box, ""), SilentBox, In("mem_used_pct", Levels.Memory)),
                Stat("Temperature", 3, InfluxQl.Now("device", "temp_c", Box, ""), SilentBox, In("temp_c", Levels.BoxTemperature)),
                Stat("Runs for", 3, InfluxQl.Now("device", "uptime_s", Box, ""), SilentBox, In("uptime_s"))),
            new(10,
                Table("PONs", 16, "pon", new Drawing.Table("pon"),
                    [
                        InfluxQl.Now("pon", "total online offline power_off los", Places.InOlt, "\"pon\""),
                        InfluxQl.Now("pon", "rx_avg_dbm rx_min_dbm weak tx_dbm temp_c in_bps out_bps", Places.InOlt, "\"pon\"", InfluxQl.Slow),
                        InfluxQl.Silent("pon", "total", Places.InOlt, "\"pon\""),
                    ],
                    Text("pon", "PON", link: Links.ToPonHere), Column("total", "ONUs"), Column("online", "Online"), Cell("offline", "Gone", Levels.Trouble()),
                    Cell("power_off", "Power off", Levels.Trouble(Colours.PowerOff)), Cell("los", "No light", Levels.Trouble()), Cell("rx_avg_dbm", "RX mean", Levels.Rx, 1),
                    Cell("rx_min_dbm", "RX weakest", Levels.Rx, 1), Cell("weak", "Weak", Levels.Trouble(Colours.Mild)), Column("tx_dbm", "TX", 1), Column("temp_c", "Temperature", 0), Column("in_bps", "In"), Column("out_bps", "Out")),
                new Panel("How strong the light of the ONUs is", 8, new Drawing.Histogram(1),
                    new Query($"SELECT last(\"rx_dbm\") AS \"ONUs\" FROM \"onu\" WHERE {InfluxQl.Fresh(InfluxQl.Slow)} AND {Places.InOlt} GROUP BY \"pon\", \"onu\"", QueryShape.Table))
                {
                    Help = "A good plant is one hill between −15 and −25 dBm; what lies left of −27 is too weak.",
                    Look = new FieldLook { Unit = Unit.Decibel },
                    Transformations = [new Transformation.Columns(["Time", "pon", "onu"])],
                }),
            new(9,
                Stack("ONUs online per PON", 12, new FieldLook { Unit = Unit.Count }, Curve("mean(\"online\") AS \"online\"")),
                Curves("Weakest ONU of each PON", 12, new FieldLook { Unit = Unit.Decibel }, Curve("min(\"rx_min_dbm\") AS \"rx\""))),
            new(9,
                InAndOut("Traffic of the PONs", 12, new FieldLook { Unit = Unit.Bits },
                    Curve("mean(\"in_bps\") AS \"in\"", "$tag_pon in") with { MayBeEmpty = true }, Curve("mean(\"out_bps\") AS \"out\"", "$tag_pon out") with { MayBeEmpty = true }),
                Curves("Temperature over time", 12, new FieldLook { Unit = Unit.Of("temp_c") },
                    InfluxQl.Curve("device", "mean(\"temp_c\") AS \"box\"", Box, "", "box", InfluxQl.Chosen), Curve("mean(\"temp_c\") AS \"temp\"", "PON $tag_pon") with { MayBeEmpty = true })),
            new(8, Timeline("PONs: share of ONUs online", 24, new FieldLook { Unit = Unit.Share, Min = 0, Max = 1, Steps = Levels.Up },
                // A PON without an ONU has no share.
                new Query($"SELECT mean(\"online\") / mean(\"total\") AS \"share\" FROM {InfluxQl.From("pon", InfluxQl.Chosen)} WHERE $timeFilter AND {Places.InOlt} AND \"total\" > 0 "
                    + "GROUP BY time($__interval), \"pon\" fill(none)", QueryShape.Series) { Alias = "$tag_pon" })),
            new(8, Incidents.EventTable("Raised and cleared", 24, Places.InOlt)),
        ],
    };

    private static Query SilentBox => InfluxQl.Silent("device", "up", Box, "");

    private static Query Curve(string select, string alias = "$tag_pon") => InfluxQl.Curve("pon", select, Places.InOlt, "\"pon\"", alias, InfluxQl.Chosen);
}
