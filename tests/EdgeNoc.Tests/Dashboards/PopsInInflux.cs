using System.Globalization;
using System.Text.Json;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Dashboards.Queries;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Ingest;

namespace EdgeNoc.Tests.Dashboards;

/// <summary>The simulated week in a real InfluxDB, brought there by a real broker and a real collector, which also computed the five-minute figures: all of it is late data.</summary>
public sealed class PopsInInflux : IAsyncLifetime
{
    private const int LinesPerMessage = 2_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);
    private NocRig _noc = null!;

    internal SimulatedPops Pops { get; } = new(DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 300 * 300));

    internal InfluxDb Influx => _noc.Influx;

    /// <summary>Twenty seconds after the last poll of the simulated week, whatever the clock says.</summary>
    internal DateTimeOffset Now => Pops.End.AddSeconds(20);

    public async ValueTask InitializeAsync()
    {
        _noc = await NocRig.StartAsync();
        var (code, output) = await _noc.VerbAsync("influx", "init");
        Assert.True(code == 0, output);
        var seqs = new List<(string Site, long Seq)>();
        foreach (var site in new[] { SimulatedPops.Large, SimulatedPops.Small, SimulatedPops.Silent })
        {
            await _noc.StatusAsync(site, AgentState.Online);
            var seq = 0L;
            foreach (var lines in Pops.Times().SelectMany(at => Pops.Lines(site, at)).Chunk(LinesPerMessage))
            {
                await _noc.TelemetryAsync(site, ++seq, lines);
                seqs.Add((site, seq));
            }
        }

        await RaiseAsync(1, EventState.Raised, "onu.down", "onu/0/1:8", Severity.Low, "dying_gasp", -5);
        await RaiseAsync(2, EventState.Raised, "onu.rx_low", "onu/0/1:7", Severity.Low, null, -4);
        await RaiseAsync(3, EventState.Raised, "device.cpu_high", "device", Severity.Medium, null, -3);
        await RaiseAsync(4, EventState.Cleared, "device.cpu_high", "device", Severity.Medium, null, -2);
        await WaitFor.TrueAsync(() => seqs.TrueForAll(sent => _noc.IsAcked(sent.Site, "telemetry", sent.Seq)), Patience, "the week to be stored");

        await OwnFiguresAsync();

        // A new one looks at what was touched at once.
        await _noc.Collector.StopAsync();
        await _noc.StartCollectorAsync();
        await WaitFor.TrueAsync(() => Touched() == 0, Patience, "the figures to be computed");
        await WaitFor.TrueAsync(async () => await Influx.CountAsync(NocRig.Database, "incident", "open") > 0, Patience, "the figures of incidents");
        await WaitFor.TrueAsync(async () => await Influx.CountAsync(NocRig.Database, "alert_event", "text") >= 4, Patience, "the events of alerts");
    }

    public ValueTask DisposeAsync() => _noc is null ? ValueTask.CompletedTask : _noc.DisposeAsync();

    /// <summary>What queries are filled in with: the whole week until the last thing that the collector wrote itself.</summary>
    internal Substitution Filled(string site, string olt, string pon, string onu, string router, string interfaceName, string store = "autogen") =>
        new(Pops.Begin, DateTimeOffset.UtcNow.AddMinutes(1), Now, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["site"] = site, ["olt"] = olt, ["pon"] = pon, ["onu"] = onu, ["router"] = router, ["interface"] = interfaceName, ["store"] = store, ["stale"] = "90",
            ["find"] = "", ["collector"] = "http://localhost:8090",
        });

    internal Substitution Large(string store = "autogen") => Filled(SimulatedPops.Large, "olt-1", "0/1", "3", "router-1", "ether1", store);

    internal Substitution Small(string store = "autogen") => Filled(SimulatedPops.Small, "olt-1", "0/1", "3", "ne-1", "100GE0/1/0", store);

    internal Task<JsonDocument> AskAsync(string influxql) => Influx.QueryAsync(NocRig.Database, influxql);

    /// <summary>What a collector that had run before would have written about itself.</summary>
    private async Task OwnFiguresAsync()
    {
        using var http = new HttpClient();
        var lines = Enumerable.Range(1, 20).SelectMany(n => new[]
        {
            string.Create(CultureInfo.InvariantCulture, $"notify,channel=mpwa,provider=mpwa queued=0i,sent={21 - n}i,delivered={21 - n}i,failed=0i,latency_ms={400 + n},cost={(21 - n) * 10} {Pops.End.AddMinutes(-n).ToUnixTimeMilliseconds()}"),
            string.Create(CultureInfo.InvariantCulture, $"collector,instance=noc-1 points={(21 - n) * 1_000}i,batches=7i,refused=0i,lag_ms=5.5,cpu_pct=3.5,rss_mb=110.5,queue=0i {Pops.End.AddMinutes(-n).ToUnixTimeMilliseconds()}"),
        });
        using var answer = await http.PostAsync(new Uri(Influx.Url, $"/write?db={NocRig.Database}&precision=ms"), new StringContent(string.Join('\n', lines)));
        Assert.True(answer.IsSuccessStatusCode);
    }

    private int Touched()
    {
        using var database = CollectorDatabase.Open(_noc.DatabaseFile);
        return (int)database.Write(db => db.First<long>("SELECT COUNT(*) FROM touched_windows"));
    }

    private Task<PublishOutcome> RaiseAsync(int seq, EventState state, string kind, string entity, Severity severity, string? reason, int atS) =>
        _noc.EventAsync(SimulatedPops.Large, seq, new EdgeEvent(
            Guid.CreateVersion7(), kind, state, "olt-1", entity, severity, DateTimeOffset.UtcNow.AddSeconds(atS), reason,
            new Dictionary<string, double>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = string.Create(CultureInfo.InvariantCulture, $"CLIENT-00{seq}") },
            TimeQuality.Synced));
}
