using EdgeNoc.Common.Telemetry;
using EdgeNoc.Dashboards.Look;
using EdgeNoc.Dashboards.Model;
using EdgeNoc.Dashboards.Queries;
using static EdgeNoc.Dashboards.Queries.Panels;

namespace EdgeNoc.Dashboards.Boards;

/// <summary>All sites at a glance, for the screen on the wall. Curves come from totals of the network and of sites, so that it stays fast with hundreds of them.</summary>
internal static class Wall
{
    private const string Subscribers = "\"service\" =~ /^(pppoe|ipoe|hotspot)$/";
    private const string BySite = "\"site\"";
    private const string Box = "\"kind\" =~ /^(olt|router|bng)$/";

    public static Dashboard Dashboard { get; } = new(Links.Wall, "EdgeNoc: NOC wall", "Is everything well, and where is it not?")
    {
        From = "now-24h",
        Variables = [Places.Stale, new Variable.Entry("find", "Customer", ""), Places.Collector],
        Rows =
        [
            new(4,
                Stat("Sites with data", 3, InfluxQl.SumNow("agent", "count(\"outbox_rows\") AS \"sites\"", "outbox_rows", "", "\"site\""),
                    InfluxQl.SilentNetwork, new FieldLook { Steps = Levels.One(Colours.Plain) }),
                Stat("Sites without data", 3, new Query($"SELECT count(\"age_s\") AS \"silent\" FROM ({SilentSites.Text})", QueryShape.Table) { MayBeEmpty = true },
                    InfluxQl.SilentNetwork, new FieldLook { Steps = [new(null, Colours.Text), new(1, Colours.Unknown)], NoValue = "none" }),
                Pons.Onus(9, "", InfluxQl.SilentNetwork),
                Pons.WeakOnus(3, "", InfluxQl.SilentNetwork),
                Stat("Sessions now", 3, InfluxQl.SumNow("sessions", "sum(\"active\") AS \"sessions\"", "active", Subscribers, "\"site\", \"device\", \"service\"", fresh: InfluxQl.Slow),
                    InfluxQl.SilentNetwork, new FieldLook { Steps = Levels.One(Colours.Plain) }),
                Total("Peak of sessions", 3, new Query($"SELECT max(\"{Downsampled.Max("sessions")}\") AS \"peak\" FROM {Network} WHERE $timeFilter", QueryShape.Table),
                    new FieldLook { Steps = Levels.One(Colours.Plain) })),
            new(9,
                new Panel("Find a customer", 5, new Drawing.Note(Links.FindBox)),
                Incidents.OpenNow(5, ""),
                InWorst("Worst ten PONs: ONUs gone", 7, "offline", "top", Levels.Trouble()),
                InWorst("Worst ten PONs: weakest light", 7, "rx_min_dbm", "bottom", Levels.Rx, "\"rx_min_dbm\" < 0")),
            new(12, Sites),
            new(9,
                Stack("ONUs of all sites", 12, new FieldLook { Unit = Unit.Count }, NetworkCurve("online", "online"), NetworkCurve("power_off", "power off"), NetworkCurve("los", "no light")),
                Curves("Sessions of all sites", 12, new FieldLook { Unit = Unit.Count }, NetworkCurve("sessions", "sessions"))),
            new(12,
                Timeline("Health of sites: OLTs and routers that did not answer", 24, new FieldLook { Unit = Unit.Count, Decimals = 1, Steps = Levels.Missing },
                    new Query(
                        $"SELECT mean(\"boxes_down\") AS \"down\" FROM {InfluxQl.From(Downsampled.SiteTotal, InfluxQl.M5)} WHERE $timeFilter GROUP BY time($__interval), \"site\" fill(none)",
                        QueryShape.Series)
                    { Alias = "$tag_site" }) with { MaxPoints = 150 }),
        ],
    };

    private static Query SilentSites => InfluxQl.Silent("agent", "outbox_rows", "", "\"site\"");

    private static Panel Sites => Table(
        "Sites", 24, "site", new Drawing.Table("site"),
        [
            Pons.Sum("total", "", BySite), Pons.Sum("online", "", BySite), Pons.Down("", BySite), Pons.Sum("power_off", "", BySite), Pons.Weak("", BySite),
            InfluxQl.SumNow("device", "sum(\"up\") AS \"boxes_up\", count(\"up\") AS \"boxes\"", "up", Box, "\"site\", \"device\"", "\"site\""),
            InfluxQl.SumNow("sessions", "sum(\"active\") AS \"sessions\"", "active", Subscribers, "\"site\", \"device\", \"service\"", "\"site\"", InfluxQl.Slow),
            Incidents.BySite,
            InfluxQl.Now("agent", "uplink outbox_oldest_s", "", "\"site\""),
            SilentSites,
        ],
        Text("site", "Site", link: Links.ToSite), Column("total", "ONUs"), Column("online", "Online"), Cell("down", "Down", Levels.Trouble()),
        Cell("power_off", "Power off", Levels.Trouble(Colours.PowerOff)), Cell("weak", "Weak", Levels.Trouble(Colours.Mild)), Column("boxes_up", "Boxes up"), Column("boxes", "Boxes"),
        Column("sessions", "Sessions"), Cell("incidents", "Incidents", Levels.Trouble()), Text("uplink", "Uplink", Words.Uplink), Cell("outbox_oldest_s", "Waiting", Levels.Waiting));

    private static string Network => InfluxQl.From(Downsampled.NetworkTotal, InfluxQl.M5);

    private static Query NetworkCurve(string field, string alias) => InfluxQl.Curve(Downsampled.NetworkTotal, $"mean(\"{field}\") AS \"{field}\"", "", "", alias, InfluxQl.M5);

    private static Panel InWorst(string title, int width, string field, string selector, IReadOnlyList<Step> steps, string where = "") => List(
        title, width, new Drawing.Table(),
        new Query(
            $"SELECT {selector}(\"{field}\", \"site\", \"device\", \"pon\", 10) FROM (SELECT last(\"{field}\") AS \"{field}\" FROM \"pon\" WHERE {InfluxQl.Fresh(InfluxQl.Slow)}"
                + $"{(where.Length == 0 ? "" : $" AND {where}")} GROUP BY \"site\", \"device\", \"pon\")", QueryShape.Table),
        new FieldLook(), new(selector, In(field, steps) with { Name = field == "offline" ? "ONUs gone" : "Weakest", IsCellColoured = true }),
        Text("site", "Site", link: Links.ToSite), Text("device", "OLT", link: Links.ToOlt), Text("pon", "PON", link: Links.ToPon));
}
