using EdgeNoc.Collector.Alerts.Routing;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Told;

public sealed class RotationTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Rotation> Rotations =
        from members in Gen.Choose(0, 4)
        from shift in Gen.Choose(1, 30)
        from starts in Gen.Choose(-200, 200)
        from overrides in (from starts in Gen.Choose(-40, 120) from length in Gen.Choose(1, 60) from who in Gen.Choose(1, 9) select new RotationOverride(Noon.AddHours(starts), Noon.AddHours(starts + length), $"x{who}")).ListOf()
        select new Rotation("r", Noon.AddHours(starts), TimeSpan.FromHours(shift), [.. Enumerable.Range(1, members).Select(n => $"m{n}")]) { Overrides = [.. overrides] };

    [Fact]
    public void The_calendar_says_of_every_hour_who_is_on_call_and_leaves_none_out() => Prop.ForAll(Rotations.ToArbitrary(), rotation =>
    {
        var shifts = rotation.Calendar(Noon, Noon.AddHours(100), most: 1_000);
        Assert.Equal((Noon, Noon.AddHours(100)), (shifts[0].Starts, shifts[^1].Ends));
        Assert.All(shifts.Zip(shifts.Skip(1)), pair => Assert.Equal(pair.First.Ends, pair.Second.Starts));
        for (var hour = 0; hour < 100; hour++)
        {
            var at = Noon.AddHours(hour).AddMinutes(30);
            Assert.Equal(rotation.OnCall(at), shifts.Single(shift => shift.Starts <= at && at < shift.Ends).Contact);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Who_takes_over_is_on_call_to_the_moment_and_the_others_follow_by_their_turns()
    {
        var rotation = new Rotation("r", Noon, TimeSpan.FromHours(8), ["m1", "m2", "m3"])
        {
            Overrides = [new(Noon.AddHours(7), Noon.AddHours(10), "x1"), new(Noon.AddHours(9), Noon.AddHours(11), "m3")],
        };
        Assert.Equal(
            ["0 m1", "7 x1 taken over", "9 m3 taken over", "11 m2", "16 m3"],
            rotation.Calendar(Noon, Noon.AddHours(24), 100).Select(shift => $"{(shift.Starts - Noon).TotalHours} {shift.Contact}{(shift.IsOverride ? " taken over" : "")}"));
        Assert.Equal(["x1", "m2", "m3", "m1"], rotation.InOrder(Noon.AddHours(8)));
        Assert.Equal(["m3", "m2", "m1"], rotation.InOrder(Noon.AddHours(9)));
    }

    [Fact]
    public void A_calendar_of_short_shifts_ends_where_it_is_told_to() =>
        Assert.Equal(7, new Rotation("r", Noon, TimeSpan.FromHours(1), ["m1", "m2"]).Calendar(Noon, Noon.AddDays(90), most: 7).Count);
}
