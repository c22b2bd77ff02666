using EdgeNoc.Collector.Alerts.Events;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Ingest.Reception;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Ingest;

/// <summary>The account of what was received, on a database file.</summary>
public sealed class ReceptionTests : IDisposable
{
    private const string Site = "kdr-03";
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);
    private static readonly Guid Boot = Guid.Parse("0192e4a0-0000-7000-8000-00000000000a");
    private readonly string _file = Path.Combine(RigDirectory.New("reception"), "collector.db");
    private CollectorDatabase _database;
    private ReceptionLedger _ledger = new();

    public ReceptionTests() => _database = CollectorDatabase.Open(_file);

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Over_restarts_and_failed_transactions_the_gaps_are_what_never_came()
    {
        Prop.ForAll(Gen.Choose(0, 40).ArrayOf().ToArbitrary(), steps =>
        {
            using var fresh = CollectorDatabase.Open(Path.Combine(RigDirectory.New("reception"), "collector.db"));
            var ledger = new ReceptionLedger();
            Add(fresh, ledger, [1], Start);
            foreach (var step in steps)
            {
                if (step == 0) ledger = new ReceptionLedger();
                else if (step % 10 == 0) Fail(fresh, ledger, step);
                else Add(fresh, ledger, [step], Start);
            }

            var came = steps.Where(step => step % 10 != 0).Append(1).ToList();
            Assert.Equal(Enumerable.Range(1, came.Max()).Except(came).Select(seq => (long)seq), Missing(fresh));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    [Fact]
    public void A_site_met_for_the_first_time_is_not_asked_for_what_it_sent_before_but_a_later_run_of_it_is()
    {
        Add(_database, _ledger, [5_000, 5_002], Start);
        Assert.Equal([5_001L], Missing(_database));
        Add(_database, _ledger, [3], Start + TimeSpan.FromHours(2), Guid.NewGuid());
        Assert.Equal([1L, 2L, 5_001L], Missing(_database).Order());
    }

    [Fact]
    public void A_superseded_table_is_no_gap()
    {
        _database.Write(db => _ledger.Add(db, [(Site, new MessageId(Boot, MessageClass.Tables, 1)), (Site, new MessageId(Boot, MessageClass.Tables, 9))], Start));
        Assert.Empty(Missing(_database));
    }

    [Fact]
    public void A_gap_is_told_once_as_missing_and_goes_when_it_comes_after_all()
    {
        Add(_database, _ledger, [1, 5], Start);
        var report = (new OutboxReport(Site, 3), Start + TimeSpan.FromMinutes(11));
        var review = new GapReview(_database, _ledger, _ => report);
        Assert.Equal([new Gap(2, 4, Start.ToUnixTimeMilliseconds(), GapState.Missing)], review.Run(Start + TimeSpan.FromMinutes(11)).Select(found => found.Gap));
        Assert.Empty(review.Run(Start + TimeSpan.FromMinutes(12)));
        Add(_database, _ledger, [2, 3, 4], Start + TimeSpan.FromMinutes(13));
        Assert.Empty(_database.Write(db => StreamStore.Gaps(db)));
    }

    [Fact]
    public void What_an_event_of_the_agent_explains_is_dropped_also_when_the_event_comes_later()
    {
        Add(_database, _ledger, [1, 8], Start);
        var review = new GapReview(_database, _ledger, _ => (new OutboxReport(Site, 0), Start + TimeSpan.FromMinutes(11)));
        Assert.Single(review.Run(Start));
        _database.Write(db => EventStore.Add(db, Site, Dropped(first: 2, last: 6), new MessageId(Boot, MessageClass.Events, 1), 1, Start, Start, late: false));
        Assert.Empty(review.Run(Start + TimeSpan.FromMinutes(20)));
        Assert.Equal(["2-6 Dropped", "7-7 Missing"], _database.Write(db => StreamStore.Gaps(db)).Select(g => $"{g.Gap.FirstSeq}-{g.Gap.LastSeq} {g.Gap.State}"));
    }

    [Fact]
    public void A_site_that_invents_runs_does_not_fill_the_database()
    {
        for (var run = 0; run < 400; run++) Add(_database, _ledger, [7, 9], Start + TimeSpan.FromHours(2) + TimeSpan.FromSeconds(run), Guid.NewGuid());
        Assert.InRange(_database.Write(db => db.First<long>("SELECT COUNT(*) FROM received_streams")), 1, 301);
        Assert.InRange(_database.Write(db => db.First<long>("SELECT COUNT(*) FROM gaps")), 1, 602);
    }

    [Fact]
    public async Task Nothing_is_acknowledged_before_it_is_noted_and_a_database_that_is_away_only_delays()
    {
        var acks = new List<long>();
        var touched = new TouchedWindows(_database);
        using var log = new ReceptionLog(_database, _ledger, touched, new Acks((_, id) =>
        {
            using var other = CollectorDatabase.Open(_file);
            Assert.Contains(id.Seq, other.Write(db => db.Query<long>("SELECT highest FROM received_streams")));
            Assert.Equal(id.Seq, other.Write(db => db.First<long>("SELECT COUNT(*) FROM touched_windows")));
            acks.Add(id.Seq);
        }), new InstantTime(), NullLogger<ReceptionLog>.Instance);
        _database.Write(db => db.Execute("ALTER TABLE received_streams RENAME TO elsewhere"));
        await log.StartAsync(default);
        Assert.True(log.TryNote(Receipt(1)));
        await WaitFor.TrueAsync(() => log.Retries > 2, TimeSpan.FromSeconds(20), "attempts");
        Assert.Empty(acks);
        _database.Write(db => db.Execute("ALTER TABLE elsewhere RENAME TO received_streams"));
        await WaitFor.TrueAsync(() => acks.Count == 1, TimeSpan.FromSeconds(20), "the first ack");
        Assert.True(log.TryNote(Receipt(2)));
        await log.StopAsync(default);
        Assert.Equal([1L, 2L], acks);
        Assert.Equal(17, log.Outbox(Site)!.Value.Report.OldestS);
    }

    [Fact]
    public void A_window_touched_again_while_it_was_computed_stays_on_the_list()
    {
        var touched = new TouchedWindows(_database);
        var (a, b) = (new TouchedWindow(Site, "onu", 300_000), new TouchedWindow(Site, "onu", 600_000));
        Mark(touched, a, b, a);
        Mark(touched, b);
        var taken = touched.Take(10);
        Assert.Equal([a, b], taken.Windows);
        Mark(touched, b);
        touched.Done(taken);
        Assert.Equal([b], touched.Take(10).Windows);
        touched.Done(touched.Take(10));
        Assert.Empty(touched.Take(10).Windows);
    }

    [Fact]
    public void Windows_are_taken_in_parts_and_none_is_left_out()
    {
        var touched = new TouchedWindows(_database);
        var all = Enumerable.Range(0, 100).Select(n => new TouchedWindow(Site, "onu", n * TouchedWindow.LengthMs)).ToList();
        Mark(touched, [.. all]);
        var seen = new List<TouchedWindow>();
        for (var taken = touched.Take(30); taken.Windows.Count > 0; taken = touched.Take(30))
        {
            seen.AddRange(taken.Windows);
            touched.Done(taken);
        }

        Assert.Equal(all, seen);
    }

    private void Mark(TouchedWindows touched, params TouchedWindow[] windows) => _database.Write(db => touched.Mark(db, windows));

    private static Receipt Receipt(long seq) =>
        new([(Site, new MessageId(Boot, MessageClass.Telemetry, seq))], [new TouchedWindow(Site, "onu", seq * TouchedWindow.LengthMs)], [new OutboxReport(Site, 17)]);

    private static EdgeEvent Dropped(long first, long last) => new(
        Guid.NewGuid(), "agent.data_dropped", EventState.Raised, "site", "agent", Severity.High, Start, Reason: null,
        new Dictionary<string, double>(StringComparer.Ordinal) { ["first_seq"] = first, ["last_seq"] = last, ["count"] = last - first + 1 },
        new Dictionary<string, string>(StringComparer.Ordinal) { ["boot"] = Boot.ToString(), ["class"] = "telemetry" }, TimeQuality.Synced);

    private static void Add(CollectorDatabase database, ReceptionLedger ledger, long[] seqs, DateTimeOffset now, Guid? boot = null) =>
        database.Write(db => ledger.Add(db, seqs.Select(seq => (Site, new MessageId(boot ?? Boot, MessageClass.Telemetry, seq))), now));

    private static void Fail(CollectorDatabase database, ReceptionLedger ledger, long seq)
    {
        Assert.Throws<InvalidOperationException>(() => database.Write(db =>
        {
            ledger.Add(db, [(Site, new MessageId(Boot, MessageClass.Telemetry, seq))], Start);
            throw new InvalidOperationException("the transaction fails");
        }));
        ledger.Forget();
    }

    private static IEnumerable<long> Missing(CollectorDatabase database) =>
        database.Write(db => StreamStore.Gaps(db)).OrderBy(entry => entry.Gap.FirstSeq)
            .SelectMany(entry => Enumerable.Range((int)entry.Gap.FirstSeq, (int)(entry.Gap.LastSeq - entry.Gap.FirstSeq + 1))).Select(seq => (long)seq);

    private sealed class Acks(Action<string, MessageId> take) : IAcknowledger
    {
        public void Acknowledge(string site, MessageId id) => take(site, id);
    }
}
