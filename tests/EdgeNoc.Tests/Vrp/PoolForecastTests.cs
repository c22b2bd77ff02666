using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Devices.Vrp;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Vrp;

/// <summary>When a pool will be full.</summary>
public sealed class PoolForecastTests
{
    private readonly AdjustableTime _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void A_pool_that_fills_evenly_is_full_when_its_rate_says()
    {
        var forecast = new PoolForecast(_time);
        long? last = null;
        // 10 addresses in 5 minutes: the 400 that are left after an hour last 200 minutes.
        for (var used = 480; used <= 600; used += 10, _time.Advance(TimeSpan.FromMinutes(5))) last = Next(forecast, used, 1000);
        Assert.Equal(200 * 60, last);
    }

    [Fact]
    public void A_pool_that_was_seen_for_a_short_time_or_empties_has_no_forecast()
    {
        var forecast = new PoolForecast(_time);
        Assert.Null(Next(forecast, 500, 1000));
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(Next(forecast, 600, 1000));
        _time.Advance(TimeSpan.FromMinutes(40));
        Assert.Null(Next(forecast, 450, 1000));
        Assert.Equal(0, Next(forecast, 1000, 1000));
    }

    private static long? Next(PoolForecast forecast, long used, long total) => Assert.Single(forecast.Next([new IpPoolRecord { Pool = "p1", Used = used, Total = total }])).FullInS;
}
