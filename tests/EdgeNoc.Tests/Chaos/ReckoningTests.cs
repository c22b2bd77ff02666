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
            excuses: [new Excuse(Noon.AddSeconds(25), Noon.AddSeconds(30), "power cut")],
            atRisk: [Value(4)],
            dead: new HashSet<DeviceValue> { Value(5) },
            drops: [new Excuse(Noon.AddSeconds(60), Noon.AddSeconds(61), "stated as dropped")]);
        Assert.Equal((7, 2, 1, 1), (count.Polled, count.Stored, count.Doubled, count.Unknown));
        Assert.Equal((1, 1, 1, 1), (count.LostInPowerCuts, count.LostInDamagedStores, count.DeadLettered, count.StatedAsDropped));
        Assert.Equal([Value(7)], count.Unexplained.Select(one => one.Value));
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
