using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using EdgeNoc.Bench.Ingest;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Fleet;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Sites.Enrolment;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.Signing;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Bench.Fleet;

/// <summary>A config for 1,000 sites: saved in the office, signed, out over a real broker, its device asked by each site, acknowledged by the real collector's database, and reported.</summary>
internal static class ConfigBench
{
    private const int Sites = 1_000;
    private const double Limit = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <returns>The exit code: 1 when a site does not report, or it takes longer than promised.</returns>
    public static async Task<int> RunAsync(CancellationToken ct)
    {
        var folder = RigDirectory.New("bench-config");
        await using var broker = await Mosquitto.StartAsync(Path.Combine(folder, "broker"));
        await using var olt = await OltServer.StartAsync(new OltServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), User = "admin", Password = ConfigSite.OltPassword, Plan = new OltPlan(8, Pons: 1, Seed: 7) });
        var state = Directory.CreateDirectory(Path.Combine(folder, "collector", "state")).FullName;
        using var key = SigningKey.Make();
        await File.WriteAllTextAsync(Path.Combine(state, NocKey.FileName), key.ToPem(), ct);
        var url = olt.Address.ToString().TrimEnd('/');
        Save(state, url, intervalS: 30);
        await using var collector = await CollectorUnderTest.StartAsync(Path.Combine(folder, "collector"), broker.Port, FreePort.Next(), "none");

        var sites = new ConcurrentDictionary<string, ConfigSite>(StringComparer.Ordinal);
        await using var session = Session(broker.Port, sites);
        for (var n = 1; n <= Sites; n++)
        {
            var config = JsonSerializer.Serialize(new { site = Name(n), broker = new { urls = new[] { "mqtt://localhost" } }, devices = new[] { new { id = "olt-1", driver = "hioso-epon", url, user = "admin", password_file = "secrets/olt-1.pw", interval_s = 30 } } });
            sites[Name(n)] = new ConfigSite(Path.Combine(folder, "sites", Name(n)), Name(n), config, key.Public, session);
        }

        try
        {
            await WaitFor.TrueAsync(() => Reported(state, 1) == Sites, Patience, "all sites to say what they run");
            var began = Stopwatch.GetTimestamp();
            Save(state, url, intervalS: 60);
            var saved = Stopwatch.GetElapsedTime(began).TotalSeconds;
            await WaitFor.TrueAsync(() => Reported(state, 2) == Sites, Patience, $"all sites to run the new config; {Reported(state, 2)} do");
            var took = Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 1);
            BenchFile.Save("fleet", string.Create(CultureInfo.InvariantCulture, $"A config for {Sites} sites, of which each asks its OLT"), [("config_saved_s", Math.Round(saved, 1), null), ("config_1000_sites_s", took, Limit)]);
            return took <= Limit ? 0 : 1;
        }
        finally
        {
            foreach (var site in sites.Values) site.Dispose();
        }
    }

    private static string Name(int n) => string.Create(CultureInfo.InvariantCulture, $"pop-{n:0000}");

    /// <summary>As the verb does it: in the database, beside the running collector.</summary>
    private static void Save(string state, string url, int intervalS)
    {
        using var database = CollectorDatabase.Open(Path.Combine(state, "collector.db"));
        var config = JsonSerializer.SerializeToUtf8Bytes(new { devices = new[] { new { id = "olt-1", driver = "hioso-epon", url, user = "admin", interval_s = intervalS } } });
        var now = TimeProvider.System.GetUtcNow();
        database.Write(db =>
        {
            for (var n = 1; n <= Sites; n++)
            {
                SiteRow.Describe(db, new SiteRow { Id = Name(n) }, now);
                if (IdentityStore.Find(db, Name(n)) is null) IdentityStore.Put(db, Name(n), "key", "bench", "1.0", now);
                var saved = ConfigActions.Save(db, SiteRow.Find(db, Name(n))!, config, "bench", isWhole: true, ConfigOrigin.Office, new Actor("verb", "bench", "verb"), now);
                if (saved.Version is null) throw new InvalidOperationException(string.Join("; ", saved.Errors));
            }
        });
    }

    private static long Reported(string state, int version)
    {
        using var connection = SqliteStore.OpenToRead(Path.Combine(state, "collector.db"));
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"SELECT COUNT(*) FROM site_haves WHERE json_extract(have_json, '$.running.version') = {version} AND json_extract(have_json, '$.stage') IS NULL");
        return (long)command.ExecuteScalar()!;
    }

    private static MqttSession Session(int port, ConcurrentDictionary<string, ConfigSite> sites)
    {
        var options = new MqttOptions
        {
            Brokers = [new BrokerAddress("127.0.0.1", port, Tls: false)], ClientId = "bench-sites", Subscriptions = [$"{Topics.Prefix}+/config/want", $"{Topics.Prefix}+/ack"], MaxInFlight = 256,
        };
        var session = new MqttSession(options, TimeProvider.System, new Random(1), NullLogger.Instance)
        {
            MessageReceived = message =>
            {
                if (!Topics.TryParse(message.Topic, out var topic) || !sites.TryGetValue(topic.Site, out var site)) return;
                if (topic.Kind == TopicKind.ConfigWant) ThreadPool.QueueUserWorkItem(_ => site.Hear(message));
                else if (JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.AckMessage) is { } ack) site.Acknowledged(ack);
            },
        };
        session.Start();
        return session;
    }
}
