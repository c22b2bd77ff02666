using EdgeNoc.Agent.Clock;
using EdgeNoc.Rig;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Clock;

public sealed class ClockModelTests
{
    private const long TwoWeeksMs = 14L * 86_400_000;

    // True time at monotonic 0.
    private const long TrueOffset = 1_795_000_000_000;

    [Fact]
    public void Whatever_the_machine_and_the_collector_say_time_moves_as_the_rules_say() =>
        Prop.ForAll(Gen.Choose(0, 999_999).ArrayOf().ToArbitrary(), Live).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(80));

    private static void Live(int[] steps)
    {
        var (monotonic, machineOffset) = (1_000L, TrueOffset - TwoWeeksMs);
        var model = ClockModel.Start(monotonic, monotonic + machineOffset, synced: false);
        foreach (var step in steps)
        {
            var before = model;
            monotonic += step % 50_000;
            switch (step % 6)
            {
                case 0: machineOffset += (step % 2 == 0 ? 1 : -1) * (step % 7) * TwoWeeksMs / 6; break;
                case 1: model = model.Observe(monotonic, monotonic + machineOffset, synced: true); break;
                case 2 or 3: model = model.Observe(monotonic, monotonic + machineOffset, synced: false); break;
                case 4: model = model.Hear(monotonic, monotonic + machineOffset, monotonic + TrueOffset - (step % 900)); break;
                default: model = model.Accept(); break;
            }

            Check(before, model, step % 6, monotonic, machineOffset);
        }
    }

    private static void Check(ClockModel before, ClockModel after, int input, long monotonic, long machineOffset)
    {
        switch (input)
        {
            case 0:
                Assert.Equal(before, after);
                break;
            case 1:
                Assert.Equal(ClockState.Synced, after.Reading.State);
                Assert.InRange(after.Reading.OffsetMs, machineOffset - ClockModel.StepMs, machineOffset + ClockModel.StepMs);
                break;
            case 2 or 3:
                // A step of a clock that nobody disciplines moves nothing.
                Assert.Equal(before.Reading.OffsetMs, after.Reading.OffsetMs);
                Assert.NotEqual(ClockState.Synced, after.Reading.State);
                break;
            case 4 when before.Reading.State == ClockState.Synced:
                Assert.Equal(before, after);
                break;
            case 4:
                var backward = after.Reading.OffsetMs < before.Reading.OffsetMs;
                Assert.True(!backward || Math.Abs(machineOffset - TrueOffset) <= ClockModel.AgreementMs + 1_000, "backward only when the machine agrees with the collector");
                Assert.True(after.Contradicted || after.Reading.OffsetMs >= TrueOffset - 1_000 - ClockModel.HelpMs, "what is believed is not behind what the collector said");
                Assert.True(after.Contradicted || after.Reading.State == ClockState.Estimated);
                Assert.True(!after.Contradicted || after.Reading.At(monotonic).WallMs > monotonic + TrueOffset - 1_000 + ClockModel.ContradictionMs);
                break;
            default:
                Assert.Equal(before.Reading.OffsetMs, after.Reading.OffsetMs);
                Assert.True(after.Reading.State != ClockState.Unsynced || after.Contradicted);
                break;
        }
    }

    [Theory]
    [InlineData(14)]
    [InlineData(-14)]
    public void A_step_of_two_weeks_moves_neither_stamps_nor_timers_of_an_unsynchronised_machine(int days)
    {
        var time = new AdjustableTime(new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));
        var clock = new EdgeClock(time, () => time.GetTimestamp() / TimeSpan.TicksPerMillisecond, () => ClockState.Unsynced);
        var fired = 0;
        using var timer = clock.Time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        time.Advance(TimeSpan.FromSeconds(5));
        var before = clock.Now;
        time.SetWallClock(time.GetUtcNow().AddDays(days));
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(before.AddSeconds(4), clock.Now);
        Assert.Equal(clock.Now, clock.Time.GetUtcNow());
        Assert.Equal(0, fired);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, fired);
    }

    [Fact]
    public void A_synchronised_machine_is_followed_wherever_it_goes_and_believed_while_ntp_is_away()
    {
        var (time, state) = (new AdjustableTime(new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero)), ClockState.Synced);
        var clock = new EdgeClock(time, () => time.GetTimestamp() / TimeSpan.TicksPerMillisecond, () => state);
        time.SetWallClock(time.GetUtcNow().AddDays(14));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((time.GetUtcNow(), ClockState.Synced), (clock.Now, clock.State));
        state = ClockState.Unsynced;
        time.Advance(TimeSpan.FromSeconds(2));
        var good = time.GetUtcNow();
        time.SetWallClock(good.AddDays(-14));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((good.AddSeconds(2), ClockState.Estimated), (clock.Now, clock.State));
        clock.Hear(good.AddSeconds(-30));
        Assert.Equal(good.AddSeconds(2), clock.Now);
    }
}
