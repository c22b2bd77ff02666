using System.Diagnostics;
using System.Text.Json;
using EdgeNoc.Demo.Reckoning;
using EdgeNoc.Demo.Setup;
using EdgeNoc.Demo.Story;
using EdgeNoc.Demo.World;

namespace EdgeNoc.Demo.Watching;

/// <summary>Looks at the running demo from outside, the way a person could.</summary>
internal sealed class Watcher(DemoWorld world, DemoScript script, DemoNotes notes) : IDisposable
{
    private readonly StoredEvents _events = new(world.Folder.CollectorState);
    private (long Points, long At) _last;
    private long _points;

    public UsageSampler Agent { get; } = new(world.Agent);

    public UsageSampler Collector { get; } = new(world.Collector);

    /// <summary>Events that the collector has stored.</summary>
    public int Events => _events.Count();

    /// <summary>Takes about 10 ms. What does not answer is shown as it was, or as missing.</summary>
    public async Task<DemoSnapshot> LookAsync()
    {
        Agent.Look();
        Collector.Look();
        var rate = await CountPointsAsync();
        return new DemoSnapshot
        {
            AtS = notes.ElapsedS,
            BrokerIsUp = script.BrokerIsUp,
            Agent = await AgentStatusReader.ReadAsync(world.Folder.AgentState),
            Plant = [.. world.Olts.Select(Plant), new("router-1", world.Router.Model.Online().Count, world.Router.Plan.Sessions, [])],
            PointsStored = _points,
            PointsPerS = rate,
            Events = Events,
            Incidents = world.Tap.Incidents,
            Messages = world.Gateway.Messages,
            Notes = notes.All,
        };
    }

    public void Dispose() => _events.Dispose();

    private static PlantView Plant(DemoOlt olt)
    {
        var model = olt.Server.Model;
        return new PlantView(olt.Id, model.Slots.Count - model.DownOnus.Count, model.Slots.Count, model.CutPons);
    }

    /// <summary>InfluxDB counts what it takes; asking for that costs nothing, however long the demo runs.</summary>
    private async Task<double> CountPointsAsync()
    {
        try
        {
            using var answer = await world.Influx.QueryAsync(DemoConfigs.Database, "SHOW STATS FOR 'write'");
            var series = answer.RootElement.GetProperty("results")[0].GetProperty("series")[0];
            var column = series.GetProperty("columns").EnumerateArray().Select(name => name.GetString()).ToList().IndexOf("pointReq");
            _points = series.GetProperty("values")[0][column].GetInt64();
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException or TaskCanceledException)
        {
            // The next look will tell.
        }

        var now = Stopwatch.GetTimestamp();
        var (points, at) = _last;
        _last = (_points, now);
        return at == 0 ? 0 : (_points - points) / Stopwatch.GetElapsedTime(at, now).TotalSeconds;
    }
}
