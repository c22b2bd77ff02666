using EdgeNoc.Dashboards.Look;
using EdgeNoc.Dashboards.Model;
using EdgeNoc.Dashboards.Queries;
using static EdgeNoc.Dashboards.Queries.Panels;

namespace EdgeNoc.Dashboards.Boards;

/// <summary>What every router has, whoever made it.</summary>
internal static class RouterRows
{
    public static Row System { get; } = new(4,
        Stat("State", 4, Now("up"), SilentBox, new FieldLook { Words = Words.Up }),
        Stat("CPU", 4, Now("cpu_pct"), SilentBox, In("cpu_pct", Levels.Cpu)),
        Stat("Memory", 4, Now("mem_used_pct"), SilentBox, In("mem_used_pct", Levels.Memory)),
        Stat("Temperature", 4, Now("temp_c", InfluxQl.Slow), SilentBox, In("temp_c", Levels.BoxTemperature)),
        Stat("Runs for", 4, Now("uptime_s"), SilentBox, In("uptime_s")),
        Stat("What it is", 4, Now("model version", InfluxQl.Slow), SilentBox, new FieldLook()))
    { Title = "System" };

    public static IReadOnlyList<Row> Interfaces { get; } =
    [
        new(10,
            Table("Interfaces", 14, "interface", new Drawing.Table("interface"),
                [
                    InfluxQl.Now("interface", "up rx_bps tx_bps util_pct speed_bps link_downs rx_errors tx_errors rx_drops tx_drops", Places.InRouter, "\"interface\"", InfluxQl.Slow),
                    InfluxQl.Silent("interface", "up", Places.InRouter, "\"interface\"", InfluxQl.Slow),
                ],
                Text("interface", "Interface"), new("up", new FieldLook { Name = "Link", Words = Words.Up, IsCellColoured = true }), Column("rx_bps", "In"), Column("tx_bps", "Out"),
                Cell("util_pct", "Used", Levels.Utilisation, 0), Column("speed_bps", "Speed"), Column("link_downs", "Link lost"), Column("rx_errors", "Errors in"), Column("tx_errors", "Errors out"),
                Column("rx_drops", "Drops in"), Column("tx_drops", "Drops out")),
            InAndOut("$interface: traffic", 10, In("rx_bps"), OfOne("mean(\"rx_bps\") AS \"in\"", " in"), OfOne("mean(\"tx_bps\") AS \"out\"", " out"))) { Title = "Interfaces" },
        new(9,
            InAndOut("All interfaces: traffic", 12, In("rx_bps"), OfAll("mean(\"rx_bps\") AS \"in\"", "$tag_interface in"), OfAll("mean(\"tx_bps\") AS \"out\"", "$tag_interface out")),
            Curves("All interfaces: errors a second", 12, new FieldLook { Unit = "cps" },
                OfAll("non_negative_derivative(mean(\"rx_errors\"), 1s) AS \"in\"", "$tag_interface in"), OfAll("non_negative_derivative(mean(\"tx_errors\"), 1s) AS \"out\"", "$tag_interface out"))),
    ];

    public static Panel Pools(int width) => Table("Address pools", width, "pool", new Drawing.Table("used_pct", IsDescending: true),
        [InfluxQl.Now("ippool", "used_pct used free total conflict", Places.InRouter, "\"pool\"", InfluxQl.Slow), InfluxQl.Silent("ippool", "used", Places.InRouter, "\"pool\"", InfluxQl.Slow)],
        Text("pool", "Pool"), Cell("used_pct", "Used", Levels.Pool, 1), Column("used", "Taken"), Column("free", "Free"), Column("total", "All"), Cell("conflict", "Conflicts", Levels.Trouble()));

    public static Panel Sensors(int width) => Table("Fans, power, sensors", width, "sensor", new Drawing.Table("sensor"),
        [InfluxQl.Now("sensor", "ok value", Places.InRouter, "\"sensor\"", InfluxQl.Slow), InfluxQl.Silent("sensor", "value", Places.InRouter, "\"sensor\"", InfluxQl.Slow)],
        Text("sensor", "Sensor"), new("ok", new FieldLook { Name = "State", Words = Words.Ok, IsCellColoured = true }), Column("value", "Value"));

    public static Row Optics(string title) => new(9,
        Table("Optics", 12, "interface", new Drawing.Table("interface"),
            [InfluxQl.Now("optic", "rx_dbm tx_dbm temp_c voltage_v bias_ma", Places.InRouter, "\"interface\"", InfluxQl.Slow), InfluxQl.Silent("optic", "temp_c", Places.InRouter, "\"interface\"", InfluxQl.Slow)],
            Text("interface", "Interface"), Cell("rx_dbm", "RX", Levels.OpticRx, 1), Column("tx_dbm", "TX", 1), Cell("temp_c", "Temperature", Levels.BoxTemperature, 0),
            Column("voltage_v", "Voltage", 2), Column("bias_ma", "Bias", 1)),
        Curves("Light received", 12, In("rx_dbm"), InfluxQl.Curve("optic", "mean(\"rx_dbm\") AS \"rx\"", Places.InRouter, "\"interface\"", "$tag_interface", InfluxQl.Chosen)))
    { Title = title };

    public static Query Device(string select, string alias) => InfluxQl.Curve("device", select, Places.InRouter, "", alias, InfluxQl.Chosen);

    private static Query Now(string fields, string fresh = InfluxQl.Polled) => InfluxQl.Now("device", fields, Places.InRouter, "", fresh);

    private static Query SilentBox => InfluxQl.Silent("device", "up", Places.InRouter, "");

    private static Query OfOne(string select, string alias) => InfluxQl.Curve("interface", select, Places.InRouter + " AND \"interface\" = '$interface'", "", "$interface" + alias, InfluxQl.Chosen);

    private static Query OfAll(string select, string alias) => InfluxQl.Curve("interface", select, Places.InRouter, "\"interface\"", alias, InfluxQl.Chosen);
}
