using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Outbox;

/// <summary>Random lives of the outbox against a model of a few sets.</summary>
public sealed class TelemetryOutboxModelTests
{
    [Fact]
    public void Whatever_happens_nothing_committed_is_lost_and_nothing_acknowledged_comes_back() =>
        Prop.ForAll(Gen.Choose(0, 9_999).ArrayOf().ToArbitrary(), steps => Live(steps)).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(60));

    private static void Live(int[] steps)
    {
        var life = new Life();
        try
        {
            foreach (var step in steps) life.Step(Math.Abs((long)step));
            life.End();
        }
        finally
        {
            life.Stores.Dispose();
        }
    }

    private sealed class Life
    {
        private readonly Dictionary<MessageKey, IReadOnlyList<long>> _everSeen = [];
        private readonly Dictionary<MessageKey, IReadOnlyList<long>> _inFlight = [];
        private readonly HashSet<MessageKey> _sentThisRun = [];
        private readonly HashSet<long> _acked = [];
        private readonly HashSet<long> _written = [];
        private readonly HashSet<long> _durable = [];
        private readonly HashSet<long> _mayBeLost = [];
        private readonly Dictionary<MessageKey, byte[]> _payloads = [];
        private long _dropped;
        private long _next = 1;

        private readonly TestClock _machine = new() { State = ClockState.Unsynced };

        public Life() => Stores = new EdgeStores(machine: _machine, sizes: new StoreSizes(256_000_000, new OutboxLimits(90_000, TimeSpan.FromDays(365), 0), () => null));

        public EdgeStores Stores { get; private set; }

        public void Step(long step)
        {
            switch (step % 10)
            {
                case 0 or 1: Write(1 + (int)(step / 10 % 5)); break;
                case 2: Write(1 + (int)(step / 10 % 5), held: step / 50 % 2 == 0); break;
                case 3 when step / 10 % 8 == 0: Stores.Telemetry.ReleaseHeld(); break;
                case 3 or 4: See(Stores.Telemetry.TakeLive()); break;
                case 5: See(Stores.Telemetry.TakeBacklog()); break;
                case 6: Commit(); break;
                case 7: Acknowledge(step / 10); break;
                case 8: ReturnOne(step / 10); break;
                case 9 when step / 10 % 3 == 0 && step % 7 == 0: MakeRoom(); break;
                case 9 when step / 10 % 3 == 1 && step % 2 == 0: Clock(step / 10); break;
                case 9 when step / 10 % 3 == 0: Kill(powerCut: step / 30 % 2 == 0); break;
                default: AcknowledgeNonsense(); break;
            }
        }

        /// <summary>In the end all that is left drains in the order of writing, in a new run or in this one.</summary>
        public void End()
        {
            Commit();
            if (_next % 2 == 0) Kill(powerCut: false);
            while (_inFlight.Count > 0) ReturnOne(0);
            var last = 0L;
            while (Stores.Telemetry.TakeBacklog() is { } message)
            {
                See(message);
                Assert.True(_inFlight[message.Key][0] > last, "the backlog goes out oldest first");
                last = _inFlight[message.Key][^1];
                Acknowledge(message.Key);
            }

            var missing = _written.Except(_acked).Except(_mayBeLost).ToList();
            Assert.True(missing.Count <= _dropped * 5, $"{missing.Count} lines are missing, {_dropped} messages of up to 5 are stated");
            if (_dropped == 0) Assert.Empty(missing);
            Assert.Equal(0, Stores.Telemetry.TelemetryDepth().Rows);
            Assert.Equal(0, Stores.Telemetry.TelemetryDepth().Bytes);
        }

        private void Write(int count, bool held = false)
        {
            var numbers = Enumerable.Range(0, count).Select(_ => _next++).ToList();
            _written.UnionWith(numbers);
            if (held) Stores.HoldBatch(numbers);
            else Stores.WriteBatch(numbers);
        }

        private void Commit()
        {
            Assert.True(Stores.Telemetry.CommitNow());
            _durable.UnionWith(_written.Except(_mayBeLost));
        }

        /// <summary>The oldest rows beyond the quota go; what they held is stated by number, and never comes back.</summary>
        private void MakeRoom()
        {
            Stores.Telemetry.MakeRoom();
            foreach (var drop in Stores.Telemetry.CloseDrops()) _dropped += drop.Messages;
            Stores.Telemetry.ForgetDrops(Stores.Telemetry.CloseDrops());
        }

        /// <summary>NTP comes and goes, the clock jumps by weeks, the collector tells the time.</summary>
        private void Clock(long choice)
        {
            switch (choice % 4)
            {
                case 0: Stores.Time.SetWallClock(Stores.Time.GetUtcNow().AddDays((choice % 5 * 7) - 14)); break;
                case 1: _machine.State = choice % 8 == 1 ? ClockState.Synced : ClockState.Unsynced; break;
                case 2: Stores.Clock.Hear(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)); break;
                default: Stores.Time.Advance(TimeSpan.FromSeconds(2)); break;
            }
        }

        private void See(OutboxMessage? message)
        {
            if (message is null) return;
            var numbers = EdgeStores.Numbers(message.Payload);
            Assert.DoesNotContain(numbers, _acked.Contains);
            Assert.True(_inFlight.TryAdd(message.Key, numbers), "a message in flight is not offered again");
            Assert.Equal(message.Lines, numbers.Count);
            if (_everSeen.TryGetValue(message.Key, out var before)) Assert.Equal(before, numbers);
            _everSeen[message.Key] = numbers;
            // Times too: what was sent once never changes, however the clock moves.
            if (_payloads.TryGetValue(message.Key, out var payload)) Assert.Equal(payload, message.Payload.ToArray());
            _payloads[message.Key] = message.Payload.ToArray();
            _sentThisRun.Add(message.Key);
        }

        private void Acknowledge(long choice)
        {
            if (_inFlight.Count > 0) Acknowledge(_inFlight.Keys.ElementAt((int)(choice % _inFlight.Count)));
        }

        private void Acknowledge(MessageKey key)
        {
            Stores.Telemetry.Acknowledge(key.Boot, MessageClass.Telemetry, SequenceRanges.Of([key.Seq]));
            _acked.UnionWith(_inFlight[key]);
            _inFlight.Remove(key);
        }

        /// <summary>Everything there could be, for this boot: only what was sent in this run goes.</summary>
        private void AcknowledgeNonsense()
        {
            Assert.True(SequenceRanges.TryParse("1-9223372036854775807", out var all));
            Stores.Telemetry.Acknowledge(Guid.NewGuid(), MessageClass.Telemetry, all);
            Stores.Telemetry.Acknowledge(Stores.Boot.Boot, MessageClass.Telemetry, all);
            foreach (var key in _sentThisRun.Where(key => key.Boot == Stores.Boot.Boot))
            {
                _acked.UnionWith(_everSeen[key]);
                _inFlight.Remove(key);
            }
        }

        private void ReturnOne(long choice)
        {
            if (_inFlight.Count == 0) return;
            var key = _inFlight.Keys.ElementAt((int)(choice % _inFlight.Count));
            Stores.Telemetry.Return(key);
            _inFlight.Remove(key);
        }

        private void Kill(bool powerCut)
        {
            var before = Stores;
            Stores = powerCut ? before.AfterPowerCut() : before.Restarted();
            if (powerCut) before.Dispose();
            _mayBeLost.UnionWith(_written.Except(_durable));
            _inFlight.Clear();
            _sentThisRun.Clear();
        }
    }
}
