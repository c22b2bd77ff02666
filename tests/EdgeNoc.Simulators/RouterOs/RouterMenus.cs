using System.Globalization;

namespace EdgeNoc.Simulators.RouterOs;

/// <summary>The menus and what they list now.</summary>
public sealed class RouterMenus(RouterModel model, string user)
{
    private static readonly string[] Ports = ["ether1", "ether2", "ether3", "ether4", "sfp-sfpplus1", "sfp-sfpplus2"];

    private RouterPlan Plan => model.Plan;

    /// <summary>The rows of <c>/a/b</c> (without the verb); null when this router has no such menu.</summary>
    public IEnumerable<RouterRow>? List(string menu) => menu switch
    {
        "/system/resource" => [Resource()],
        "/system/identity" => [new(("name", Plan.Identity))],
        "/system/routerboard" => [new(("routerboard", Plan.Word(true)), ("model", "CCR2004-16G-2S+"), ("revision", "r2"), ("serial-number", $"HE{Plan.Seed:00000000}"), ("current-firmware", Plan.Version))],
        "/system/health" => Health(),
        "/system/clock" => [new(("time", model.LocalTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)), ("date", model.Date(model.LocalTime).Split(' ')[0]))],
        "/interface" => [.. Ports.Select(Port), Bridge(), .. model.Online().Select(model.SessionInterface)],
        "/interface/ethernet" => Ports.Select((name, index) => new RouterRow((".id", $"*{index + 1:X}"), ("name", name), ("rx-bytes", "1"), ("disabled", Plan.Word(false)))),
        "/interface/pppoe-server" => model.Online().Select(number => new RouterRow((".id", $"*F{number:X}"), ("name", $"<pppoe-{RouterModel.Account(number)}>"), ("user", RouterModel.Account(number)), ("running", Plan.Word(true)))),
        "/interface/wireless/registration-table" when !Plan.IsSeven => Enumerable.Range(1, 3).Select(WirelessV6),
        "/interface/wifi/registration-table" when Plan.IsSeven => Enumerable.Range(1, 3).Select(WirelessV7),
        "/ppp/active" => model.Online().Select(model.Session),
        "/ppp/secret" => Enumerable.Range(1, model.Accounts).Select(model.Secret),
        "/ip/hotspot/active" => Enumerable.Range(1, 20).Select(HotspotUser),
        "/ip/hotspot/host" => Enumerable.Range(1, 30).Select(HotspotHost),
        "/ip/dhcp-server/lease" => Enumerable.Range(1, 40).Select(Lease),
        "/queue/simple" => [.. Enumerable.Range(1, 4).Select(Queue), .. model.Online().Select(DynamicQueue)],
        "/ip/pool" => Pools(),
        "/ip/pool/used" => model.Online().Select(number => new RouterRow(("pool", "residential"), ("address", model.Address(number)), ("owner", "PPP"), ("info", RouterModel.Account(number)))),
        "/ip/address" => [new((".id", "*1"), ("address", "192.0.2.1/24"), ("network", "192.0.2.0"), ("interface", "ether1"), ("actual-interface", "ether1"), ("dynamic", Plan.Word(false)), ("disabled", Plan.Word(false)), ("invalid", Plan.Word(false)))],
        "/log" => Enumerable.Range(1, 60).Select(number => new RouterRow((".id", $"*{number:X}"), ("time", $"jan/02 10:00:{number % 60:00}"), ("topics", "pppoe,info"), ("message", $"line {number}"))),
        "/user" => [new((".id", "*1"), ("name", "admin"), ("group", "full")), new((".id", "*2"), ("name", user), ("group", "monitor"))],
        "/user/group" => [new((".id", "*1"), ("name", "full"), ("policy", "local,read,write,api")), new((".id", "*4"), ("name", "monitor"), ("policy", Plan.Policy))],
        _ => null,
    };

    /// <summary>A look at ports, in the order of the request.</summary>
    public IEnumerable<RouterRow> Monitor(string numbers) => numbers.Split(',').Where(name => Ports.Contains(name, StringComparer.Ordinal)).Select(name => name.StartsWith("sfp", StringComparison.Ordinal)
        ? new RouterRow(
            ("name", name), ("status", name.EndsWith('1') ? "link-ok" : "no-link"), ("rate", "10Gbps"), ("full-duplex", "true"), ("sfp-module-present", Plan.Word(true)), ("sfp-type", "SFP/SFP+/SFP28/SFP56"),
            ("sfp-wavelength", "1310"), ("sfp-temperature", "41"), ("sfp-supply-voltage", "3.31"), ("sfp-tx-bias-current", "29"), ("sfp-tx-power", "-2.1"), ("sfp-rx-power", name.EndsWith('1') ? "-7.25" : "-40"), ("eeprom", "0000: 03 04\n0010: 00"))
        : new RouterRow(("name", name), ("status", "link-ok"), ("rate", "1Gbps"), ("full-duplex", "true")));

    /// <summary>Rates of the moment.</summary>
    public static IEnumerable<RouterRow> Traffic(string interfaces) => interfaces.Split(',').Select((name, index) => new RouterRow(
        ("name", name), ("rx-packets-per-second", "10"), ("rx-bits-per-second", $"{8_000 * (index + 1)}"), ("tx-packets-per-second", "5"), ("tx-bits-per-second", $"{4_000 * (index + 1)}")));

    private RouterRow Resource() => new(
        ("uptime", RouterModel.Duration(model.UptimeS)), ("version", $"{Plan.Version} (stable)"), ("free-memory", "3950641152"), ("total-memory", "4227858432"), ("cpu", "ARM64"), ("cpu-count", "4"),
        ("cpu-load", RouterModel.Text(10 + (model.UptimeS % 20))), ("free-hdd-space", "106233856"), ("total-hdd-space", "135266304"), ("architecture-name", "arm64"), ("board-name", "CCR2004-16G-2S+"), ("platform", "MikroTik"));

    private IEnumerable<RouterRow> Health() => Plan.IsSeven
        ?
        [
            new((".id", "*E"), ("name", "temperature"), ("value", "46"), ("type", "C")), new((".id", "*11"), ("name", "cpu-temperature"), ("value", "58"), ("type", "C")),
            new((".id", "*1B59"), ("name", "fan1-speed"), ("value", "6090"), ("type", "RPM")), new((".id", "*1CE9"), ("name", "psu1-state"), ("value", "ok"), ("type", "")),
            new((".id", "*1CEA"), ("name", "psu2-state"), ("value", "fail"), ("type", "")), new((".id", "*1D"), ("name", "voltage"), ("value", "24.2"), ("type", "V")),
        ]
        : [new(("fan-mode", "auto"), ("voltage", "24.2"), ("temperature", "46"), ("cpu-temperature", "58"), ("fan1-speed", "6090RPM"), ("psu1-state", "ok"), ("psu2-state", "fail"))];

    private RouterRow Port(string name, int index) => Interface(name, "ether", index, (index + 1) * 3_000_000L);

    private RouterRow Bridge() => Interface("bridge-lan", "bridge", 20, 9_000_000);

    private RouterRow Interface(string name, string type, int index, long bytesPerS) => new(
        (".id", $"*{index + 1:X}"), ("name", name), ("type", type), ("mtu", "1500"), ("dynamic", Plan.Word(false)), ("running", Plan.Word(name != "sfp-sfpplus2")), ("disabled", Plan.Word(false)),
        ("rx-byte", RouterModel.Text(model.UptimeS * bytesPerS)), ("tx-byte", RouterModel.Text(model.UptimeS * bytesPerS / 8)), ("rx-drop", "3"), ("tx-drop", "0"), ("rx-error", "1"), ("tx-error", "0"), ("link-downs", $"{index}"), ("fp-rx-byte", "1"));

    private static RouterRow WirelessV6(int number) => new(
        (".id", $"*{number:X}"), ("interface", "wlan1"), ("mac-address", RouterModel.CallerId(70_000 + number)), ("ap", "false"), ("rx-rate", "72.2Mbps-20MHz/1S/SGI"), ("tx-rate", "65Mbps-20MHz/1S"), ("bytes", $"{number * 1000},{number * 100}"),
        ("uptime", "5h49m36s"), ("signal-strength", $"-{60 + number}@1Mbps"), ("last-ip", $"10.9.0.{number}"));

    private static RouterRow WirelessV7(int number) => new(
        (".id", $"*{number:X}"), ("interface", "wifi1"), ("ssid", "office"), ("mac-address", RouterModel.CallerId(70_000 + number)), ("uptime", "5h49m36s"), ("signal", $"-{46 + number}"), ("tx-rate", "54000000"), ("rx-rate", "48000000"), ("bytes", $"{number * 1000},{number * 100}"));

    private RouterRow HotspotUser(int number) => new(
        (".id", $"*A{number:X}"), ("server", "hotspot1"), ("user", $"voucher{number:00}"), ("address", $"10.5.50.{number + 9}"), ("mac-address", RouterModel.CallerId(80_000 + number)), ("login-by", "http-chap"),
        ("uptime", RouterModel.Duration(model.UptimeS % 7200)), ("idle-time", "3s"), ("session-time-left", "47m56s"), ("bytes-in", RouterModel.Text(model.UptimeS * number)), ("bytes-out", RouterModel.Text(model.UptimeS * number * 9)));

    private RouterRow HotspotHost(int number) => new(
        (".id", $"*B{number:X}"), ("mac-address", RouterModel.CallerId(80_000 + number)), ("address", $"10.5.50.{number + 9}"), ("to-address", $"10.5.50.{number + 9}"), ("server", "hotspot1"), ("uptime", "12m4s"), ("idle-time", "1s"),
        ("authorized", Plan.Word(number <= 20)), ("bypassed", Plan.Word(number is > 20 and <= 25)));

    private RouterRow Lease(int number) => new(
        (".id", $"*C{number:X}"), ("address", $"192.168.6.{number}"), ("mac-address", RouterModel.CallerId(90_000 + number)), ("server", "lan"), ("status", number <= 30 ? "bound" : "waiting"), ("expires-after", Plan.IsSeven ? "14h40m26s" : "14:40:26"),
        ("last-seen", "8h19m34s"), ("host-name", $"host-{number}"), ("dynamic", Plan.Word(true)), ("blocked", Plan.Word(false)), ("disabled", Plan.Word(false)));

    private RouterRow Queue(int number) => new(
        (".id", $"*D{number:X}"), ("name", $"dedicated-{number}"), ("target", $"198.51.100.{number}/32"), ("max-limit", "10000000/20000000"), ("rate", $"{number * 100_000}/{number * 900_000}"), ("bytes", "1/2"), ("dropped", $"{number}/0"),
        ("dynamic", Plan.Word(false)), ("disabled", Plan.Word(false)), ("comment", ""));

    private RouterRow DynamicQueue(int number) => new((".id", $"*E{number:X}"), ("name", $"<pppoe-{RouterModel.Account(number)}>"), ("target", $"<pppoe-{RouterModel.Account(number)}>"), ("rate", "1/1"), ("dynamic", Plan.Word(true)));

    private IEnumerable<RouterRow> Pools()
    {
        var ranges = $"10.{Plan.Seed % 200}.0.2-10.{Plan.Seed % 200}.7.254";
        return Plan.SaysEmpty
            ? [new((".id", "*1"), ("name", "residential"), ("ranges", ranges), ("total", "2045"), ("used", $"{model.Online().Count}"), ("available", "1"))]
            : [new((".id", "*1"), ("name", "residential"), ("ranges", ranges)), new((".id", "*2"), ("name", "spare"), ("ranges", "10.99.0.0/24,10.99.1.7"))];
    }
}
