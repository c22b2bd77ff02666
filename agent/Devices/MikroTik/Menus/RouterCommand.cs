namespace EdgeNoc.Agent.Devices.MikroTik.Menus;

/// <summary>All that this driver ever says to a router: a closed list of reading commands. It is the reason why a user with <c>api,read</c> is enough.</summary>
/// <remarks>Each names its fields (<c>.proplist</c>): without it a router computes every slow property too, and would give out passwords to a user who may see them.</remarks>
internal sealed class RouterCommand
{
    private RouterCommand(string path, string fields, params IReadOnlyList<string> arguments)
    {
        Path = path;
        Fields = fields.Split(' ');
        Words = [path, .. arguments, $"=.proplist={string.Join(',', Fields)}"];
    }

    public static RouterCommand Resource { get; } = new("/system/resource/print", "uptime version cpu-load free-memory total-memory free-hdd-space total-hdd-space board-name serial-number");

    public static RouterCommand Identity { get; } = new("/system/identity/print", "name");

    public static RouterCommand Routerboard { get; } = new("/system/routerboard/print", "routerboard model serial-number current-firmware");

    /// <summary>Version 7 has a row a sensor; version 6 one row with a key a sensor, so the keys are named here.</summary>
    public static RouterCommand Health { get; } = new(
        "/system/health/print",
        "name value type temperature cpu-temperature board-temperature board-temperature1 board-temperature2 sfp-temperature phy-temperature switch-temperature "
        + "voltage current power-consumption poe-out-consumption fan-state fan1-speed fan2-speed fan3-speed fan4-speed psu1-state psu2-state psu1-voltage psu2-voltage psu1-current psu2-current");

    public static RouterCommand Clock { get; } = new("/system/clock/print", "date time");

    public static RouterCommand Interfaces { get; } = new(
        "/interface/print", "name type dynamic running disabled rx-byte tx-byte rx-error tx-error rx-drop tx-drop link-downs");

    /// <summary>Of the interfaces in <c>=numbers=</c>, once. Not asked: <c>eeprom</c>, a long text.</summary>
    public static RouterCommand EthernetMonitor { get; } = new(
        "/interface/ethernet/monitor", "name status rate sfp-module-present sfp-rx-power sfp-tx-power sfp-temperature sfp-supply-voltage sfp-tx-bias-current", "=once=");

    public static RouterCommand PppActive { get; } = new("/ppp/active/print", "name service caller-id address uptime session-id radius");

    public static RouterCommand PppSecrets { get; } = new(
        "/ppp/secret/print", "name service profile caller-id remote-address last-logged-out last-caller-id last-disconnect-reason disabled comment");

    public static RouterCommand HotspotActive { get; } = new(
        "/ip/hotspot/active/print", "server user address mac-address login-by uptime idle-time session-time-left bytes-in bytes-out");

    public static RouterCommand HotspotHosts { get; } = new(
        "/ip/hotspot/host/print", "mac-address address to-address server uptime idle-time bytes-in bytes-out authorized bypassed");

    public static RouterCommand DhcpLeases { get; } = new(
        "/ip/dhcp-server/lease/print", "address mac-address host-name server status expires-after last-seen active-address active-mac-address dynamic blocked disabled comment");

    /// <summary>Without the dynamic ones, which are one a session: they are left out by the router already, in the words of old and new versions.</summary>
    public static RouterCommand SimpleQueues { get; } = new(
        "/queue/simple/print", "name target max-limit rate bytes dropped dynamic disabled comment", "?dynamic=false", "?dynamic=no", "?#|");

    public static RouterCommand Pools { get; } = new("/ip/pool/print", "name ranges total used available");

    public static RouterCommand UsedAddresses { get; } = new("/ip/pool/used/print", "pool");

    public static RouterCommand WirelessV6 { get; } = new(
        "/interface/wireless/registration-table/print", "mac-address interface ap signal-strength tx-rate rx-rate uptime bytes last-ip");

    public static RouterCommand WirelessV7 { get; } = new(
        "/interface/wifi/registration-table/print", "mac-address interface ssid signal tx-rate rx-rate uptime bytes");

    /// <summary>As 7.1 to 7.12 call the same menu.</summary>
    public static RouterCommand WirelessWave2 { get; } = new(
        "/interface/wifiwave2/registration-table/print", "mac-address interface ssid signal tx-rate rx-rate uptime bytes");

    public static RouterCommand CapsMan { get; } = new(
        "/caps-man/registration-table/print", "mac-address interface ssid rx-signal tx-rate rx-rate uptime bytes");

    public static RouterCommand Addresses { get; } = new("/ip/address/print", "address network interface dynamic disabled invalid comment");

    public static RouterCommand Log { get; } = new("/log/print", "time topics message");

    public static RouterCommand Users { get; } = new("/user/print", "name group");

    public static RouterCommand UserGroups { get; } = new("/user/group/print", "name policy");

    public static IReadOnlyList<RouterCommand> All { get; } =
    [
        Resource, Identity, Routerboard, Health, Clock, Interfaces, EthernetMonitor, PppActive, PppSecrets, HotspotActive, HotspotHosts, DhcpLeases,
        SimpleQueues, Pools, UsedAddresses, WirelessV6, WirelessV7, WirelessWave2, CapsMan, Addresses, Log, Users, UserGroups,
    ];

    public string Path { get; }

    public IReadOnlyList<string> Fields { get; }

    /// <summary>The sentence without a tag.</summary>
    public IReadOnlyList<string> Words { get; }
}
