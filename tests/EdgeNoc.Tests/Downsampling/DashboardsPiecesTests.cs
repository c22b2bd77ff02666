using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using EdgeNoc.Collector.Downsampling;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Ingest.Reception;

namespace EdgeNoc.Tests.Downsampling;

/// <summary>However much is computed anew, the collector holds a piece of it at a time.</summary>
public sealed class DashboardsPiecesTests
{
    private const int Onus = 20_000;
    private const int Windows = 4;

    [Fact]
    public async Task A_large_answer_is_written_in_bodies_of_a_megabyte_and_each_line_once()
    {
        var store = new LargeStore(refuseFrom: int.MaxValue);
        Assert.Null(await new Recomputation(new OneWindow(), store).ComputeAsync(Rule, new FigureRange("kdr-03", 0, Windows * 300_000), default));
        Assert.InRange(store.Bodies.Count, 3, 100);
        Assert.All(store.Bodies, body => Assert.InRange(body.Length, 1, (1 << 20) + (64 << 10)));
        // Never further ahead in the answer than a body holds.
        Assert.InRange(store.MostUnwritten, 1, Onus * Windows / 3);
        var lines = store.Bodies.SelectMany(body => body.TrimEnd('\n').Split('\n')).ToList();
        Assert.Equal(Onus * Windows, lines.Count);
        Assert.Equal(Onus * Windows, lines.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task When_the_database_goes_away_half_way_the_window_stays_to_be_computed()
    {
        var touched = new OneWindow();
        var (windows, problem) = await new Recomputation(touched, new LargeStore(refuseFrom: 2)).RunAsync(default);
        Assert.Equal(0, windows);
        Assert.IsType<WriteOutcome.Unavailable>(problem);
        Assert.False(touched.IsDone);
    }

    private static FigureRule Rule => FigureRules.All.Single(rule => rule is { Source: "onu", Target: "onu" });

    private sealed class OneWindow : ITouchedWindows
    {
        public bool IsDone { get; private set; }

        public TakenWindows Take(int limit) => new([new TouchedWindow("kdr-03", "onu", 0)], 1);

        public void Done(TakenWindows taken) => IsDone = true;
    }

    /// <summary>Answers with a series for each ONU, one a piece, as a real one does in chunks.</summary>
    private sealed class LargeStore(int refuseFrom) : IFigureStore
    {
        private long _asked;
        private long _written;

        public List<string> Bodies { get; } = [];

        /// <summary>Lines that were asked for and not yet written.</summary>
        public long MostUnwritten { get; private set; }

        public InfluxStore Totals => InfluxStore.Figures;

        public async IAsyncEnumerable<InfluxRows> QueryAsync(string influxql, [EnumeratorCancellation] CancellationToken ct)
        {
            for (var onu = 0; onu < Onus; onu++)
            {
                var values = string.Join(',', Enumerable.Range(0, Windows).Select(n => string.Create(CultureInfo.InvariantCulture, $"[{n * 300_000},-{onu}.5,{onu}]")));
                var piece = InfluxJson.Read($$"""{"results":[{"series":[{"name":"onu","tags":{"site":"kdr-03","device":"olt-1","pon":"0/1","onu":"{{onu}}"},"columns":["time","rx_dbm","distance_m_max"],"values":[{{values}}]}]}]}""");
                _asked += Windows;
                MostUnwritten = Math.Max(MostUnwritten, _asked - _written);
                yield return piece;
                await Task.CompletedTask;
            }
        }

        public Task<WriteOutcome> WriteAsync(InfluxStore store, ReadOnlyMemory<byte> body, CancellationToken ct)
        {
            Bodies.Add(Encoding.UTF8.GetString(body.Span));
            _written += body.Span.Count((byte)'\n');
            return Task.FromResult<WriteOutcome>(Bodies.Count >= refuseFrom ? new WriteOutcome.Unavailable(UnavailableKind.Overloaded, "busy") : WriteOutcome.Stored.Instance);
        }
    }
}
