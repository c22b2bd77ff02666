using System.Diagnostics;
using EdgeNoc.Agent.Host;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Bench.Ingest;
using EdgeNoc.Rig;

namespace EdgeNoc.Bench.Store;

/// <summary>A backlog present, and drained, while the site lives on.</summary>
internal static class DrainBench
{
    private const int LimitLinesPerBody = 5_000;
    private static readonly TimeSpan StoringPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <param name="directory">Where everything goes.</param>
    /// <param name="scale">1 is a week, 40 a fortieth of it.</param>
    /// <param name="say">Told each step.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<DrainFigures> RunAsync(string directory, int scale, Action<string> say, CancellationToken ct)
    {
        var polls = BacklogMaker.PollsPerWeek / scale;
        var now = DateTimeOffset.UtcNow;
        var making = Stopwatch.StartNew();
        await using var world = await StoreWorld.StartAsync(directory);
        BacklogMaker.Write(world.AgentState, polls, now);
        var backlogMb = new FileInfo(Path.Combine(world.AgentState, "telemetry.db")).Length / 1e6;
        say(FormattableString.Invariant($"{BacklogMaker.Points(polls):N0} points, {backlogMb:N0} MB, made in {making.Elapsed.TotalSeconds:0} s"));
        var limit = await DirectAsync(directory, polls, now, ct);
        say(FormattableString.Invariant($"straight into InfluxDB: {limit:N0} points/s"));

        await world.StartAgentAsync();
        var rssAtStart = world.Agent.Usage().PeakRssMb;
        using var drained = new CancellationTokenSource();
        world.Connect();
        var alarms = AlarmProbe.RunAsync(world, least: 2, drained.Token);
        var ages = LiveAgesAsync(world, drained.Token);
        var (rate, rss) = await DrainAsync(world, polls, say, ct);
        await drained.CancelAsync();
        return new DrainFigures
        {
            BacklogPoints = BacklogMaker.Points(polls),
            BacklogMb = backlogMb,
            RssAtStartMb = rssAtStart,
            PeakRssMb = Math.Max(rss, world.Agent.Usage().PeakRssMb),
            PointsPerS = rate,
            LimitPointsPerS = limit,
            AlarmsS = await alarms,
            LiveAgesS = await ages,
        };
    }

    /// <summary>The same points: an InfluxDB that took millions is busy with putting them in order too.</summary>
    private static async Task<double> DirectAsync(string directory, int polls, DateTimeOffset now, CancellationToken ct)
    {
        await using var influx = await InfluxDb.StartAsync(Path.Combine(directory, "limit"));
        await influx.CreateDatabaseAsync(StoreWorld.Database);
        using var bodies = new BodyFile(Path.Combine(directory, "bodies"), BacklogMaker.Bodies(polls, LimitLinesPerBody, now));
        return BacklogMaker.Points(polls) / (await DirectWriter.RunAsync(influx.Url, StoreWorld.Database, bodies, ct)).TotalSeconds;
    }

    /// <summary>Points a second from the first that is acknowledged to the last, and the agent's most memory meanwhile.</summary>
    private static async Task<(double PointsPerS, double PeakRssMb)> DrainAsync(StoreWorld world, int polls, Action<string> say, CancellationToken ct)
    {
        var messages = BacklogMaker.Points(polls) / TelemetryBatch.MaxLines;
        long rows = messages, told = messages;
        long? began = null;
        var rss = 0.0;
        while (true)
        {
            await Task.Delay(Look, ct);
            rss = Math.Max(rss, world.Agent.Usage().RssMb);
            if (await StatusClient.ReadAsync(world.AgentState, ct) is not { } status) continue;
            rows = status.Outbox.First(outbox => outbox.Class == "telemetry").Rows;
            if (rows < messages) began ??= Stopwatch.GetTimestamp();
            if (told - rows > messages / 5)
            {
                say(FormattableString.Invariant($"{rows:N0} of {messages:N0} messages left, {status.Uplink.AckRate:0} acknowledged a second, {rss:0} MB"));
                told = rows;
            }

            // Live messages are always under way.
            if (rows < 12 && began is { } first)
            {
                var took = Stopwatch.GetElapsedTime(first).TotalSeconds;
                // The last few are written at this moment; a backlog that was drained fast and lost points was not drained.
                await WaitFor.TrueAsync(
                    async () => await world.Influx.CountAsync(StoreWorld.Database, "onu", "up", "device = 'olt-9'") == BacklogMaker.Points(polls), StoringPatience, "every point of the backlog to be in InfluxDB");
                return (BacklogMaker.Points(polls) / took, rss);
            }
        }
    }

    /// <summary>How old the newest live point in the database is, looked at every half second; a second of it is the poll's interval.</summary>
    private static async Task<List<double>> LiveAgesAsync(StoreWorld world, CancellationToken stop)
    {
        var ages = new List<double>();
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(Look, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            using var answer = await world.Influx.QueryAsync(StoreWorld.Database, "SELECT LAST(\"up\") FROM device WHERE device = 'olt-1'");
            var rows = InfluxDb.Rows(answer).Select(row => row[0].GetInt64()).ToList();
            if (rows.Count > 0) ages.Add((DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeMilliseconds(rows[0] / 1_000_000)).TotalSeconds);
        }

        return ages;
    }
}

/// <summary>What draining came to.</summary>
internal sealed record DrainFigures
{
    public required long BacklogPoints { get; init; }

    public required double BacklogMb { get; init; }

    /// <summary>Before the line was there.</summary>
    public required double RssAtStartMb { get; init; }

    public required double PeakRssMb { get; init; }

    public required double PointsPerS { get; init; }

    public required double LimitPointsPerS { get; init; }

    public required IReadOnlyList<double> AlarmsS { get; init; }

    public required IReadOnlyList<double> LiveAgesS { get; init; }
}
