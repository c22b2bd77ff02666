using EdgeNoc.Agent.Devices.MikroTik;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.MikroTik;

public sealed class RateMeterTests
{
    private readonly AdjustableTime _time = new(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));
    private readonly RateMeter _meter;

    public RateMeterTests() => _meter = new RateMeter(_time);

    [Fact]
    public void A_rate_is_what_was_counted_between_two_polls()
    {
        Assert.Equal((null, null), Look(0, 1_000, 2_000));
        Assert.Equal((800L, 1_600L), Look(10, 2_000, 4_000));
    }

    [Fact]
    public void A_counter_that_began_anew_gives_no_rate_and_then_goes_on()
    {
        Look(0, 5_000_000_000, 5_000_000_000);
        Assert.Equal((null, null), Look(10, 100, 9_000_000_000));
        Assert.Equal((80L, 0L), Look(10, 200, 9_000_000_000));
    }

    [Fact]
    public void Without_counters_or_without_time_between_there_is_no_rate()
    {
        Look(0, 1_000, 1_000);
        Assert.Equal((null, null), Look(0, 2_000, 2_000));
        Assert.Equal((null, null), Look(10, null, 3_000));
    }

    [Fact]
    public void An_interface_that_was_away_for_a_poll_begins_anew()
    {
        Look(0, 1_000, 1_000);
        _time.Advance(TimeSpan.FromSeconds(10));
        _meter.Begin();
        _meter.End();
        Assert.Equal((null, null), Look(10, 9_000, 9_000));
    }

    private (long? Rx, long? Tx) Look(int afterS, long? rx, long? tx)
    {
        _time.Advance(TimeSpan.FromSeconds(afterS));
        _meter.Begin();
        var rates = _meter.Next("ether1", rx, tx);
        _meter.End();
        return rates;
    }
}
