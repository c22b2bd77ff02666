using System.Collections.Frozen;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Common.Config.Thresholds;

/// <summary>A kind that the agent detects, with its defaults; where they come from stands in agent/Detection/README.md.</summary>
/// <param name="Kind">As on the wire.</param>
/// <param name="Raise">The level that raises; null where nothing is measured.</param>
/// <param name="Clear">The level that clears.</param>
/// <param name="Samples">Polls in a row; null where the rule has no such thing, or <c>detection.down_after_polls</c> says it.</param>
/// <param name="Unit">Of the levels, for messages about a config.</param>
/// <param name="Least">The least level that makes sense.</param>
/// <param name="Most">The highest.</param>
public sealed record DetectedKind(string Kind, double? Raise, double? Clear, int? Samples, string Unit, double Least, double Most)
{
    /// <summary>Levels can be set. A voltage has no default, for nobody knows of a box whether it runs on 12 or 48 V.</summary>
    public bool HasLevels => Unit.Length > 0;

    /// <summary>Whether the config may say how many polls in a row.</summary>
    public bool HasSamples => Samples is not null;
}

/// <summary>All that the agent detects about devices, and what can be set about it.</summary>
public static class DetectedKinds
{
    public const string OnuRxLow = "onu.rx_low";
    public const string OnuRxDegrading = "onu.rx_degrading";
    public const string OnuTempHigh = "onu.temp_high";
    public const string OnuFlapping = "onu.flapping";
    public const string PonDown = EventKinds.PonDown;
    public const string PonPartial = EventKinds.PonPartial;
    public const string AreaPowerOutage = EventKinds.AreaPowerOutage;
    public const string DeviceCpuHigh = "device.cpu_high";
    public const string DeviceMemHigh = "device.mem_high";
    public const string DeviceTempHigh = "device.temp_high";
    public const string DeviceVoltageLow = "device.voltage_low";
    public const string DeviceLatencyHigh = "device.latency_high";
    public const string DeviceFanFault = "device.fan_fault";
    public const string DevicePsuFault = "device.psu_fault";
    public const string DeviceAlarmActive = "device.alarm_active";
    public const string DeviceAlarmCritical = "device.alarm_critical";
    public const string DeviceRebooted = "device.rebooted";
    public const string BgpPeerDown = "bgp.peer_down";
    public const string InterfaceDown = "interface.down";
    public const string InterfaceErrors = "interface.errors";
    public const string InterfaceUtilHigh = "interface.util_high";
    public const string OpticRxLow = "optic.rx_low";
    public const string SessionsDrop = "sessions.drop";
    public const string IpPoolHigh = "ippool.high";
    public const string IpPoolExhausted = "ippool.exhausted";

    /// <summary>Stands in for "as <c>detection.down_after_polls</c> says": it can be set, and has no number of its own.</summary>
    public const int AsConfigured = 0;

    private static readonly FrozenDictionary<string, DetectedKind> Table = new DetectedKind[]
    {
        Level(OnuRxLow, -27, -25.5, 3, "dBm", -60, 0),
        Level(OnuRxDegrading, 3, 2, 3, "dB", 0.5, 30),
        Level(OnuTempHigh, 65, 60, 3, "°C", -40, 150),
        Level(DeviceCpuHigh, 90, 75, 3, "%", 0, 100),
        Level(DeviceMemHigh, 90, 85, 3, "%", 0, 100),
        Level(DeviceTempHigh, 75, 70, 3, "°C", -40, 150),
        Level(DeviceVoltageLow, null, null, 3, "V", 0, 500),
        Level(DeviceLatencyHigh, 150, 100, 3, "ms", 0.1, 60_000),
        Level(InterfaceErrors, 60, 6, 3, "errors a minute", 0, 1e9),
        Level(InterfaceUtilHigh, 90, 80, 5, "%", 0, 100),
        Level(OpticRxLow, -18, -16, 3, "dBm", -60, 20),
        Level(IpPoolHigh, 90, 85, 1, "%", 0, 100),
        Level(IpPoolExhausted, 99, 97, 1, "%", 0, 100),
        Level(SessionsDrop, 20, 10, 1, "%", 1, 100),
        Share(PonDown, 80),
        Share(PonPartial, 25),
        Share(AreaPowerOutage, 30),
        new(OnuFlapping, 5, 0, null, "transitions", 3, 100),
        State(EventKinds.OnuDown),
        State(EventKinds.OnuLoop),
        State(EventKinds.OnuAuthFailed),
        State(EventKinds.OntDown),
        State(EventKinds.DeviceUnreachable),
        State(EventKinds.DeviceManagementDown),
        State(EventKinds.DeviceAuthFailed),
        Note(EventKinds.DeviceHostKeyChanged),
        State(DeviceFanFault),
        State(DevicePsuFault),
        State(InterfaceDown),
        State(BgpPeerDown),
        Note(DeviceAlarmActive),
        Note(DeviceAlarmCritical),
        Note(DeviceRebooted),
        Note(EventKinds.OnuNew),
        Note(EventKinds.OnuReplaced),
        Note(EventKinds.OnuRemoved),
    }.ToFrozenDictionary(kind => kind.Kind, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, DetectedKind> All => Table;

    private static DetectedKind Level(string kind, double? raise, double? clear, int samples, string unit, double least, double most) => new(kind, raise, clear, samples, unit, least, most);

    // Raised at so many per cent that are lost, cleared when so many per cent of the lost remain; many confirm each other, so one poll is enough.
    private static DetectedKind Share(string kind, double raise) => new(kind, raise, 10, null, "%", 1, 100);

    private static DetectedKind State(string kind) => new(kind, null, null, AsConfigured, "", 0, 0);

    private static DetectedKind Note(string kind) => new(kind, null, null, null, "", 0, 0);
}
