using EdgeNoc.Dashboards.Look;
using EdgeNoc.Dashboards.Model;
using EdgeNoc.Dashboards.Queries;
using static EdgeNoc.Dashboards.Queries.Panels;

namespace EdgeNoc.Dashboards.Boards;

/// <summary>One MikroTik router, with the panels that its operators know: system, interfaces, PPPoE, hotspot, DHCP, queues, SFP.</summary>
internal static class MikroTik
{
    public static Dashboard Dashboard { get; } = new(Links.Router, "EdgeNoc: MikroTik", "One MikroTik router: system, interfaces, PPPoE, hotspot, DHCP, queues, SFP.")
    {
        Variables = [Places.Site, Places.Router, Places.Interface, Places.Stale, Places.Store, Places.Collector],
        AlertsWhere = "AND " + Places.InRouter,
        Rows =
        [
            RouterRows.System,
            new(8,
                Curves("CPU and memory", 8, new FieldLook { Unit = Unit.Percent, Min = 0, Max = 100 },
                    RouterRows.Device("mean(\"cpu_pct\") AS \"CPU\"", "CPU"), RouterRows.Device("mean(\"mem_used_pct\") AS \"memory\"", "memory"),
                    RouterRows.Device("mean(\"disk_used_pct\") AS \"disk\"", "disk")),
                Curves("Temperature over time", 6, In("temp_c"), RouterRows.Device("mean(\"temp_c\") AS \"temperature\"", "temperature")),
                RouterRows.Sensors(5),
                Curves("Voltage", 5, In("voltage_v"), RouterRows.Device("mean(\"voltage_v\") AS \"voltage\"", "voltage") with { MayBeEmpty = true })),
            .. RouterRows.Interfaces,
            new(8,
                Service("PPPoE", "pppoe", InfluxQl.Polled), Service("Hotspot", "hotspot", InfluxQl.Slow), Service("DHCP leases", "dhcp", InfluxQl.Slow),
                Stat("PPPoE accounts", 6,
                    InfluxQl.Now("sessions", "total active offline disabled", $"{Places.InRouter} AND \"service\" = 'ppp_accounts'", "", InfluxQl.Slow),
                    Silent("ppp_accounts", InfluxQl.Slow), new FieldLook { Steps = Levels.One(Colours.Plain) }, new FieldRule("active", new FieldLook { Steps = Levels.One(Colours.Good) }),
                    new("disabled", new FieldLook { Steps = Levels.One(Colours.Unknown) }))) { Title = "Subscribers" },
            new(8,
                Curves("Sessions over time", 12, new FieldLook { Unit = Unit.Count },
                    InfluxQl.Curve("sessions", "mean(\"active\") AS \"active\"", $"{Places.InRouter} AND \"service\" =~ /^(pppoe|hotspot|dhcp|wireless)$/", "\"service\"", "$tag_service", InfluxQl.Chosen)),
                RouterRows.Pools(12)),
            new(9,
                InAndOut("Traffic of queues", 24, In("in_bps"),
                    InfluxQl.Curve("queue", "mean(\"in_bps\") AS \"in\"", Places.InRouter, "\"queue\"", "$tag_queue in", InfluxQl.Chosen),
                    InfluxQl.Curve("queue", "mean(\"out_bps\") AS \"out\"", Places.InRouter, "\"queue\"", "$tag_queue out", InfluxQl.Chosen))) { Title = "Queues" },
            RouterRows.Optics("SFP"),
            new(8, Incidents.EventTable("Raised and cleared", 24, Places.InRouter)),
        ],
    };

    private static Panel Service(string title, string service, string fresh) => Stat(title, 6,
        InfluxQl.Now("sessions", "active", $"{Places.InRouter} AND \"service\" = '{service}'", "", fresh), Silent(service, fresh), new FieldLook { Steps = Levels.One(Colours.Plain) });

    private static Query Silent(string service, string fresh) => InfluxQl.Silent("sessions", "total", $"{Places.InRouter} AND \"service\" = '{service}'", "", fresh);
}
