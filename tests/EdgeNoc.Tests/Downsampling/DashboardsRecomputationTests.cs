using System.Globalization;
using System.Text;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Downsampling;
using EdgeNoc.Collector.Downsampling.Setup;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Ingest.Reception;
using EdgeNoc.Collector.Store;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Downsampling;

/// <summary>What came late is computed anew, on a real InfluxDB.</summary>
public sealed class DashboardsRecomputationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly long Window = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 300_000 * 300_000) - (3 * 86_400_000L);

    [Fact]
    public async Task Late_points_change_the_figures_of_their_windows_and_of_no_others()
    {
        await using var world = await World.StartAsync();
        await world.WriteAsync(Pon(0, 10, online: 8), Pon(300_000, 10, online: 8));
        await world.ComputeAsync(new TouchedWindow("kdr-03", "pon", Window), new TouchedWindow("kdr-03", "pon", Window + 300_000));
        Assert.Equal(["8 8 8", "8 8 8"], await world.FiguresAsync("online, online_min, online_max", "pon"));

        // The rest of the first window comes three days late; the second is not said to be touched.
        await world.WriteAsync(Pon(100_000, 10, online: 4), Pon(400_000, 10, online: 2));
        var (windows, problem) = await world.ComputeAsync(new TouchedWindow("kdr-03", "pon", Window));
        Assert.Equal((1, null), (windows, problem));
        Assert.Equal(["6 4 8", "8 8 8"], await world.FiguresAsync("online, online_min, online_max", "pon"));
        Assert.Equal(["6", "8"], await world.FiguresAsync("online", "site_total"));
        Assert.Equal(["6", "8"], await world.FiguresAsync("online", "network_total"));
        Assert.Equal(0, world.Waiting);

        // A PON that tells more than its neighbours counts with it, and they without.
        await world.WriteAsync(FormattableString.Invariant($"pon,site=kdr-03,device=olt-1,pon=0/2 total=4i,weak=3i {Window + 300_000}"), FormattableString.Invariant($"pon,site=kdr-03,device=olt-2,pon=0/1 total=1i {Window + 300_000}"));
        await world.ComputeAsync(new TouchedWindow("kdr-03", "pon", Window + 300_000));
        Assert.Equal(["10  6", "15 3 5"], await world.FiguresAsync("total, weak, online", "site_total"));

        // Another site's late data changes what all sites are together.
        await world.WriteAsync(Pon(0, 10, online: 3, site: "sby-01"));
        await world.ComputeAsync(new TouchedWindow("sby-01", "pon", Window));
        Assert.Equal(["9", "5"], await world.FiguresAsync("online", "network_total"));
    }

    [Fact]
    public async Task Boxes_with_announced_work_are_counted_apart_and_terminals_are_no_boxes()
    {
        await using var world = await World.StartAsync();
        await world.WriteAsync(
            Device("olt-1,kind=olt", 0, "up=1i"), Device("olt-2,kind=olt", 0, "up=1i"), Device("olt-2,kind=olt", 30_000, "up=0i"), Device("olt-2", 30_000, "maintenance=1i"),
            Device("ont-1,kind=ont", 0, "up=0i"), Device("ont-1", 0, "maintenance=1i"), Device("site", 0, "maintenance=0i"), Device("olt-1,kind=olt", 300_000, "up=1i"));
        await world.ComputeAsync(new TouchedWindow("kdr-03", "device", Window), new TouchedWindow("kdr-03", "device", Window + 300_000));
        Assert.Equal(["2 1.5 0.5 0.5 0.5 0", "1 1 1 1 0 "], await world.FiguresAsync("boxes, boxes_up, known, known_up, work, maintenance", "site_total"));

        // Work on the whole site, during which nobody polls.
        await world.WriteAsync(Device("site", 600_000, "maintenance=1i"));
        await world.ComputeAsync(new TouchedWindow("kdr-03", "device", Window + 600_000));
        Assert.Equal(["0.5 0.5 0.5", "1 1 0", "0 0 1"], await world.FiguresAsync("known, known_up, work", "site_total"));

        static string Device(string series, long offsetMs, string field) => FormattableString.Invariant($"device,site=kdr-03,device={series} {field} {Window + offsetMs}");
    }

    [Fact]
    public async Task The_same_again_changes_nothing_and_names_with_quotes_and_blanks_are_names()
    {
        await using var world = await World.StartAsync();
        const string Site = "kdr-03";
        await world.WriteAsync(FormattableString.Invariant($"queue,site={Site},device=r-1,queue=it's\\ a\\ \"queue\" in_bps=100i,out_bps=7i {Window}"));
        for (var again = 0; again < 2; again++) await world.ComputeAsync(new TouchedWindow(Site, "queue", Window));
        Assert.Equal(["it's a \"queue\" 100 7"], await world.FiguresAsync("queue, in_bps, out_bps_max", "queue"));
    }

    [Fact]
    public async Task Figures_keep_their_types_whoever_computes_them()
    {
        await using var world = await World.StartAsync();
        await world.WriteAsync(FormattableString.Invariant($"onu,site=kdr-03,device=olt-1,pon=0/1,onu=1 up=1i,rx_dbm=-20,name=\"x\" {Window}"));
        await world.ComputeAsync(new TouchedWindow("kdr-03", "onu", Window));
        using var keys = await world.Influx.QueryAsync("edgenoc", "SHOW FIELD KEYS ON edgenoc FROM m5.onu");
        Assert.Equal(["rx_dbm float", "rx_dbm_max float", "rx_dbm_min float", "up float", "up_max integer", "up_min integer"], InfluxDb.Rows(keys).Select(row => $"{row[0]} {row[1]}"));
    }

    [Fact]
    public async Task While_the_database_is_away_windows_wait_and_without_its_store_they_say_why()
    {
        await using var world = await World.StartAsync(setUp: false);
        await world.WriteAsync(Pon(0, 10, online: 8));
        var (windows, problem) = await world.ComputeAsync(new TouchedWindow("kdr-03", "pon", Window));
        Assert.Equal(0, windows);
        Assert.Contains("influx init", Assert.IsType<WriteOutcome.Unavailable>(problem).Remedy, StringComparison.Ordinal);
        Assert.Equal(1, world.Waiting);
        await world.Influx.StopAsync();
        Assert.Equal(UnavailableKind.Unreachable, Assert.IsType<WriteOutcome.Unavailable>((await world.ComputeAsync()).Problem).Kind);
        await world.Influx.StartAsync();
        await world.SetUpAsync();
        Assert.Equal((1, null), await world.ComputeAsync());
        Assert.Equal(0, world.Waiting);
    }

    [Fact]
    public void Windows_are_asked_for_together_where_they_touch_and_never_too_many()
    {
        TouchedWindow[] windows =
        [
            .. Enumerable.Range(0, 30).Select(n => new TouchedWindow("a", "onu", n * 300_000L)), new("a", "onu", 100 * 300_000L), new("b", "onu", 0), new("a", "pon", 0), new("a", "alert_event", 0),
        ];
        var runs = WindowRuns.Of(windows).ToList();
        Assert.Equal(windows.OrderBy(Text, StringComparer.Ordinal), runs.SelectMany(run => run.Windows).OrderBy(Text, StringComparer.Ordinal));
        Assert.Equal(["a onu 12", "a onu 12", "a onu 6", "a onu 1", "b onu 1", "a pon 1", "a alert_event 1"],
            runs.Select(run => string.Create(CultureInfo.InvariantCulture, $"{run.Windows[0].Site} {run.Windows[0].Measurement} {(run.Range.ToMs - run.Range.FromMs) / 300_000}")));
        Assert.Empty(runs[^1].Rules);

        static string Text(TouchedWindow window) => string.Create(CultureInfo.InvariantCulture, $"{window.Site} {window.Measurement} {window.WindowMs:D12}");
    }

    private static string Pon(long offsetMs, int total, int online, string site = "kdr-03") =>
        FormattableString.Invariant($"pon,site={site},device=olt-1,pon=0/1 total={total}i,online={online}i {Window + offsetMs}");

    private sealed class World : IAsyncDisposable
    {
        private readonly CollectorDatabase _database = CollectorDatabase.Open(Path.Combine(RigDirectory.New("recompute"), "collector.db"));
        private readonly TouchedWindows _touched;
        private InfluxConfig _config = null!;
        private InfluxFigures _figures = null!;

        private World() => _touched = new TouchedWindows(_database);

        public InfluxDb Influx { get; private set; } = null!;

        public int Waiting => (int)_database.Write(db => db.First<long>("SELECT COUNT(*) FROM touched_windows"));

        public static async Task<World> StartAsync(bool setUp = true)
        {
            var world = new World { Influx = await InfluxDb.StartAsync(RigDirectory.New("recompute-influx")) };
            world._config = new InfluxConfig(world.Influx.Url, "edgenoc", null, null);
            world._figures = new InfluxFigures(world._config, Patience, TimeProvider.System);
            await world.Influx.CreateDatabaseAsync("edgenoc");
            if (setUp) await world.SetUpAsync();
            return world;
        }

        public async Task SetUpAsync()
        {
            using var admin = new InfluxAdmin(_config, Patience, TimeProvider.System);
            await foreach (var step in SetupOne.RunAsync(admin, "edgenoc", default)) Assert.Null(step.Problem);
        }

        public async Task WriteAsync(params string[] lines)
        {
            using var http = new InfluxHttp(_config, Patience, TimeProvider.System);
            Assert.IsType<WriteOutcome.Stored>(await http.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"), default));
        }

        public Task<(int Windows, WriteOutcome? Problem)> ComputeAsync(params TouchedWindow[] windows)
        {
            _database.Write(db => _touched.Mark(db, windows));
            return new Recomputation(_touched, _figures).RunAsync(default);
        }

        public async Task<IReadOnlyList<string>> FiguresAsync(string columns, string measurement)
        {
            using var answer = await Influx.QueryAsync("edgenoc", $"SELECT {columns} FROM \"m5\".\"{measurement}\"");
            return [.. InfluxDb.Rows(answer).Select(row => string.Join(' ', row.EnumerateArray().Skip(1)))];
        }

        public async ValueTask DisposeAsync()
        {
            _figures.Dispose();
            await Influx.DisposeAsync();
            _database.Dispose();
        }
    }
}
