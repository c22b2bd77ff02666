using EdgeNoc.Dashboards.Look;
using EdgeNoc.Dashboards.Model;
using EdgeNoc.Dashboards.Queries;
using static EdgeNoc.Dashboards.Queries.Panels;

namespace EdgeNoc.Dashboards.Boards;

/// <summary>One PON with all its ONUs, and one of them in detail.</summary>
internal static class PonAndOnu
{
    public static Dashboard Dashboard { get; } = new(Links.Pon, "EdgeNoc: PON and ONU", "Who is on this PON, how are they, and how was it before?")
    {
        From = "now-24h",
        Variables = [Places.Site, Places.Olt, Places.Pon, Places.Onu, Places.Stale, Places.Store, Places.Collector],
        AlertsWhere = "AND " + Places.InOlt,
        Rows =
        [
            new(4,
                Stat("ONUs on PON $pon", 12, InfluxQl.Now("pon", "total online offline power_off los", Places.InPon, ""), InfluxQl.Silent("pon", "total", Places.InPon, ""), new FieldLook(),
                    new FieldRule("online", new FieldLook { Steps = Levels.One(Colours.Good) }), new("offline", new FieldLook { Steps = Levels.Trouble() }),
                    new("power_off", new FieldLook { Steps = Levels.Trouble(Colours.PowerOff) }), new("los", new FieldLook { Steps = Levels.Trouble() })),
                Stat("ONU $onu", 12, InfluxQl.Now("onu", "status rx_dbm temp_c distance_m online_s", Places.InOnu, "", InfluxQl.Slow), InfluxQl.Silent("onu", "up", Places.InOnu, "", InfluxQl.Slow),
                    new FieldLook(), new FieldRule("status", new FieldLook { Words = Words.OnuStatus }), new("rx_dbm", In("rx_dbm", Levels.Rx) with { Name = "RX" }),
                    new("temp_c", In("temp_c", Levels.OnuTemperature) with { Name = "temperature" }), new("distance_m", In("distance_m") with { Name = "distance" }),
                    new("online_s", In("online_s") with { Name = "online for" }))),
            new(12,
                Table("ONUs", 16, "onu", new Drawing.Table("onu"),
                    [
                        InfluxQl.Now("onu", "status reason name mac serial online_s deregisters", Places.InPon, "\"onu\""),
                        InfluxQl.Now("onu", "rx_dbm tx_dbm olt_rx_dbm temp_c distance_m", Places.InPon, "\"onu\"", InfluxQl.Slow),
                        InfluxQl.Silent("onu", "up", Places.InPon, "\"onu\""),
                    ],
                    Text("onu", "ONU", link: Links.ToOnuHere), Text("status", "State", Words.OnuStatus), Text("reason", "Why"), Text("name", "Name", link: Links.ToFind),
                    Text("mac", "MAC", link: Links.ToFind), Text("serial", "Serial", link: Links.ToFind), Column("online_s", "Online for"), Column("deregisters", "Lost so often"),
                    Cell("rx_dbm", "RX", Levels.Rx, 1), Column("tx_dbm", "TX", 1), Column("olt_rx_dbm", "OLT hears", 1), Cell("temp_c", "Temperature", Levels.OnuTemperature, 0),
                    Column("distance_m", "Distance")),
                List("Worst 20: weakest light", 8, new Drawing.Bars(),
                    new Query($"SELECT bottom(\"rx_dbm\", \"onu\", 20) AS \"RX\" FROM (SELECT last(\"rx_dbm\") AS \"rx_dbm\" FROM \"onu\" WHERE {InfluxQl.Fresh(InfluxQl.Slow)} AND {Places.InPon} GROUP BY \"onu\")",
                        QueryShape.Table),
                    In("rx_dbm", Levels.Rx) with { Min = -35, Max = -5, Decimals = 1 })),
            new(12, Timeline("States of the ONUs", 24, new FieldLook { Words = Words.OnuStatus }, InfluxQl.States("onu", "status", Places.InPon, "\"onu\"", "$tag_onu"))),
            new(9,
                Curves("ONU $onu: light", 12, In("rx_dbm"), Onu("mean(\"rx_dbm\") AS \"RX\"", "RX"), Onu("mean(\"tx_dbm\") AS \"TX\"", "TX") with { MayBeEmpty = true },
                    Onu("mean(\"olt_rx_dbm\") AS \"OLT\"", "OLT hears") with { MayBeEmpty = true }),
                Curves("ONU $onu: distance", 6, In("distance_m"), Onu("mean(\"distance_m\") AS \"distance\"", "distance")),
                Curves("ONU $onu: temperature", 6, In("temp_c"), Onu("mean(\"temp_c\") AS \"temperature\"", "temperature"))),
            new(9,
                Curves("Light of all ONUs", 12, In("rx_dbm"), InfluxQl.Curve("onu", "mean(\"rx_dbm\") AS \"rx\"", Places.InPon, "\"onu\"", "$tag_onu", InfluxQl.Chosen)),
                Stack("ONUs over time", 12, new FieldLook { Unit = Unit.Count },
                    Pon("mean(\"online\") AS \"online\"", "online"), Pon("mean(\"power_off\") AS \"power off\"", "power off"), Pon("mean(\"los\") AS \"no light\"", "no light"))),
            new(8, Incidents.EventTable("ONU $onu and the PON: raised and cleared", 24, Places.InOlt + " AND (\"entity\" = 'onu/$pon:$onu' OR \"entity\" = 'pon/$pon')")),
        ],
    };

    private static Query Onu(string select, string alias) => InfluxQl.Curve("onu", select, Places.InOnu, "", alias, InfluxQl.Chosen);

    private static Query Pon(string select, string alias) => InfluxQl.Curve("pon", select, Places.InPon, "", alias, InfluxQl.Chosen);
}
