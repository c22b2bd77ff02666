using System.Collections.Frozen;

namespace EdgeNoc.Common.Events;

/// <summary>The kinds of events and their default severities: one table for agent, collector, messages and dashboards.</summary>
public static class EventKinds
{
    public const string OnuDown = "onu.down";
    public const string OnuLoop = "onu.loop";
    public const string OnuAuthFailed = "onu.auth_failed";
    public const string OnuNew = "onu.new";
    public const string OnuReplaced = "onu.replaced";
    public const string OnuRemoved = "onu.removed";
    public const string OntDown = "ont.down";
    public const string DeviceUnreachable = "device.unreachable";
    public const string DeviceManagementDown = "device.mgmt_down";
    public const string DeviceAuthFailed = "device.auth_failed";
    public const string DeviceHostKeyChanged = "device.host_key_changed";
    public const string AgentOffline = "agent.offline";
    public const string PonDown = "pon.down";
    public const string PonPartial = "pon.partial";
    public const string AreaPowerOutage = "area.power_outage";
    public const string MainsLost = "site.mains_lost";

    /// <summary>A technician works at the POP: the collector makes a maintenance window of it.</summary>
    public const string SiteMaintenance = "site.maintenance";

    /// <summary>A technician works in a box, which is left alone meanwhile.</summary>
    public const string PollingPaused = "site.polling_paused";
    public const string ConfigRejected = "agent.config_rejected";
    public const string NocIsolated = "noc.isolated";

    private static readonly FrozenDictionary<string, Severity> Defaults = Table(
        (Severity.Critical, "pon.down device.unreachable ippool.exhausted agent.offline noc.isolated database.unavailable channel.down"),
        (Severity.High, "pon.partial device.auth_failed device.host_key_changed device.alarm_critical device.temp_high device.fan_fault device.psu_fault interface.down optic.rx_low sessions.drop bgp.peer_down "
            + "onu.loop ippool.high site.mains_lost site.battery_low agent.duplicate agent.moved agent.store_corrupt agent.data_dropped agent.disk_low agent.undervoltage update.halted"),
        (Severity.Medium, "area.power_outage device.mgmt_down device.cpu_high device.mem_high device.rebooted device.voltage_low device.latency_high interface.errors "
            + "interface.util_high onu.auth_failed onu.temp_high ont.down site.door_open site.uplink_backup agent.unclean_restart agent.clock_skew agent.clock_unsynced "
            + "agent.temp_high agent.config_rejected agent.data_budget enrolment.refused"),
        (Severity.Low, "onu.down onu.rx_low onu.rx_degrading onu.flapping device.alarm_active"),
        (Severity.Info, "onu.new onu.replaced onu.removed site.maintenance site.polling_paused"));

    /// <summary>All kinds with their default severities.</summary>
    public static IReadOnlyDictionary<string, Severity> All => Defaults;

    /// <summary>The default severity of a kind; a kind that nobody listed is medium: worth a look, not a page at night.</summary>
    public static Severity DefaultSeverity(string kind) => Defaults.GetValueOrDefault(kind, Severity.Medium);

    /// <summary>Whether a kind says only that something happened: raised and never cleared, so that it stands nowhere as an alert.</summary>
    public static bool IsNote(string kind) => kind is OnuNew or OnuReplaced or OnuRemoved;

    private static FrozenDictionary<string, Severity> Table(params (Severity Severity, string Kinds)[] rows) =>
        rows.SelectMany(row => row.Kinds.Split(' ').Select(kind => KeyValuePair.Create(kind, row.Severity))).ToFrozenDictionary(StringComparer.Ordinal);
}
