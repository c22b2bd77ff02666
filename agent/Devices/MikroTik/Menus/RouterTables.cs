using static EdgeNoc.Agent.Devices.MikroTik.Menus.CellKind;

namespace EdgeNoc.Agent.Devices.MikroTik.Menus;

/// <summary>The tables that are a menu as it is.</summary>
internal static class RouterTables
{
    public static TableMenu HotspotActive { get; } = new(
        "hotspot_active",
        new("mac", "mac-address", Mac), new("user", "user"), new("address", "address"), new("server", "server"), new("login_by", "login-by"),
        new("uptime_s", "uptime", Seconds, true), new("idle_s", "idle-time", Seconds, true), new("left_s", "session-time-left", Seconds, true),
        new("upload_bytes", "bytes-in", Count, true), new("download_bytes", "bytes-out", Count, true));

    public static TableMenu HotspotHosts { get; } = new(
        "hotspot_hosts",
        new("mac", "mac-address", Mac), new("address", "address"), new("to_address", "to-address"), new("server", "server"), new("authorized", "authorized", Flag), new("bypassed", "bypassed", Flag),
        new("uptime_s", "uptime", Seconds, true), new("idle_s", "idle-time", Seconds, true), new("upload_bytes", "bytes-in", Count, true), new("download_bytes", "bytes-out", Count, true));

    public static TableMenu DhcpLeases { get; } = new(
        "dhcp_leases",
        new("address", "address"), new("mac", "mac-address", Mac), new("host_name", "host-name"), new("server", "server"), new("status", "status"), new("active_address", "active-address"),
        new("active_mac", "active-mac-address", Mac), new("dynamic", "dynamic", Flag), new("blocked", "blocked", Flag), new("disabled", "disabled", Flag), new("comment", "comment"),
        new("expires_s", "expires-after", Seconds, true), new("last_seen_s", "last-seen", Seconds, true));

    public static TableMenu Queues { get; } = new(
        "queues",
        new("name", "name"), new("target", "target"), new("disabled", "disabled", Flag), new("comment", "comment"), new("max_upload_bps", "max-limit", FirstRate), new("max_download_bps", "max-limit", SecondRate),
        new("upload_bytes", "bytes", First, true), new("download_bytes", "bytes", Second, true));

    /// <summary>Bytes are sent, received: the router sends what the client downloads.</summary>
    public static TableMenu WirelessV6 { get; } = new(
        "wireless_clients",
        new("mac", "mac-address", Mac), new("interface", "interface"), new("address", "last-ip"), new("signal_dbm", "signal-strength", Signal, true), new("tx_bps", "tx-rate", BitsPerSecond, true),
        new("rx_bps", "rx-rate", BitsPerSecond, true), new("uptime_s", "uptime", Seconds, true), new("download_bytes", "bytes", First, true), new("upload_bytes", "bytes", Second, true));

    public static TableMenu WirelessV7 { get; } = WithSsid("signal");

    public static TableMenu CapsMan { get; } = WithSsid("rx-signal");

    public static TableMenu Addresses { get; } = new(
        "ip_addresses",
        new("address", "address"), new("network", "network"), new("interface", "interface"), new("dynamic", "dynamic", Flag), new("disabled", "disabled", Flag), new("invalid", "invalid", Flag), new("comment", "comment"));

    /// <summary>Read when a person asks, and shown to him: it leaves the POP in no table.</summary>
    public static TableMenu Log { get; } = new("log", new("message", "message"), new("time", "time"), new("topics", "topics"));

    private static TableMenu WithSsid(string signal) => new(
        "wireless_clients",
        new("mac", "mac-address", Mac), new("interface", "interface"), new("ssid", "ssid"), new("signal_dbm", signal, Signal, true), new("tx_bps", "tx-rate", BitsPerSecond, true),
        new("rx_bps", "rx-rate", BitsPerSecond, true), new("uptime_s", "uptime", Seconds, true), new("download_bytes", "bytes", First, true), new("upload_bytes", "bytes", Second, true));
}
