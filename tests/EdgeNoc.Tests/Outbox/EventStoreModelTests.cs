using System.Text.Json;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Outbox;

/// <summary>Random lives of the event store: a commit that returned is there for ever, until the collector says that it has it.</summary>
public sealed class EventStoreModelTests
{
    [Fact]
    public void Every_event_is_offered_in_order_under_one_number_until_it_is_acknowledged() =>
        Prop.ForAll(Gen.Choose(0, 9_999).ArrayOf().ToArbitrary(), steps => Live(steps)).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(40).WithEndSize(60));

    [Fact]
    public void What_is_gone_is_deleted_with_its_events_and_a_note_stands_nowhere()
    {
        using var before = new EdgeStores();
        EntityState State(string entity, string mac) => new("olt-1", entity, "up", before.Clock.Now, mac);
        before.Events.Commit([], [State("onu/0/1:1", "mac-1"), State("onu/0/1:2", "mac-2"), State("onu/0/1:3", "mac-3")]);
        before.Events.Commit([EdgeStores.Event(1)], [State("onu/0/1:2", "mac-4")], [new("olt-1", "onu/0/1:1"), new("olt-1", "onu/0/1:2"), new("olt-2", "onu/0/1:3")]);
        before.Events.Commit([EdgeStores.Event(2) with { Kind = EventKinds.OnuReplaced }], [], []);
        using var after = before.AfterPowerCut();
        Assert.Equal([("onu/0/1:2", "mac-4"), ("onu/0/1:3", "mac-3")], after.Events.LoadStates().Select(state => (state.Entity, state.Identity!)).Order());
        Assert.NotEqual(EventKinds.OnuReplaced, Assert.Single(after.Events.LoadRaised()).Kind);
        Assert.Equal(2, after.Events.Depth().Rows);
    }

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
        private readonly Dictionary<MessageKey, IReadOnlyList<long>> _numbered = [];
        private readonly SortedDictionary<string, long> _raised = new(StringComparer.Ordinal);
        private readonly Queue<long> _waiting = [];
        private OutboxMessage? _sent;
        private long _next = 1;

        public EdgeStores Stores { get; private set; } = new();

        public void Step(long step)
        {
            switch (step % 8)
            {
                case 0 or 1: Commit(1 + (int)(step / 8 % 4)); break;
                case 2: Commit(100 + (int)(step / 8 % 150)); break;
                case 3 or 4: Send(); break;
                case 5: Acknowledge(); break;
                case 6: Snapshot(); break;
                default: Kill(powerCut: step / 8 % 2 == 0); break;
            }
        }

        public void End()
        {
            Kill(powerCut: true);
            Snapshot();
            while (_waiting.Count > 0)
            {
                Send();
                Acknowledge();
            }

            Assert.Null(Stores.Events.Next());
            Assert.False(Stores.Events.Any);
            Assert.Equal(0, Stores.Events.Depth().Bytes);
            Snapshot();
        }

        private void Commit(int count)
        {
            var events = new List<EdgeEvent>();
            for (var i = 0; i < count; i++)
            {
                // Seven entities, so that events raise, clear and raise the same alert again.
                var (number, entity) = (_next++, $"onu/0/1:{_next % 7}");
                var cleared = _raised.Remove(entity);
                if (!cleared) _raised[entity] = number;
                events.Add(EdgeStores.Event(number, cleared ? EventState.Cleared : EventState.Raised, entity));
                _waiting.Enqueue(number);
            }

            Stores.Events.Commit(events, [new EntityState("olt-1", "onu/0/1:0", "up", Stores.Clock.Now, $"mac-{_next}")]);
        }

        private void Send()
        {
            _sent = Stores.Events.Next();
            Assert.Equal(_waiting.Count == 0, _sent is null);
            if (_sent is null) return;
            var numbers = JsonSerializer.Deserialize(_sent.Payload.Span, WireJson.Default.EdgeEventArray)!.Select(one => (long)one.Values["number"]).ToList();
            Assert.InRange(numbers.Count, 1, EventStore.MaxEventsPerMessage);
            Assert.Equal(_waiting.Take(numbers.Count), numbers);
            if (_numbered.TryGetValue(_sent.Key, out var before)) Assert.Equal(before, numbers);
            _numbered[_sent.Key] = numbers;
        }

        private void Acknowledge()
        {
            if (_sent is null) return;
            // The numbers behind it were formed perhaps, but never sent: such an ack must not touch them.
            Assert.True(SequenceRanges.TryParse($"{_sent.Key.Seq}-9223372036854775807", out var tooMuch));
            Stores.Events.Acknowledge(_sent.Key.Boot, tooMuch);
            foreach (var _ in _numbered[_sent.Key]) _waiting.Dequeue();
            _sent = null;
        }

        private void Snapshot()
        {
            var table = Stores.Events.AlertsSnapshot();
            Assert.Equal(_raised.Keys, table.Rows.Select(row => row[3]), StringComparer.Ordinal);
            Assert.Equal(_raised.Values, table.Rows.Select(row => (long)new Guid(row[0]).ToByteArray()[0] | ((long)new Guid(row[0]).ToByteArray()[1] << 8)));
            if (_next == 1) Assert.Equal((Stores.Boot.Boot, 0L), (table.Boot, table.Seq));
            else Assert.True(table.Seq > 0);
        }

        private void Kill(bool powerCut)
        {
            var before = Stores;
            Stores = powerCut ? before.AfterPowerCut() : before.Restarted();
            if (powerCut) before.Dispose();
            _sent = null;
        }
    }
}
