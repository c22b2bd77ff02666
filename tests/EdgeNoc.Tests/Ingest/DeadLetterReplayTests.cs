using System.Text;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Ingest.Replay;
using EdgeNoc.Rig;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Ingest;

public sealed class DeadLetterReplayTests
{
    private static readonly LineRefusal ByDatabase = new(LineRefusalKind.Database, "HTTP 400: full");
    private static readonly LineRefusal ByClock = new(LineRefusalKind.TimestampAhead);
    private readonly string _folder = RigDirectory.New("replay");
    private readonly List<TouchedWindow> _touched = [];
    private readonly InstantTime _time = new();

    [Fact]
    public async Task What_goes_in_is_taken_off_and_what_is_refused_again_stays_with_its_neighbours_stored()
    {
        using (var letters = Open())
        {
            for (var n = 1; n <= 5; n++) letters.AddLine(Message(n), ByDatabase, Encoding.UTF8.GetBytes(IngestRig.Stored(n)));
            for (var n = 6; n <= 9; n++) letters.AddLine(Message(n), ByClock, Encoding.UTF8.GetBytes(IngestRig.Line(n)));
            letters.AddLine(Message(10), ByClock, "onu,device=olt-1 up=text 1763600000000"u8);
            letters.AddMessage(new QueuedMessage("kdr-03", null, new byte[] { 1, 2, 3 }, null, 0), "not gzip, or damaged");
            letters.AddLine(Message(12), ByClock, Encoding.UTF8.GetBytes("onu,device=olt-1 name=\"" + new string('x', 5_000) + "\" 1763600000000"));
            letters.AddLine(Message(13), ByClock, [.. "onu,device=caf"u8, 0xff, .. " up=1i 1763600000000"u8]);
        }

        var database = new FakeDatabase { Refuses = line => line == IngestRig.Stored(3) || line == IngestRig.Stored(8) };
        var result = await ReplayAsync(database);
        int[] expected = [1, 2, 4, 5, 6, 7, 9];
        Assert.Equal(expected.Select(IngestRig.Stored), database.Lines.Order(StringComparer.Ordinal));
        Assert.Equal((7, 3), (result.Stored, result.Incomplete));
        Assert.Equal(["malformed: a value is neither number, boolean nor quoted text=1", "InfluxDB refused it: HTTP 400: partial write=2"],
            result.Refused.OrderBy(entry => entry.Value).Select(entry => $"{entry.Key}={entry.Value}"));
        Assert.Equal([3L, 8, 10, null, 12, 13], new DeadLetterFolder(_folder).Read().Select(letter => letter.Seq));
        Assert.Equal(IngestRig.NowMs, Assert.Single(_touched.Distinct()).WindowMs);

        Assert.Equal(0, (await ReplayAsync(database)).Stored);
        Assert.Equal(2, (await ReplayAsync(new FakeDatabase())).Stored);
    }

    [Fact]
    public void Any_share_of_letters_that_the_database_refuses_stays_and_all_others_are_stored_once()
    {
        Prop.ForAll(Gen.Choose(1, 30).ArrayOf().ToArbitrary(), poison =>
        {
            var folder = RigDirectory.New("replay");
            using (var letters = new DeadLetters(folder, 1_000, 50, _time, NullLogger<DeadLetters>.Instance))
            {
                for (var n = 1; n <= 30; n++) letters.AddLine(Message(n), ByDatabase, Encoding.UTF8.GetBytes(IngestRig.Stored(n)));
            }

            var database = new FakeDatabase { Refuses = line => poison.Any(n => line == IngestRig.Stored(n)) };
            var reader = new DeadLetterFolder(folder);
            var result = new DeadLetterReplay(database, _ => { }, _time).RunAsync(reader.Read(), default).GetAwaiter().GetResult();
            var good = Enumerable.Range(1, 30).Except(poison).ToList();
            Assert.Equal(good.Count, result.Stored);
            Assert.Equal(good.Select(IngestRig.Stored).Order(StringComparer.Ordinal), database.Lines.Order(StringComparer.Ordinal));
            Assert.Equal(poison.Distinct().Order().Select(n => (long?)n), reader.Read().Select(letter => letter.Seq));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));
    }

    [Fact]
    public async Task A_collector_that_goes_on_writing_and_rotating_loses_no_letter_and_none_comes_twice()
    {
        using var letters = Open(maxFileBytes: 3_000, maxFiles: 1_000);
        var database = new FakeDatabase();
        var writing = Task.Run(() =>
        {
            for (var n = 1; n <= 500; n++)
            {
                letters.AddLine(Message(n), ByDatabase, Encoding.UTF8.GetBytes(IngestRig.Stored(n)));
                letters.Flush();
            }
        });
        var stored = 0;
        while (!writing.IsCompleted) stored += (await ReplayAsync(database)).Stored;
        await writing;
        stored += (await ReplayAsync(database)).Stored;
        Assert.Equal(500, stored);
        Assert.Equal(500, database.Lines.Count);
        Assert.Empty(new DeadLetterFolder(_folder).Read());
    }

    [Fact]
    public async Task A_database_that_is_away_ends_it_and_everything_stays()
    {
        using (var letters = Open()) letters.AddLine(Message(1), ByDatabase, Encoding.UTF8.GetBytes(IngestRig.Stored(1)));
        var database = new FakeDatabase();
        for (var n = 0; n < 10; n++) database.Troubles.Enqueue(new WriteOutcome.Unavailable(UnavailableKind.Unreachable, "refused"));
        var result = await ReplayAsync(database);
        Assert.Equal((0, UnavailableKind.Unreachable), (result.Stored, result.Trouble!.Kind));
        Assert.Single(new DeadLetterFolder(_folder).Read());
    }

    [Fact]
    public void A_purge_takes_all_off_and_what_comes_later_is_there()
    {
        using var letters = Open(maxFileBytes: 1_000, maxFiles: 50);
        for (var n = 1; n <= 40; n++) letters.AddLine(Message(n), ByDatabase, Encoding.UTF8.GetBytes(IngestRig.Stored(n)));
        letters.Flush();
        var folder = new DeadLetterFolder(_folder);
        Assert.Equal(40, folder.Purge());
        Assert.Empty(folder.Read());
        Assert.Single(Directory.GetFiles(_folder, DeadLetters.Pattern));
        letters.AddLine(Message(41), ByDatabase, Encoding.UTF8.GetBytes(IngestRig.Stored(41)));
        letters.Flush();
        Assert.Equal([41L], folder.Read().Select(letter => letter.Seq));
    }

    [Fact]
    public void Only_one_may_take_letters_off_at_a_time()
    {
        var folder = new DeadLetterFolder(_folder);
        using (var first = folder.TryLock())
        {
            Assert.NotNull(first);
            Assert.Null(folder.TryLock());
        }

        using var second = folder.TryLock();
        Assert.NotNull(second);
    }

    private Task<ReplayResult> ReplayAsync(FakeDatabase database) =>
        new DeadLetterReplay(database, _touched.AddRange, _time).RunAsync(new DeadLetterFolder(_folder).Read(), default);

    private static QueuedMessage Message(long seq) => new("kdr-03", new MessageId(IngestRig.Boot, MessageClass.Telemetry, seq), default, null, 0);

    private DeadLetters Open(long maxFileBytes = 1 << 20, int maxFiles = 8) => new(_folder, maxFileBytes, maxFiles, _time, NullLogger<DeadLetters>.Instance);
}
