using EdgeNoc.Dashboards.Look;
using EdgeNoc.Dashboards.Model;
using EdgeNoc.Dashboards.Queries;
using static EdgeNoc.Dashboards.Queries.Panels;

namespace EdgeNoc.Dashboards.Boards;

/// <summary>What people were told, by which way, how fast and at what cost; and what they were told about.</summary>
internal static class Alerts
{
    private const string Fresh = "120";

    public static Dashboard Dashboard { get; } = new(Links.Alerts, "EdgeNoc: WhatsApp and alerts", "Are messages sent and delivered, how fast, at what cost, and what about?")
    {
        From = "now-24h",
        Variables = [Places.Collector],
        Rows =
        [
            new(4,
                Incidents.OpenNow(8, ""),
                Stat("Acknowledged and silenced", 8, InfluxQl.SumNow("incident", "sum(\"acked\") AS \"acknowledged\", sum(\"silenced\") AS \"silenced\"", "acked silenced", "", "\"site\", \"severity\"", fresh: Fresh)
                    with { MayBeEmpty = true }, Incidents.NobodyCounts, new FieldLook { Steps = Levels.One(Colours.Plain), NoValue = "none" }),
                Stat("Oldest open incident", 8, new Query($"SELECT max(\"oldest_s\") AS \"oldest\" FROM \"incident\" WHERE {InfluxQl.Fresh(Fresh)} AND \"open\" > 0", QueryShape.Table) { MayBeEmpty = true },
                    Incidents.NobodyCounts,
                    new FieldLook { Unit = Unit.Seconds, NoValue = "none", Steps = [new(null, Colours.Plain)] })),
            new(7,
                Table("Ways to reach people", 24, "channel", new Drawing.Table("channel"),
                    [InfluxQl.Now("notify", "queued sent delivered failed latency_ms cost", "", "\"channel\", \"provider\"", Fresh), InfluxQl.Silent("notify", "sent", "", "\"channel\"", Fresh)],
                    Text("channel", "Channel"), Text("provider", "Provider"), Cell("queued", "Waiting", Levels.Trouble(Colours.Medium)), Column("sent", "Sent"), Column("delivered", "Delivered"),
                    Cell("failed", "Failed", Levels.Trouble()), Column("latency_ms", "Took", 0), Column("cost", "Cost", 2))),
            new(8,
                Curves("Sent an hour", 6, new FieldLook { Unit = Unit.Count }, Rate("sent")),
                Curves("Delivered an hour", 6, new FieldLook { Unit = Unit.Count }, Rate("delivered")),
                Curves("Failed an hour", 6, new FieldLook { Unit = Unit.Count }, Rate("failed")),
                Curves("Cost an hour", 6, new FieldLook { Decimals = 2 }, Rate("cost"))),
            new(8,
                Curves("Waiting", 8, new FieldLook { Unit = Unit.Count }, InfluxQl.Curve("notify", "max(\"queued\") AS \"queued\"", "", "\"channel\"", "$tag_channel")),
                Curves("From decision to provider", 8, In("latency_ms"), InfluxQl.Curve("notify", "max(\"latency_ms\") AS \"latency\"", "", "\"channel\"", "$tag_channel") with { MayBeEmpty = true }),
                Stack("Open incidents over time", 8, new FieldLook { Unit = Unit.Count }, Incidents.OpenOverTime(""))),
            new(9,
                List("What happened most", 8, new Drawing.Table("times", IsDescending: true),
                    new Query("SELECT count(\"text\") AS \"times\" FROM \"alert_event\" WHERE $timeFilter AND \"state\" = 'raised' GROUP BY \"kind\"", QueryShape.Table), new FieldLook(), Text("kind", "Kind"), Column("times", "Times")),
                List("Where it happened most", 8, new Drawing.Table("times", IsDescending: true),
                    new Query("SELECT count(\"text\") AS \"times\" FROM \"alert_event\" WHERE $timeFilter AND \"state\" = 'raised' GROUP BY \"site\", \"device\"", QueryShape.Table), new FieldLook(),
                    Text("site", "Site", link: Links.ToSite), Text("device", "Device"), Column("times", "Times")),
                Stack("Raised", 8, new FieldLook { Unit = Unit.Count },
                    InfluxQl.Curve("alert_event", "count(\"text\") AS \"raised\"", "\"state\" = 'raised'", "\"severity\"", "$tag_severity"))),
            new(10, Incidents.EventTable("Raised and cleared", 24, "")),
        ],
    };

    private static Query Rate(string field) =>
        InfluxQl.Curve("notify", $"non_negative_derivative(max(\"{field}\"), 1h) AS \"{field}\"", "", "\"channel\", \"provider\"", "$tag_channel ($tag_provider)");
}
