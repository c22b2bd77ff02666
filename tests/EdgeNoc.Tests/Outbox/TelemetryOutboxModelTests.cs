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
        private long _next = 1;

        public EdgeStores Stores { get; private set; } = new();

        public void Step(long step)
        {
            switch (step % 10)
            {
                case 0 or 1 or 2: Write(1 + (int)(step / 10 % 5)); break;
                case 3 or 4: See(Stores.Telemetry.TakeLive()); break;
                case 5: See(Stores.Telemetry.TakeBacklog()); break;
                case 6: Commit(); break;
                case 7: Acknowledge(step / 10); break;
                case 8: ReturnOne(step / 10); break;
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
            Assert.Empty(missing);
            Assert.Equal(0, Stores.Telemetry.TelemetryDepth().Rows);
            Assert.Equal(0, Stores.Telemetry.TelemetryDepth().Bytes);
        }

        private void Write(int count)
        {
            var numbers = Enumerable.Range(0, count).Select(_ => _next++).ToList();
            _written.UnionWith(numbers);
            Stores.WriteBatch(numbers);
        }

        private void Commit()
        {
            Assert.True(Stores.Telemetry.CommitNow());
            _durable.UnionWith(_written.Except(_mayBeLost));
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
