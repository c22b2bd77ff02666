using EdgeNoc.Dashboards.Look;
using EdgeNoc.Dashboards.Model;
using EdgeNoc.Dashboards.Queries;
using static EdgeNoc.Dashboards.Queries.Panels;

namespace EdgeNoc.Dashboards.Boards;

/// <summary>One POP: its boxes, its customers, its way to the office.</summary>
internal static class Site
{
    private const string Box = Places.InSite + " AND \"kind\" =~ /^(olt|router|bng)$/";
    private const string Services = Places.InSite + " AND \"service\" =~ /^(pppoe|ipoe|hotspot|dhcp|wireless)$/";

    public static Dashboard Dashboard { get; } = new(Links.Site, "EdgeNoc: Site", "One POP: its boxes, its customers, its way to the office.")
    {
        Variables = [Places.Site, Places.Stale, Places.Store, Places.Collector],
        AlertsWhere = "AND " + Places.InSite,
        Rows =
        [
            new(4,
                Pons.Onus(8, Places.InSite, InfluxQl.Silent("pon", "total", Places.InSite, "")),
                Pons.WeakOnus(3, Places.InSite, InfluxQl.Silent("pon", "weak", Places.InSite, "", InfluxQl.Slow)),
                Stat("Boxes that answer", 4, InfluxQl.SumNow("device", "sum(\"up\") AS \"up\", count(\"up\") AS \"of\"", "up", Box, "\"device\""),
                    InfluxQl.Silent("device", "up", Box, ""), new FieldLook { Steps = Levels.One(Colours.Plain) }),
                Stat("Sessions", 4, InfluxQl.SumNow("sessions", "sum(\"active\") AS \"sessions\"", "active", Services, "\"device\", \"service\"", fresh: InfluxQl.Slow),
                    InfluxQl.Silent("sessions", "active", Services, "", InfluxQl.Slow), new FieldLook { Steps = Levels.One(Colours.Plain) }),
                Incidents.OpenNow(5, Places.InSite)),
            new(9,
                Table("OLTs and routers", 24, "device", new Drawing.Table("device"),
                    [
                        InfluxQl.Now("device", "up rtt_ms cpu_pct mem_used_pct temp_c voltage_v uptime_s model version error", Box, "\"device\", \"kind\""),
                        InfluxQl.Silent("device", "up", Box, "\"device\""),
                    ],
                    Text("device", "Device", link: Links.ToOltHere), Text("kind", "Kind"), new("up", new FieldLook { Name = "State", Words = Words.Up, IsCellColoured = true }),
                    Cell("rtt_ms", "Answers in", Levels.Latency, 1), Cell("cpu_pct", "CPU", Levels.Cpu, 0), Cell("mem_used_pct", "Memory", Levels.Memory, 0),
                    Cell("temp_c", "Temperature", Levels.BoxTemperature, 0), Column("voltage_v", "Voltage", 1), Column("uptime_s", "Runs for"), Text("model", "Model"),
                    Text("version", "Version"), Text("error", "Trouble"))),
            new(7,
                Timeline("Boxes", 12, new FieldLook { Words = Words.Up, Steps = Levels.Up, Min = 0, Max = 1 }, InfluxQl.Curve("device", "min(\"up\") AS \"up\"", Box, "\"device\"", "$tag_device", InfluxQl.Chosen)),
                Timeline("Way to the office", 12, new FieldLook { Words = Words.Uplink }, InfluxQl.States("agent", "uplink", Places.InSite, "", "uplink"))),
            new(9,
                Stack("ONUs online per OLT", 12, new FieldLook { Unit = Unit.Count }, InfluxQl.SumCurve("pon", "online", Places.InSite, "\"pon\"", "\"device\"", "$tag_device", InfluxQl.Chosen)),
                Stack("Sessions over time", 12, new FieldLook { Unit = Unit.Count }, InfluxQl.Curve("sessions", "mean(\"active\") AS \"active\"", Services, "\"device\", \"service\"", "$tag_device $tag_service", InfluxQl.Chosen))),
            new(9,
                Curves("Temperature", 8, new FieldLook { Unit = Unit.Of("temp_c") }, InfluxQl.Curve("device", "mean(\"temp_c\") AS \"temp\"", Box, "\"device\"", "$tag_device", InfluxQl.Chosen)),
                Curves("CPU", 8, new FieldLook { Unit = Unit.Percent, Min = 0, Max = 100 }, InfluxQl.Curve("device", "mean(\"cpu_pct\") AS \"cpu\"", Box, "\"device\"", "$tag_device", InfluxQl.Chosen)),
                Curves("Answer time", 8, new FieldLook { Unit = Unit.Milliseconds, Min = 0 }, InfluxQl.Curve("device", "mean(\"rtt_ms\") AS \"rtt\"", Box, "\"device\"", "$tag_device", InfluxQl.Chosen))),
            new(9, Incidents.EventTable("Raised and cleared", 24, Places.InSite)),
        ],
    };
}
