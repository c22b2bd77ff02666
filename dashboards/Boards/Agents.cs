using EdgeNoc.Dashboards.Look;
using EdgeNoc.Dashboards.Model;
using EdgeNoc.Dashboards.Queries;
using static EdgeNoc.Dashboards.Queries.Panels;

namespace EdgeNoc.Dashboards.Boards;

/// <summary>The agents at the sites and the collector: outbox, lag, clock, the Pi's health, its card, its data use.</summary>
internal static class Agents
{
    public static Dashboard Dashboard { get; } = new(Links.Agents, "EdgeNoc: Agents", "Do the agents and the collector do their work?")
    {
        From = "now-24h",
        Variables = [Places.Site, Places.Stale, Places.Store, Places.Collector],
        AlertsWhere = "AND \"kind\" =~ /^agent\\./",
        Rows =
        [
            new(11,
                Table("All agents", 24, "site", new Drawing.Table("site"),
                    [
                        InfluxQl.Now("agent", "uplink outbox_rows outbox_oldest_s dropped poll_lag_ms clock_state cpu_pct rss_mb soc_temp_c throttled disk_free_mb sent_bytes", "", "\"site\""),
                        InfluxQl.Silent("agent", "outbox_rows", "", "\"site\""),
                    ],
                    Text("site", "Site", link: Links.ToAgent), Text("uplink", "Uplink", Words.Uplink), Column("outbox_rows", "Waiting rows"), Cell("outbox_oldest_s", "Oldest", Levels.Waiting),
                    Cell("dropped", "Dropped", Levels.Trouble()), Column("poll_lag_ms", "Polls late by", 0), Text("clock_state", "Clock"), Cell("cpu_pct", "CPU", Levels.Cpu, 0), Column("rss_mb", "Memory", 0),
                    Cell("soc_temp_c", "Pi", Levels.BoxTemperature, 0), Cell("throttled", "Throttled", Levels.Trouble()), Column("disk_free_mb", "Disk free", 0), Column("sent_bytes", "Sent"))),
            new(8,
                Curves("$site: rows in the outbox", 8, new FieldLook { Unit = Unit.Count }, Agent("max(\"outbox_rows\") AS \"rows\"", "rows")),
                Curves("$site: age of the oldest", 8, In("outbox_oldest_s"), Agent("max(\"outbox_oldest_s\") AS \"age\"", "age")),
                Curves("$site: polls late by", 8, In("poll_lag_ms"), Agent("max(\"poll_lag_ms\") AS \"lag\"", "lag"))) { Title = "$site" },
            new(8,
                Curves("$site: the Pi's temperature", 8, In("soc_temp_c"), Agent("mean(\"soc_temp_c\") AS \"temperature\"", "temperature")),
                Curves("$site: CPU", 8, new FieldLook { Unit = Unit.Percent, Min = 0 }, Agent("mean(\"cpu_pct\") AS \"CPU\"", "of one core")),
                Curves("$site: memory and disk", 8, In("rss_mb"), Agent("mean(\"rss_mb\") AS \"memory\"", "memory"), Agent("min(\"disk_free_mb\") AS \"disk\"", "disk free"))),
            new(8,
                Curves("$site: written to the card, a day", 12, In("sd_mb_written"),
                    Agent("non_negative_derivative(mean(\"sd_mb_written\"), 1d) AS \"agent\"", "by the agent"), Agent("non_negative_derivative(mean(\"disk_mb_written\"), 1d) AS \"all\"", "by all")),
                Curves("$site: data used, a day", 12, In("sent_bytes"), Agent("non_negative_derivative(mean(\"sent_bytes\"), 1d) AS \"sent\"", "sent"))),
            new(8,
                Stat("Collector", 6, InfluxQl.Now("collector", "points refused queue lag_ms", "", "\"instance\"", "60"), InfluxQl.Silent("collector", "points", "", "\"instance\"", "60"), new FieldLook { Steps = Levels.One(Colours.Plain) },
                    new FieldRule("lag_ms", In("lag_ms")), new("refused", new FieldLook { Steps = Levels.Trouble(Colours.Medium) }), new("instance", new FieldLook { Name = "instance" })),
                Curves("Points a second", 6, new FieldLook { Unit = "cps" }, Collector("non_negative_derivative(max(\"points\"), 1s) AS \"points\"")),
                Curves("From the broker to the database", 6, In("lag_ms"), Collector("max(\"lag_ms\") AS \"lag\"")),
                Curves("CPU and memory", 6, new FieldLook { Unit = Unit.Count }, InfluxQl.Curve("collector", "mean(\"cpu_pct\") AS \"CPU\"", "", "\"instance\"", "$tag_instance CPU %"),
                    InfluxQl.Curve("collector", "mean(\"rss_mb\") AS \"memory\"", "", "\"instance\"", "$tag_instance MB"))) { Title = "The collector" },
            new(8, Incidents.EventTable("Raised and cleared", 24, "\"kind\" =~ /^agent\\./")),
        ],
    };

    private static Query Agent(string select, string alias) => InfluxQl.Curve("agent", select, Places.InSite, "", alias, InfluxQl.Chosen);

    private static Query Collector(string select) => InfluxQl.Curve("collector", select, "", "\"instance\"", "$tag_instance");
}
