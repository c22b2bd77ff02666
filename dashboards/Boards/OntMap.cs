using EdgeNoc.Dashboards.Look;
using EdgeNoc.Dashboards.Model;
using EdgeNoc.Dashboards.Queries;
using static EdgeNoc.Dashboards.Queries.Panels;

namespace EdgeNoc.Dashboards.Boards;

/// <summary>Customers' terminals that are pinged, on a map and in a list.</summary>
internal static class OntMap
{
    private const string Ont = Places.InSite + " AND \"kind\" = 'ont'";

    public static Dashboard Dashboard { get; } = new(Links.Onts, "EdgeNoc: ONT map", "Which terminals answer, and where are those that do not?")
    {
        Variables = [Places.Site, Places.Stale, Places.Collector],
        AlertsWhere = "AND " + Places.InSite + " AND \"kind\" = 'ont.down'",
        Rows =
        [
            new(4,
                Stat("How many", 8, InfluxQl.SumNow("device", "sum(\"up\") AS \"answer\", count(\"up\") AS \"all\"", "up", Ont, "\"device\""), InfluxQl.Silent("device", "up", Ont, ""),
                    new FieldLook { Steps = Levels.One(Colours.Plain) }, new FieldRule("answer", new FieldLook { Steps = Levels.One(Colours.Good) })),
                Stat("Mean answer time", 8, InfluxQl.SumNow("device", "mean(\"rtt_ms\") AS \"rtt\"", "rtt_ms", Ont, "\"device\""), InfluxQl.Silent("device", "up", Ont, ""),
                    In("rtt_ms", Levels.Latency) with { Decimals = 1 }),
                Incidents.OpenNow(8, Places.InSite)),
            new(18,
                new Panel("Map", 14, new Drawing.Map("up"), InfluxQl.Now("device", "up lat lon name rtt_ms", Ont + " AND \"up\" >= 0", "\"device\"")) { Look = new FieldLook { Words = Words.Up, Steps = Levels.Up } },
                Table("Terminals", 10, "device", new Drawing.Table("up"),
                    [InfluxQl.Now("device", "up name rtt_ms loss_pct", Ont, "\"device\""), InfluxQl.Silent("device", "up", Ont, "\"device\"")],
                    Text("device", "Terminal"), new("up", new FieldLook { Name = "State", Words = Words.Up, IsCellColoured = true }), Text("name", "Name", link: Links.ToFind),
                    Cell("rtt_ms", "Answers in", Levels.Latency, 1), Column("loss_pct", "Lost", 0))),
            new(8, Curves("Terminals that answer", 24, new FieldLook { Unit = Unit.Count }, InfluxQl.SumCurve("device", "up", Ont, "\"device\"", "", "answer"))),
        ],
    };
}
