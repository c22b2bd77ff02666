using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeNoc.Rig;

namespace EdgeNoc.Demo.Setup;

/// <summary>The two config files, as an operator would write them.</summary>
internal static class DemoConfigs
{
    public const string Site = "demo-pop";

    public const string Database = "edgenoc";
    public const string Recipient = "628123456789";
    public const string Sender = "628111222333";
    public const int Onts = 30;
    public const int GroupWaitS = 3;
    public const string RouterUser = "edgenoc";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="ports">Where broker and OLTs are.</param>
    /// <param name="stateDir">The agent's own folder.</param>
    /// <param name="brokerPassword">A file.</param>
    /// <param name="oltPassword">A file; both OLTs have the same.</param>
    /// <param name="routerPassword">A file.</param>
    /// <param name="ne8000Password">A file; null where there is no NE8000.</param>
    public static string Agent(DemoPorts ports, string stateDir, string brokerPassword, string oltPassword, string routerPassword, string? ne8000Password)
    {
        var olts = ports.Olts.Select((olt, index) => (object)new
        {
            id = $"olt-{index + 1}",
            driver = "hioso-epon",
            url = $"http://{olt}",
            user = "admin",
            password_file = oltPassword,
            // A real one is asked every 30 s; a minute shows more this way.
            interval_s = 1,
            optics_interval_s = 10,
        });
        var router = new
        {
            id = "router-1",
            driver = "mikrotik",
            url = $"api://{ports.Router}",
            user = RouterUser,
            password_file = routerPassword,
            allow_plain = true,
            interval_s = 5,
            optics_interval_s = 15,
            slow_interval_s = 15,
        };
        var ne8000 = new
        {
            id = "ne-1",
            driver = "ne8000",
            url = $"ssh://{ports.Ne8000}",
            user = SshServer.User,
            password_file = ne8000Password,
            interval_s = 5,
            slow_interval_s = 15,
        };
        var onts = new
        {
            driver = "ping",
            group = "onts",
            interval_s = 5,
            timeout_ms = 1000,
            count = 1,
            targets = Enumerable.Range(1, Onts).Select(n => new
            {
                id = $"ont-{n:000}",
                name = $"Village office {n}",
                address = $"127.10.0.{n}",
                latitude = Math.Round(-7.80 - (n * 0.004), 4),
                longitude = Math.Round(112.00 + (n % 6 * 0.01), 4),
            }),
        };
        return JsonSerializer.Serialize(
            new
            {
                site = Site,
                name = "Demo POP",
                time_zone = "Asia/Jakarta",
                language = "en",
                latitude = -7.81,
                longitude = 112.01,
                state_dir = stateDir,
                broker = new { urls = new[] { $"mqtt://127.0.0.1:{ports.Broker}" }, password_file = brokerPassword },
                devices = olts.Append(router).Concat(ne8000Password is null ? [] : new object[] { ne8000 }).Append(onts),
            },
            Readable);
    }

    /// <param name="ports">Where broker, database and gateway are.</param>
    /// <param name="stateDir">The collector's own folder.</param>
    /// <param name="brokerPassword">A file.</param>
    /// <param name="apiKey">A file: the gateway's key.</param>
    public static string Collector(DemoPorts ports, string stateDir, string brokerPassword, string apiKey) => JsonSerializer.Serialize(
        new
        {
            instance = "noc-demo",
            state_dir = stateDir,
            listen = $"http://127.0.0.1:{ports.Collector}",
            broker = new { urls = new[] { $"mqtt://127.0.0.1:{ports.Broker}" }, user = BrokerRules.Collector, password_file = brokerPassword },
            influx = new { url = $"http://127.0.0.1:{ports.Influx}", database = Database },
            alerts = new { group_wait_s = GroupWaitS, agent_offline_hold_s = 90, min_severity = "low", recipients = new[] { Recipient } },
            channels = new { mpwa = new { url = $"http://127.0.0.1:{ports.Gateway}/send-message", sender = Sender, api_key_file = apiKey } },
        },
        Readable);
}
