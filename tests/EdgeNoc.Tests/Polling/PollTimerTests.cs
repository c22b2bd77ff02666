using EdgeNoc.Agent.Polling;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Polling;

public sealed class PollTimerTests
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(30);

    private readonly AdjustableTime _time = new(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));
    private readonly PollTimer _timer;

    public PollTimerTests() => _timer = new PollTimer(_time);

    [Fact]
    public async Task Without_a_wish_the_device_keeps_its_pace() => Assert.Equal(30, await SecondsToNextAsync());

    [Fact]
    public async Task A_wish_during_the_wait_brings_the_poll_forward_and_many_wishes_are_one_poll()
    {
        var wait = _timer.WaitAsync(Pace, TestContext.Current.CancellationToken);
        for (var wish = 0; wish < 1000; wish++) Assert.True(_timer.Soon(TimeSpan.FromSeconds(1)));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, await wait.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        _timer.Ended(TimeSpan.FromSeconds(0.1), isOpen: true);
        Assert.Equal(30, await SecondsToNextAsync());
    }

    [Fact]
    public async Task The_earliest_wish_counts()
    {
        _timer.Soon(TimeSpan.FromSeconds(3));
        _timer.Soon(TimeSpan.FromSeconds(1));
        _timer.Soon(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await SecondsToNextAsync());
    }

    [Fact]
    public async Task A_pause_keeps_its_own_turns_and_wishes_off_and_a_person_is_served_all_the_same()
    {
        _timer.Pause(TimeSpan.FromMinutes(30));
        Assert.True(_timer.IsPaused);
        Assert.False(_timer.Soon(TimeSpan.FromSeconds(1)));
        Assert.Equal(1800, await SecondsToNextAsync());
        Assert.False(_timer.IsPaused);

        _timer.Pause(TimeSpan.FromMinutes(30));
        _timer.Insist();
        Assert.Equal(0, await SecondsToNextAsync());
    }

    [Fact]
    public async Task A_pause_that_is_ended_lets_the_next_turn_come_and_one_that_is_begun_holds_back_what_was_wished_before()
    {
        _timer.Soon(TimeSpan.FromSeconds(2));
        _timer.Pause(TimeSpan.FromMinutes(30));
        var wait = _timer.WaitAsync(Pace, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.False(wait.IsCompleted);
        _timer.Pause(TimeSpan.Zero);
        await wait.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_wish_never_puts_a_poll_off()
    {
        _timer.Soon(TimeSpan.FromSeconds(40));
        Assert.Equal(30, await SecondsToNextAsync());
    }

    [Theory]
    [InlineData(0.1, 1.5)]
    [InlineData(2, 2)]
    [InlineData(6, 2.5)]
    public async Task A_device_gets_its_rest_after_a_poll(double tookS, double restS)
    {
        // The wish comes while the poll is under way: its page may be older than what is to be confirmed.
        _timer.Soon(TimeSpan.FromSeconds(0.5));
        _timer.Ended(TimeSpan.FromSeconds(tookS), isOpen: true);
        Assert.Equal(restS, await SecondsToNextAsync());
    }

    [Fact]
    public async Task Wishes_without_end_are_six_polls_and_then_one_in_ten_seconds()
    {
        var began = _time.GetTimestamp();
        var granted = 0;
        for (var poll = 0; poll < 60; poll++)
        {
            if (_timer.Soon(TimeSpan.Zero)) granted++;
            await UntilAsync(_timer.WaitAsync(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken));
            _timer.Ended(TimeSpan.FromSeconds(0.1), isOpen: true);
        }

        Assert.InRange(granted, 6, 6 + (int)(_time.GetElapsedTime(began).TotalSeconds / 10) + 1);
    }

    [Fact]
    public async Task A_device_that_refused_or_timed_out_is_left_alone()
    {
        _timer.Soon(TimeSpan.FromSeconds(1));
        _timer.Ended(TimeSpan.FromSeconds(0.1), isOpen: false);
        Assert.False(_timer.Soon(TimeSpan.FromSeconds(1)));
        Assert.Equal(30, await SecondsToNextAsync());
    }

    [Fact]
    public async Task A_cancelled_wait_ends_at_once()
    {
        using var stop = new CancellationTokenSource();
        var wait = _timer.WaitAsync(Pace, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    /// <summary>To the tenth.</summary>
    private async Task<double> SecondsToNextAsync()
    {
        var began = _time.GetTimestamp();
        Assert.True(await UntilAsync(_timer.WaitAsync(Pace, TestContext.Current.CancellationToken)) < TimeSpan.FromSeconds(0.1));
        return _time.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Tenths of a second until it is over; after each the wait has gone back to sleep, or is over.</summary>
    private async Task<TimeSpan> UntilAsync(Task<TimeSpan> wait)
    {
        while (!wait.IsCompleted)
        {
            await Task.WhenAny(_time.TimersAsync(1), wait);
            if (!wait.IsCompleted) _time.Advance(TimeSpan.FromSeconds(0.1));
            await Task.Yield();
        }

        return await wait;
    }
}
