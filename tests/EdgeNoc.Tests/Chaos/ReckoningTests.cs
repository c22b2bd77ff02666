using EdgeNoc.Chaos.Faults;
using EdgeNoc.Chaos.Reckoning;
using EdgeNoc.Chaos.World;
using EdgeNoc.Common.Events;
using EdgeNoc.Demo.Reckoning;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Tests.Chaos;

/// <summary>A count that finds nothing must be able to find something.</summary>
public sealed class ReckoningTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_value_that_is_missing_for_no_reason_is_unexplained_and_each_reason_is_counted_apart()
    {
        var served = Enumerable.Range(1, 7).Select(number => (Value(number), Noon.AddSeconds(10 * number))).ToList();
        var count = TelemetryCount.Of(
            served,
            rows: [Value(1), Value(2), Value(2), Value(99)],
            excuses: [new Excuse(Noon.AddSeconds(25), Noon.AddSeconds(30), Excuse.Cut, Guid.NewGuid())],
            damaged: new HashSet<DeviceValue> { Value(4) },
            dead: new HashSet<DeviceValue> { Value(5) },
            dropped: new Excuse(Noon.AddSeconds(60), Noon.AddSeconds(61), "stated as dropped").Covers);
        Assert.Equal((7, 2, 1, 1), (count.Polled, count.Stored, count.Doubled, count.Unknown));
        Assert.Equal((1, 1, 1, 1), (count.LostInPowerCuts, count.LostInDamagedStores, count.DeadLettered, count.StatedAsDropped));
        Assert.Equal([Value(7)], count.Unexplained.Select(one => one.Value));
    }

    [Theory]
    [InlineData(2d, 0)]
    [InlineData(null, 0)]
    [InlineData(1d, 1)]
    public void A_damage_may_cost_what_the_agent_said_and_no_more(double? told, int problems)
    {
        Guid[] runs = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        // 1 came through, 2 and 3 did not, 4 is still there at the next damage, which it does not survive; of that one nothing was told.
        Damage[] damages = [new(Noon, [Batch(1), Batch(2), Batch(3), Batch(4)], RunsBefore: 1), new(Noon.AddMinutes(1), [Batch(4)], RunsBefore: 2)];
        var statement = new BookedEvent(Guid.NewGuid(), "site", "agent", "agent.store_corrupt", "raised", Noon)
        {
            Labels = new Dictionary<string, string> { ["class"] = "telemetry", ["boot"] = runs[1].ToString() },
            Values = told is { } lost ? new Dictionary<string, double> { ["lost"] = lost } : [],
        };
        var count = DamageCount.Of(damages, runs, value => value == Value(1), [statement]);
        Assert.Equal((2, 3), (count.Harmful, count.Messages));
        Assert.Equal(problems + 1, count.Problems.Count);
        Assert.Equal(problems == 0 ? [Value(2), Value(3)] : [], count.Explained);

        static StoredBatch Batch(int number) => new(("run", number), [Value(number)]);
    }

    [Fact]
    public void What_the_agent_tells_of_is_read_in_the_time_that_its_clock_had_then()
    {
        var eight = TimeSpan.FromMinutes(8);
        var served = Enumerable.Range(1, 6).Select(number => (Value(number), Noon.AddSeconds(10 * number))).ToList();
        // The clock was taken along between 1 and 2, and put right between 5 and 6; 3 and 4 are missing.
        var times = new AgentTimes(served, [(Value(1), Noon.AddSeconds(10)), (Value(2), Noon.AddSeconds(20) + eight), (Value(5), Noon.AddSeconds(50) + eight), (Value(6), Noon.AddSeconds(60))]);
        Assert.Equal([Noon.AddSeconds(30), Noon.AddSeconds(30) + eight], times.Of(Noon.AddSeconds(30)).Distinct());
        Assert.Equal([Noon.AddSeconds(55), Noon.AddSeconds(55) + eight], times.Of(Noon.AddSeconds(55)).Distinct());
        Assert.Equal([Noon.AddHours(1)], times.Of(Noon.AddHours(1)).Distinct());
    }

    [Fact]
    public void A_change_that_was_not_told_and_a_telling_without_a_change_are_both_found()
    {
        List<PlantChange> changes = [new("olt-1", "onu/0/1:1", Down: true, Noon), new("olt-1", "onu/0/1:1", Down: false, Noon), new("olt-1", "onu/0/1:2", Down: true, Noon)];
        var committed = Guid.CreateVersion7();
        var count = EventCount.Of(changes, [Told("onu/0/1:1", "raised"), Told("onu/0/1:1", "cleared"), Told("onu/0/1:3", "raised")], [committed]);
        Assert.Equal((3, 2, 1, 1), (count.Expected, count.Told, count.Beyond, count.CommittedLost));
        Assert.Collection(
            count.Problems,
            problem => Assert.StartsWith("event lost: olt-1 onu/0/1:2 raised", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("event told that did not happen: olt-1 onu/0/1:3 raised", problem, StringComparison.Ordinal),
            problem => Assert.EndsWith(committed.ToString(), problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Numbered_values_are_read_from_line_protocol() => Assert.Equal(
        [new DeviceValue("olt-1", new NumberedValue("0/2", "7", 1_700_123))],
        StoreCopy.ValuesOf("onu,device=olt-1,onu=7,pon=0/2 up=1i,online_s=1700123i 1700000000000\nonu,device=olt-1,onu=8,pon=0/2 up=0i 1700000000000\ndevice,device=olt-1 up=1i 1700000000000\n"));

    private static DeviceValue Value(int number) => new("olt-1", new NumberedValue("0/1", $"{number}", number));

    private static BookedEvent Told(string entity, string state) => new(Guid.CreateVersion7(), "olt-1", entity, EventKinds.OnuDown, state, Noon);
}
