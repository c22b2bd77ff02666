using System.Text.Json;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Outbox;

/// <summary>Random lives of an event store that is too small: what is not told is counted, and what says so is never dropped itself.</summary>
public sealed class EventQuotaModelTests
{
    private const long Quota = 60_000;

    [Fact]
    public void Every_event_is_told_in_order_or_counted_by_one_that_is_told() =>
        Prop.ForAll(Gen.Choose(0, 9_999).ArrayOf().ToArbitrary(), steps => Live(steps)).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(40).WithEndSize(80));

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
            life.Stores.Dispose();
        }
    }

    private sealed class Life
    {
        private static readonly StoreSizes Small = new(Quota, OutboxLimits.Default, () => null);

        private readonly HashSet<long> _told = [];
        private readonly Dictionary<Guid, EdgeEvent> _statements = [];
        private OutboxMessage? _sent;
        private long _next = 1;

        public EdgeStores Stores { get; private set; } = new(sizes: Small);

        public void Step(int step)
        {
            switch (step % 8)
            {
                case 0 or 1 or 2: Commit(1 + (step / 8 % 60)); break;
                case 3 or 4: Send(); break;
                case 5: Acknowledge(); break;
                case 6: Stores.Events.AlertsSnapshot(); break;
                default: Kill(powerCut: step / 8 % 2 == 0); break;
            }

            Assert.InRange(Stores.Events.Depth().Bytes, 0, Quota + (_statements.Count + 2) * 1_000);
        }

        public void End()
        {
            // As much again as there is room for, so that everything there is has once been the oldest.
            for (var i = 0; i < 5; i++) Commit(60);
            Kill(powerCut: true);
            while (Stores.Events.Any)
            {
                Send();
                Acknowledge();
            }

            Assert.Equal(0, Stores.Events.Depth().Bytes);
            var stated = _statements.Values.Sum(said => said.Values["events"]);
            Assert.Equal(_next - 1, _told.Count + stated);
        }

        private void Commit(int count)
        {
            var events = Enumerable.Range(0, count).Select(_ => EdgeStores.Event(_next++) with { Severity = _next % 5 == 0 ? Severity.Critical : Severity.Low }).ToList();
            Stores.Events.Commit(events, []);
        }

        private void Send() => _sent = Stores.Events.Next();

        private void Acknowledge()
        {
            if (_sent is null) return;
            var last = 0L;
            foreach (var one in JsonSerializer.Deserialize(_sent.Payload.Span, WireJson.Default.EdgeEventArray)!)
            {
                if (one.Kind == SelfEvents.DataDropped)
                {
                    Assert.True(_statements.TryAdd(one.Id, one), "a statement comes once");
                    continue;
                }

                Assert.True(_told.Add((long)one.Values["number"]), "an acknowledged event does not come back");
                Assert.True(one.Values["number"] > last, "in order");
                last = (long)one.Values["number"];
            }

            Stores.Events.Acknowledge(_sent.Key.Boot, SequenceRanges.Of([_sent.Key.Seq]));
            _sent = null;
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
