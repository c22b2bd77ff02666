using System.Globalization;
using EdgeNoc.Rig;
using Spectre.Console;

namespace EdgeNoc.Bench.Store;

/// <summary>
/// What the agent's store can do: how fast it takes records and events, and a week's backlog beside a living site: memory, how fast it drains against what
/// the same InfluxDB takes directly, how long alarms and live data take meanwhile, and over a line of 256 kbit/s.
/// </summary>
internal static class StoreBench
{
    private const int NarrowScale = 400;
    private const int NarrowBytesPerS = 32_000;
    private const int NarrowAlarms = 6;
    private static readonly TimeSpan CardWindow = TimeSpan.FromMinutes(3);

    /// <param name="scale">1: a week; 40: a fortieth of it.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<int> RunAsync(int scale, CancellationToken ct)
    {
        var directory = RigDirectory.New("bench-store");
        var appended = OutboxBench.Measure(directory);
        Say(FormattableString.Invariant($"{appended.AppendPerS:N0} records/s, bare SQLite {appended.BareAppendPerS:N0}"));
        var drain = await DrainBench.RunAsync(Path.Combine(directory, "drain"), scale, Say, ct);
        Say("the same over 256 kbit/s");
        var narrow = await NarrowAsync(Path.Combine(directory, "narrow"));
        Say("a hundred agents return at once");
        var storm = await StormBench.MeasureAsync(ct);
        Say("what 2,048 ONUs cost the card while all is well");
        var card = await CardBench.MeasureAsync(CardWindow, ct);
        var result = new StoreResult
        {
            Scale = scale,
            BacklogPoints = drain.BacklogPoints,
            BacklogMb = Round(drain.BacklogMb),
            BacklogRssMb = Round(drain.PeakRssMb),
            BacklogStartRssMb = Round(drain.RssAtStartMb),
            DrainPointsPerS = Math.Round(drain.PointsPerS),
            DrainLimitPointsPerS = Math.Round(drain.LimitPointsPerS),
            DrainRatio = Math.Round(drain.PointsPerS / drain.LimitPointsPerS, 3),
            AlarmP95S = Percentile(drain.AlarmsS),
            Alarms = drain.AlarmsS.Count,
            LiveAgeP95S = Percentile(drain.LiveAgesS),
            Alarm256kS = Math.Round(narrow.Max(), 2),
            StormLiveMaxS = storm.StormLiveMaxS,
            StormWriteP95Ratio = storm.WriteP95Ratio,
            SdMbPerDay = card.MbPerDay,
            SdKbPerEvent = card.KbPerEvent,
            AppendPerS = Math.Round(appended.AppendPerS),
            AppendLimitPerS = Math.Round(appended.BareAppendPerS),
            EventDurableP99Ms = Math.Round(appended.EventP99Ms, 3),
            EventLimitP99Ms = Math.Round(appended.BareEventP99Ms, 3),
        };
        Directory.Delete(directory, recursive: true);
        var path = Path.Combine(RigDirectory.RepositoryRoot, "var", "bench", "store.json");
        await result.SaveAsync(path);
        Show(result, path);
        return 0;
    }

    /// <summary>Seconds of each alarm over a line that a backlog fills.</summary>
    private static async Task<List<double>> NarrowAsync(string directory)
    {
        await using var world = await StoreWorld.StartAsync(directory);
        BacklogMaker.Write(world.AgentState, BacklogMaker.PollsPerWeek / NarrowScale, DateTimeOffset.UtcNow);
        world.Uplink.BytesPerSecond = NarrowBytesPerS;
        await world.StartAgentAsync();
        world.Connect();
        using var enough = new CancellationTokenSource(TimeSpan.Zero);
        return await AlarmProbe.RunAsync(world, NarrowAlarms, enough.Token);
    }

    private static void Say(string text) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{text}[/]");

    private static double Round(double value) => Math.Round(value, 1);

    private static double Percentile(IReadOnlyList<double> values)
    {
        double[] ascending = [.. values.Order()];
        return ascending.Length == 0 ? double.NaN : Math.Round(ascending[Math.Clamp((int)Math.Ceiling(0.95 * ascending.Length) - 1, 0, ascending.Length - 1)], 2);
    }

    private static void Show(StoreResult result, string path)
    {
        var table = new Table().AddColumns("store", "measured", "target", "");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        Row($"backlog, million points ({result.BacklogMb:0} MB)", result.BacklogPoints / 1e6, "0.0", "", fine: true);
        Row("backlog_rss_mb, at start and while draining", result.BacklogRssMb, "0", "≤ 130", result.BacklogRssMb <= 130);
        Row("drained, points/s", result.DrainPointsPerS, "N0", "", fine: true);
        Row("straight into InfluxDB, points/s", result.DrainLimitPointsPerS, "N0", "", fine: true);
        Row("drain_ratio", result.DrainRatio, "0.00", "≥ 0.6", result.DrainRatio >= 0.6);
        Row($"alarm_p95_s, {result.Alarms} losses", result.AlarmP95S, "0.0", "≤ 5", result.AlarmP95S <= 5);
        Row("live_age_p95_s", result.LiveAgeP95S, "0.0", "≤ 15", result.LiveAgeP95S <= 15);
        Row("alarm_256k_s, the slowest", result.Alarm256kS, "0.0", "≤ 10", result.Alarm256kS <= 10);
        Row("storm_live_max_s, 100 agents return at once", result.StormLiveMaxS, "0.0", "≤ 30", result.StormLiveMaxS <= 30);
        Row("InfluxDB's write p95 meanwhile, × normal", result.StormWriteP95Ratio, "0.0", "≤ 2", result.StormWriteP95Ratio <= 2);
        Row("sd_mb_per_day, 2,048 ONUs every 30 s, all acknowledged in time", result.SdMbPerDay, "0.0", "≤ 100", result.SdMbPerDay <= CardBench.MaxMbPerDay);
        Row("and kB for each event", result.SdKbPerEvent, "0.0", "", fine: true);
        Row("append_per_s, records of 400 B", result.AppendPerS, "N0", "≥ 150,000", result.AppendPerS >= 150_000);
        Row("the same by bare SQLite", result.AppendLimitPerS, "N0", "", fine: true);
        Row("event_durable_p99_ms", result.EventDurableP99Ms, "0.00", "≤ 3", result.EventDurableP99Ms <= 3);
        Row("one row by bare SQLite, FULL, p99, ms", result.EventLimitP99Ms, "0.00", "", fine: true);
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{path}[/]");

        void Row(string what, double value, string format, string target, bool fine) =>
            table.AddRow(what, value.ToString(format, CultureInfo.InvariantCulture), target, target.Length == 0 ? "" : fine ? "[green]✔[/]" : "[red]✘[/]");
    }
}
