using EdgeNoc.Agent.NocCommands;
using EdgeNoc.Common.NocCommands;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.NocCommands;

/// <summary>Old, repeated and too many commands.</summary>
public sealed class AdmissionTests
{
    private readonly AdjustableTime _time = new(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));
    private readonly Admission _admission;
    private DateTimeOffset? _collector;

    public AdmissionTests()
    {
        _collector = _time.GetUtcNow();
        _admission = new Admission(_time, () => _collector);
        Pass(100);
    }

    [Fact]
    public void Ten_a_minute_run_and_the_eleventh_waits_for_the_first_to_be_a_minute_old()
    {
        for (var number = 0; number < 10; number++)
        {
            Assert.Null(_admission.Refuse(Request()));
            Pass(2);
        }

        Assert.Equal(CommandOutcome.RateLimited, _admission.Refuse(Request())!.Outcome);
        Pass(39);
        Assert.Equal(CommandOutcome.RateLimited, _admission.Refuse(Request())!.Outcome);
        Pass(2);
        Assert.Null(_admission.Refuse(Request()));
    }

    [Fact]
    public void What_was_on_its_way_for_too_long_is_not_run()
    {
        var request = Request();
        Pass(14.9);
        Assert.Null(_admission.Refuse(request));
        Pass(0.2);
        Assert.Equal(CommandOutcome.Expired, _admission.Refuse(request)!.Outcome);
    }

    [Fact]
    public void A_message_cannot_give_itself_more_time()
    {
        var request = Request();
        Assert.Equal(CommandOutcome.Expired, _admission.Refuse(request with { Expires = request.Expires.AddSeconds(1) })!.Outcome);
        Assert.Equal(CommandOutcome.Expired, _admission.Refuse(request with { Sent = request.Sent.AddHours(1), Expires = request.Expires.AddHours(1) })!.Outcome);
    }

    [Fact]
    public void A_clock_of_the_machine_that_is_years_off_matters_to_nobody()
    {
        _time.SetWallClock(new DateTimeOffset(1971, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Null(_admission.Refuse(Request()));
    }

    [Fact]
    public void Where_nobody_knows_the_time_nothing_runs()
    {
        var request = Request();
        _collector = null;
        Assert.Equal(CommandOutcome.Expired, _admission.Refuse(request)!.Outcome);
    }

    [Fact]
    public void What_was_sent_to_the_run_before_is_not_run_by_this_one()
    {
        var request = Request();
        Pass(1);
        var next = new Admission(_time, () => _collector);
        Pass(5);
        Assert.Equal("the command is older than this run of the agent", next.Refuse(request)!.Detail);
        Assert.Null(next.Refuse(Request()));
    }

    [Fact]
    public void The_same_message_is_known_again_while_it_could_still_be_run()
    {
        var ids = Enumerable.Range(0, 200).Select(_ => Guid.NewGuid()).ToList();
        Assert.All(ids, id => Assert.False(_admission.IsRepeated(id)));
        Assert.All(ids, id => Assert.True(_admission.IsRepeated(id)));
    }

    private void Pass(double seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        _collector += TimeSpan.FromSeconds(seconds);
    }

    private CommandRequest Request() => new(CommandRequest.Run, Guid.NewGuid(), "check", new Dictionary<string, string>(), "Budi", CommandRole.Noc, _collector!.Value, _collector.Value + CommandCatalogue.MaxAge);
}
