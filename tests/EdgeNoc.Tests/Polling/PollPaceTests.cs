using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Polling;

namespace EdgeNoc.Tests.Polling;

public sealed class PollPaceTests
{
    private static readonly PollResult Good = new PollResult.Read(new Reading());

    [Fact]
    public void An_interval_is_never_shorter_than_ten_times_the_answer() =>
        Assert.Equal([30, 30, 50, 30], Delays(30, (Good, 0.2), (Good, 3), (Good, 5), (Good, 1)));

    [Fact]
    public void Waiting_for_silence_burdens_nobody() =>
        Assert.Equal(30, new PollPace(TimeSpan.FromSeconds(30)).After(Good, TimeSpan.FromSeconds(5), isLoad: false, jitter: 0.5).Delay.TotalSeconds);

    [Fact]
    public void Timeouts_double_it_up_to_ten_times_and_an_answer_brings_it_back() =>
        Assert.Equal([60, 120, 240, 300, 300, 30], Delays(30, (Failed(PollErrorKind.Timeout), 20), (Failed(PollErrorKind.Timeout), 20), (Failed(PollErrorKind.Timeout), 20),
            (Failed(PollErrorKind.Timeout), 20), (Failed(PollErrorKind.Timeout), 20), (Good, 1)));

    [Theory]
    [InlineData(300, 900)]
    [InlineData(3600, 3600)]
    public void Backing_off_ends_at_a_quarter_of_an_hour(int interval, int expected) =>
        Assert.Equal(expected, Delays(interval, [.. Enumerable.Repeat(((PollResult)Failed(PollErrorKind.Timeout), 20.0), 12)])[^1]);

    [Fact]
    public void A_wrong_password_is_tried_twice_then_hourly() =>
        Assert.Equal([30, 3600, 3600, 30], Delays(30, (Failed(PollErrorKind.AuthFailed), 0.1), (Failed(PollErrorKind.AuthFailed), 0.1), (Failed(PollErrorKind.AuthFailed), 0.1), (Good, 0.1)));

    [Fact]
    public void Another_host_key_is_no_refused_login()
    {
        var error = new PollResult.Failed(new PollError(PollErrorKind.AuthFailed, "detail", "remedy") { OtherHostKey = "SHA256:x" });
        Assert.Equal([30, 30, 30], Delays(30, (error, 0.1), (error, 0.1), (error, 0.1)));
    }

    [Theory]
    [InlineData(30, 900)]
    [InlineData(1800, 1800)]
    public void A_person_who_has_the_one_session_is_left_alone_for_a_quarter_of_an_hour(int interval, int expected) =>
        Assert.Equal([expected, expected, interval], Delays(interval, (Failed(PollErrorKind.SessionTaken), 1), (Failed(PollErrorKind.SessionTaken), 1), (Good, 1)));

    [Fact]
    public void Other_errors_keep_the_pace() =>
        Assert.Equal([30, 30], Delays(30, (Failed(PollErrorKind.Unreachable), 5), (Failed(PollErrorKind.ParseFailed), 5)));

    [Theory]
    [InlineData(0, 95)]
    [InlineData(1, 105)]
    public void Jitter_is_a_twentieth_either_way(double jitter, double expected) =>
        Assert.Equal(expected, new PollPace(TimeSpan.FromSeconds(100)).After(Good, TimeSpan.FromSeconds(1), isLoad: true, jitter).Delay.TotalSeconds, 3);

    private static PollResult.Failed Failed(PollErrorKind kind) => new(new PollError(kind, "detail", "remedy"));

    private static List<double> Delays(int intervalS, params (PollResult Result, double TookS)[] polls)
    {
        var pace = new PollPace(TimeSpan.FromSeconds(intervalS));
        var delays = new List<double>();
        foreach (var (result, took) in polls)
        {
            (pace, var delay) = pace.After(result, TimeSpan.FromSeconds(took), isLoad: true, jitter: 0.5);
            delays.Add(delay.TotalSeconds);
        }

        return delays;
    }
}
