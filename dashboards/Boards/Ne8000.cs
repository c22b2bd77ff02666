using EdgeNoc.Dashboards.Look;
using EdgeNoc.Dashboards.Model;
using EdgeNoc.Dashboards.Queries;
using static EdgeNoc.Dashboards.Queries.Panels;

namespace EdgeNoc.Dashboards.Boards;

/// <summary>One NE8000: boards, subscribers, address pools and when they will be full, interfaces, optics, BGP.</summary>
internal static class Ne8000
{
    private const string Services = Places.InRouter + " AND \"service\" =~ /^(pppoe|ipoe|all)$/";
    private const string Total = Places.InRouter + " AND \"service\" = 'all'";

    public static Dashboard Dashboard { get; } = new(Links.Bng, "EdgeNoc: NE8000", "One NE8000: boards, subscribers, address pools and when they will be full, interfaces, optics, BGP.")
    {
        Variables = [Places.Site, Places.Bng, Places.Interface, Places.StaleSlow, Places.Store, Places.Collector],
        AlertsWhere = "AND " + Places.InRouter,
        Rows =
        [
            RouterRows.System,
            new(9,
                Table("Boards", 9, "slot", new Drawing.Table("slot"),
                    [
                        InfluxQl.Now("board", "up role cpu_pct mem_used_pct temp_c status", Places.InRouter, "\"slot\"", InfluxQl.Slow),
                        InfluxQl.Silent("board", "up", Places.InRouter, "\"slot\"", InfluxQl.Slow),
                    ],
                    Text("slot", "Slot"), new("up", new FieldLook { Name = "State", Words = Words.Up, IsCellColoured = true }), Text("role", "Role"), Cell("cpu_pct", "CPU", Levels.Cpu, 0),
                    Cell("mem_used_pct", "Memory", Levels.Memory, 0), Cell("temp_c", "Temperature", Levels.BoxTemperature, 0), Text("status", "Says")),
                Curves("CPU per slot", 5, new FieldLook { Unit = Unit.Percent, Min = 0, Max = 100 }, Board("mean(\"cpu_pct\") AS \"cpu\"")),
                RouterRows.Sensors(5),
                Curves("Memory per slot", 5, new FieldLook { Unit = Unit.Percent, Min = 0, Max = 100 }, Board("mean(\"mem_used_pct\") AS \"memory\""))) { Title = "Boards" },
            new(9,
                Stat("Subscribers", 6, InfluxQl.Now("sessions", "active authenticated max", Total, "", InfluxQl.Slow), InfluxQl.Silent("sessions", "active", Total, "", InfluxQl.Slow),
                    new FieldLook { Steps = Levels.One(Colours.Plain) }, new FieldRule("max", new FieldLook { Name = "license allows", Steps = Levels.One(Colours.Text) })),
                new Panel("Peak of the range", 4, new Drawing.Stat(), new Query($"SELECT max(\"active\") AS \"peak\" FROM \"sessions\" WHERE $timeFilter AND {Total}", QueryShape.Table))
                {
                    Look = new FieldLook { Steps = Levels.One(Colours.Plain) },
                    Transformations = [new Transformation.Columns(["Time"])],
                },
                Curves("Sessions by type", 14, new FieldLook { Unit = Unit.Count },
                    InfluxQl.Curve("sessions", "mean(\"active\") AS \"active\"", Services, "\"service\"", "$tag_service", InfluxQl.Chosen))) { Title = "Subscribers" },
            new(9,
                RouterRows.Pools(12),
                List("Full in, if the last six hours go on so", 6, new Drawing.Table("hours"), FullIn, new FieldLook(),
                    Text("pool", "Pool"), new FieldRule("hours", new FieldLook { Unit = "h", Name = "Full in", IsCellColoured = true, Decimals = 1, Steps = [new(null, Colours.Bad), new(24, Colours.Medium), new(72, Colours.Good)] })),
                Curves("Pools: used", 6, new FieldLook { Unit = Unit.Percent, Min = 0, Max = 100 },
                    InfluxQl.Curve("ippool", "mean(\"used_pct\") AS \"used\"", Places.InRouter, "\"pool\"", "$tag_pool", InfluxQl.Chosen))) { Title = "Address pools" },
            .. RouterRows.Interfaces,
            RouterRows.Optics("Optics"),
            new(9,
                Table("BGP peers", 12, "peer", new Drawing.Table("peer"),
                    [InfluxQl.Now("bgp_peer", "up state as prefixes uptime_s", Places.InRouter, "\"peer\""), InfluxQl.Silent("bgp_peer", "up", Places.InRouter, "\"peer\"")],
                    Text("peer", "Peer"), new("up", new FieldLook { Name = "Session", Words = Words.Up, IsCellColoured = true }), Text("state", "State"), new("as", new FieldLook { Name = "AS", Unit = "none" }),
                    Column("prefixes", "Prefixes"), Column("uptime_s", "Stands for")),
                Timeline("BGP", 12, new FieldLook { Words = Words.Up, Steps = Levels.Up, Min = 0, Max = 1 },
                    InfluxQl.Curve("bgp_peer", "min(\"up\") AS \"up\"", Places.InRouter, "\"peer\"", "$tag_peer", InfluxQl.Chosen))) { Title = "BGP" },
            new(8, Incidents.EventTable("Raised and cleared", 24, Places.InRouter)),
        ],
    };

    /// <summary>
    /// Free addresses by what is taken an hour. A pool that does not fill has no such time: it is left out before anything is divided, so nothing is divided by zero; and a silent one has none.
    /// </summary>
    /// <remarks>What was taken six hours ago is subtracted as an answer of its own: InfluxDB has no difference between values of two sources.</remarks>
    private static Query FullIn => new(
        "SELECT \"free\" / \"taken\" * 6 AS \"hours\" FROM (SELECT sum(\"free\") AS \"free\", sum(\"taken\") AS \"taken\" FROM "
            + $"(SELECT last(\"free\") AS \"free\", last(\"used\") AS \"taken\" FROM \"ippool\" WHERE {InfluxQl.Fresh(InfluxQl.Slow)} AND {Places.InRouter} GROUP BY \"pool\"), "
            + $"(SELECT 0 * first(\"used\") AS \"free\", -1 * first(\"used\") AS \"taken\" FROM \"ippool\" WHERE time > now() - 6h AND {Places.InRouter} GROUP BY \"pool\") GROUP BY \"pool\") "
            + "WHERE \"taken\" > 0 GROUP BY \"pool\"", QueryShape.Table)
    { MayBeEmpty = true };

    private static Query Board(string select) => InfluxQl.Curve("board", select, Places.InRouter, "\"slot\"", "slot $tag_slot", InfluxQl.Chosen);
}
