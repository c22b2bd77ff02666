using System.Text;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Ingest;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Influx;

/// <summary>What a real InfluxDB 1.x refuses, and with what words: whatever it is, its neighbours are stored and only it becomes a dead letter.</summary>
public sealed class RefusalsTests
{
    private static readonly long NowMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    /// <summary>A name and the lines that are to be refused.</summary>
    public static TheoryData<string, string[]> Kinds => new()
    {
        { "a type conflict within the body", [Line("conflict,n=2 v=\"text\"")] },
        { "a type conflict with what is stored", [Line("known,n=2 v=2.5"), Line("known,n=3 v=true")] },
        { "beyond the retention", [FormattableString.Invariant($"onu,n=old v=1i {NowMs - (30L * 86_400_000)}"), FormattableString.Invariant($"onu,n=older v=1i {NowMs - (40L * 86_400_000)}")] },
        { "no line", ["not a line at all", "m,n= v=1i 5", "m,n=1 v=1x 5", "m,n=1 5"] },
        { "a series key of 70 kB", [Line("onu,n=" + new string('x', 70_000) + " v=1i")] },
        { "too many values of a tag", [Line("many,n=31 v=31i"), Line("many,n=32 v=32i")] },
        { "an integer beyond 64 bits", [Line("onu,n=big v=9223372036854775808i")] },
        { "not a number", [Line("onu,n=nan v=NaN")] },
        { "the field time", [Line("onu,n=time time=1i")] },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Its_neighbours_are_stored_and_only_it_is_refused(string kind, string[] poison)
    {
        await using var influx = await InfluxDb.StartAsync(RigDirectory.New("refusals"), maxValuesPerTag: 30);
        await influx.CreateDatabaseAsync("edgenoc");
        using (await influx.QueryAsync("edgenoc", "ALTER RETENTION POLICY autogen ON edgenoc DURATION 7d SHARD DURATION 1d"))
        {
        }

        using var client = new InfluxHttp(new InfluxConfig(influx.Url, "edgenoc", User: null, Password: null), TimeSpan.FromSeconds(20), TimeProvider.System);
        var before = new List<string> { Line("known,n=1 v=1i"), Line("conflict,n=1 v=1i") };
        before.AddRange(Enumerable.Range(1, 30).Select(n => Line($"many,n={n} v={n}i")));
        Assert.IsType<WriteOutcome.Stored>(await client.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', before) + "\n"), default));

        var folder = RigDirectory.New("refusals");
        var counting = new Counting(client);
        using var letters = new DeadLetters(folder, 8 << 20, 8, TimeProvider.System, NullLogger<DeadLetters>.Instance);
        var store = new BodyStore(counting, new DatabaseState(TimeProvider.System, NullLogger<DatabaseState>.Instance), letters, new IngestCounters(), TimeProvider.System, new Random(1));
        await store.StoreAsync(Mixed(poison), default);
        letters.Flush();

        Assert.Equal(
            Enumerable.Range(1, 60).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            (await influx.ReadColumnAsync("edgenoc", "good", "v")).OrderBy(v => int.Parse(v!, System.Globalization.CultureInfo.InvariantCulture)));
        var kept = new Collector.Ingest.Replay.DeadLetterFolder(folder).Read().ToList();
        Assert.Equal(poison.Select(Start).Order(StringComparer.Ordinal), kept.Select(letter => Start(letter.Line)).Order(StringComparer.Ordinal));
        Assert.All(kept, letter => Assert.StartsWith("InfluxDB refused it: HTTP 400: ", letter.Reason, StringComparison.Ordinal));
        Assert.True(counting.Requests <= 1 + (2 * poison.Length * 8), $"{kind}: {counting.Requests} requests");
    }

    /// <summary>60 good lines in six messages, the bad ones among them.</summary>
    private static Body Mixed(string[] poison)
    {
        var body = new Body();
        for (var message = 0; message < 6; message++)
        {
            var queued = new QueuedMessage("kdr-03", new MessageId(Guid.Empty, MessageClass.Telemetry, message + 1), default, null, 0);
            for (var n = (message * 10) + 1; n <= (message + 1) * 10; n++)
            {
                Add(Line($"good,n={n} v={n}i"));
                if (n % 10 == 5) foreach (var bad in poison.Where((_, index) => index % 6 == message)) Add(bad);
            }

            body.EndSegment(queued);
            body.Complete(queued);
        }

        return body;

        void Add(string line) => body.Add(Encoding.UTF8.GetBytes(line), 0, default);
    }

    private static string Line(string point) => FormattableString.Invariant($"{point} {NowMs}");

    private static string Start(string line) => line[..Math.Min(line.Length, 200)];

    private sealed class Counting(IInfluxDb database) : IInfluxDb
    {
        public int Requests { get; private set; }

        public Task<WriteOutcome> WriteNanosecondsAsync(ReadOnlyMemory<byte> body, CancellationToken ct) => WriteAsync(body, ct);

        public Task<WriteOutcome> WriteAsync(ReadOnlyMemory<byte> body, CancellationToken ct)
        {
            Requests++;
            return database.WriteAsync(body, ct);
        }
    }
}
