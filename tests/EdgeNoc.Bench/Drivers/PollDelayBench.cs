using System.Net;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Agent.Polling;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Telemetry;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;
using EdgeNoc.Simulators.RouterOs;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Bench.Drivers;

/// <summary>The agent's scheduler with 20 devices on real connections, one of which answers a byte a second: how late a poll begins at most.</summary>
internal static class PollDelayBench
{
    private const int Devices = 20;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(20);

    public static async Task<IReadOnlyList<(string Key, double Value, double? Limit)>> MeasureAsync(CancellationToken ct)
    {
        var folder = RigDirectory.New("bench-poll-delay");
        await File.WriteAllTextAsync(Path.Combine(folder, "pw"), "secret", ct);
        await using var router = RouterServer.Start(new RouterServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), User = "edgenoc", Password = "secret" });
        router.Fault = RouterFault.SlowBytes;
        var olts = new List<OltServer>();
        try
        {
            for (var number = 1; number < Devices; number++)
                olts.Add(await OltServer.StartAsync(new OltServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), User = "admin", Password = "secret", Plan = new OltPlan(128, 4, number) }));
            return [("poll_delay_max_ms", await LatestAsync(Config(folder, router, olts), ct), 200)];
        }
        finally
        {
            foreach (var olt in olts) await olt.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> LatestAsync(AgentConfig config, CancellationToken ct)
    {
        await using var pinger = new Pinger(new Random(1));
        var outlets = new PollOutlets
        {
            Telemetry = new Nowhere(), Tables = new Nowhere(), Events = new Nowhere(), Pinger = pinger, Time = TimeProvider.System, TimeQuality = () => TimeQuality.Synced, Logger = NullLogger.Instance,
        };
        var (latest, polls, gate) = (0.0, 0, new Lock());
        Scheduler? scheduler = null;
        scheduler = new Scheduler(config, outlets, new Random(1))
        {
            Polled = () =>
            {
                var lag = scheduler!.PollLagMs;
                lock (gate) (latest, polls) = (Math.Max(latest, lag), polls + 1);
            },
        };
        await using (scheduler)
        {
            scheduler.Start();
            // The first polls compile the code that runs later.
            await Task.Delay(TimeSpan.FromSeconds(5), ct);
            lock (gate) (latest, polls) = (0, 0);
            await Task.Delay(Length, ct);
            lock (gate)
            {
                if (polls < Devices * 3) throw new InvalidOperationException($"only {polls} polls in {Length.TotalSeconds} s");
                return Math.Round(latest, 1);
            }
        }
    }

    private static AgentConfig Config(string folder, RouterServer router, IEnumerable<OltServer> olts)
    {
        var devices = olts.Select((olt, index) => $$"""{ "id": "olt-{{index + 1}}", "driver": "hioso-epon", "url": "{{olt.Address}}", "user": "admin", "password_file": "pw", "interval_s": 2 }""")
            .Append($$"""{ "id": "router-1", "driver": "mikrotik", "url": "{{router.Url}}", "allow_plain": true, "user": "edgenoc", "password_file": "pw", "interval_s": 2 }""");
        var json = $$"""{ "site": "bench", "broker": { "urls": ["mqtt://127.0.0.1:1"] }, "devices": [ {{string.Join(",", devices)}} ] }""";
        var load = AgentConfigFile.Parse(System.Text.Encoding.UTF8.GetBytes(json), Path.Combine(folder, "agent.json"));
        return load.Config ?? throw new InvalidOperationException(string.Join("; ", load.Errors));
    }

    /// <summary>Stores that keep nothing: this is about polls.</summary>
    private sealed class Nowhere : ITelemetryOutbox, IEventLog, ITableOutbox
    {
        public void Write(string? device, IEnumerable<IPoint> points, DateTimeOffset at)
        {
            foreach (var point in points) _ = point;
        }

        public void Put(string device, string table, TableMessage snapshot)
        {
        }

        public IReadOnlyList<EntityState> LoadStates() => [];

        public IReadOnlyList<EdgeEvent> LoadRaised() => [];

        public void Commit(IReadOnlyList<EdgeEvent> events, IReadOnlyList<EntityState> states, IReadOnlyList<EntityId>? gone = null)
        {
        }
    }
}
