using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Outbox;

/// <summary>What left the process with a time never leaves it with another: however the clock moves, whatever is killed, and though the file that holds it be put back to any earlier moment.</summary>
public sealed class GivenTimesTests
{
    [Fact]
    public void What_was_sent_once_is_sent_the_same_for_ever() =>
        Prop.ForAll(Gen.Choose(0, 99_999).ArrayOf().ToArbitrary(), steps => Live(steps)).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(80).WithEndSize(60));

    [Fact]
    public void A_log_that_lost_its_end_brings_a_row_back_with_the_time_that_it_was_sent_with()
    {
        var machine = new TestClock { State = ClockState.Unsynced };
        using var stores = new EdgeStores(machine: machine);
        stores.WriteBatch(1);
        stores.Telemetry.CommitNow();
        var wal = Path.Combine(stores.Directory, "telemetry.db-wal");
        var committed = new FileInfo(wal).Length;
        stores.Clock.Hear(stores.Clock.Now.AddDays(14));
        var sent = stores.Telemetry.TakeBacklog()!;
        // Acknowledged and deleted; a card that lies loses all that came after the commit.
        stores.Telemetry.Acknowledge(sent.Key.Boot, MessageClass.Telemetry, SequenceRanges.Of([sent.Key.Seq]));
        using var after = stores.AfterPowerCut(folder => Cut(Path.Combine(folder, "telemetry.db-wal"), committed));
        after.Clock.Hear(after.Clock.Now.AddDays(14).AddMilliseconds(1));
        Assert.Equal(sent.Payload.ToArray(), after.Telemetry.TakeBacklog()!.Payload.ToArray());
    }

    [Fact]
    public void A_better_time_helps_what_has_not_left_yet()
    {
        using var stores = new EdgeStores(machine: new TestClock { State = ClockState.Unsynced });
        for (var number = 1; number <= 200; number++) stores.WriteBatch(number);
        stores.Telemetry.CommitNow();
        stores.Clock.Accept();
        var (first, early) = (stores.Telemetry.TakeBacklog()!, stores.Clock.Now);
        stores.Clock.Hear(early.AddDays(14));
        var payloads = new List<OutboxMessage> { first };
        while (stores.Telemetry.TakeBacklog() is { } message) payloads.Add(message);
        var days = payloads.Select(message => (int)Math.Round((EdgeStores.Times(message.Payload).Single() - early).TotalDays)).ToList();
        Assert.Equal(0, days[0]);
        Assert.Equal(14, days[^1]);
        Assert.Equal(days.Order(), days);
        Assert.InRange(days.Count(day => day == 0), 1, 64);
    }

    private static void Cut(string file, long bytes)
    {
        using var stream = File.OpenWrite(file);
        stream.SetLength(bytes);
    }

    private static void Live(int[] steps)
    {
        var life = new Life();
        try
        {
            foreach (var step in steps) life.Step(step);
            life.End();
        }
        finally
        {
            life.Dispose();
        }
    }

    private sealed class Life : IDisposable
    {
        private readonly TestClock _machine = new() { State = ClockState.Unsynced };
        private readonly Dictionary<MessageKey, byte[]> _sent = [];
        private readonly List<string> _moments = [];
        private EdgeStores _stores;
        private long _next = 1;
        private int _interrupt;

        public Life() => _stores = new EdgeStores(machine: _machine, times: Interrupting);

        public void Dispose() => _stores.Dispose();

        public void Step(int step)
        {
            var choice = step / 10;
            switch (step % 10)
            {
                case 0 or 1: _stores.WriteBatch(_next++); break;
                case 2: _stores.Telemetry.CommitNow(); break;
                case 3 or 4: Send(_stores.Telemetry.TakeLive()); break;
                case 5: Send(_stores.Telemetry.TakeBacklog()); break;
                case 6: Clock(choice); break;
                case 7: _interrupt = choice % 3; break;
                case 8: Remember(); break;
                default: Kill(choice); break;
            }
        }

        /// <summary>All that is left goes out, in a run that knows the time.</summary>
        public void End()
        {
            Kill(choice: 0);
            _machine.State = ClockState.Synced;
            _stores.Time.Advance(TimeSpan.FromSeconds(2));
            while (_stores.Telemetry.TakeBacklog() is { } message) Send(message);
        }

        private void Send(OutboxMessage? message)
        {
            if (message is null) return;
            var payload = message.Payload.ToArray();
            if (_sent.TryAdd(message.Key, payload)) return;
            Assert.Equal(_sent[message.Key], payload);
        }

        private void Clock(int choice)
        {
            switch (choice % 4)
            {
                case 0: _stores.Time.SetWallClock(_stores.Time.GetUtcNow().AddMilliseconds((choice % 7 * 86_400_000L) - 1)); break;
                case 1: _machine.State = choice % 8 == 1 ? ClockState.Synced : ClockState.Unsynced; break;
                case 2: _stores.Clock.Hear(_stores.Clock.Now.AddSeconds(choice % 5_000)); break;
                default: _stores.Time.Advance(TimeSpan.FromMilliseconds(1_001 + choice)); break;
            }
        }

        /// <summary>Telemetry's file as it is now: perhaps the next run finds it so.</summary>
        private void Remember()
        {
            var moment = RigDirectory.New("outbox-moment");
            foreach (var file in Telemetry(_stores.Directory)) File.Copy(file, Path.Combine(moment, Path.GetFileName(file)));
            _moments.Add(moment);
        }

        private void Kill(int choice)
        {
            var before = _stores;
            if (choice % 3 == 1) _machine.Reboot(before.Time);
            if (choice % 2 == 1) _machine.State = ClockState.Unsynced;
            _stores = before.AfterPowerCut(folder =>
            {
                if (_moments.Count == 0 || choice % 5 > 2) return;
                foreach (var file in Telemetry(folder)) File.Delete(file);
                foreach (var file in Telemetry(_moments[choice % _moments.Count])) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            });
            before.Dispose();
        }

        /// <summary>Between the giving of a time and the leaving anything may happen: a group commit, a moment that a power cut will bring back.</summary>
        private Interrupted Interrupting(EventStore events) => new Interrupted(events, () =>
        {
            if (_interrupt == 1) _stores.Telemetry.CommitNow();
            if (_interrupt == 2) Remember();
        });

        private static IEnumerable<string> Telemetry(string folder) => Directory.GetFiles(folder, "telemetry.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal));
    }

    private sealed class Interrupted(EventStore events, Action interrupt) : IGivenTimes
    {
        public GivenTime TimeFor(MessageKey message, GivenTime offered)
        {
            var given = events.TimeFor(message, offered);
            interrupt();
            return given;
        }
    }
}
