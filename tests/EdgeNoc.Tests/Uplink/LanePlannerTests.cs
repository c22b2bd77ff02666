using EdgeNoc.Agent.Uplink;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Uplink;

public sealed class LanePlannerTests
{
    private static readonly Waiting Everything = new(Events: true, Tables: true, Live: true, Backlog: true);

    [Fact]
    public void An_alarm_goes_before_everything_else() => Assert.Equal(Lane.Events, LanePlanner.Next(Everything, default, backlogAllowance: 8));

    [Fact]
    public void The_next_event_message_waits_for_the_ack_of_the_one_before() =>
        Assert.Equal(Lane.Tables, LanePlanner.Next(Everything, new InFlight(Events: 1, 0, 0, 0), backlogAllowance: 8));

    [Fact]
    public void Live_goes_before_backlog() => Assert.Equal(Lane.Live, LanePlanner.Next(new Waiting(false, false, Live: true, Backlog: true), default, 8));

    [Theory]
    [InlineData(8, 0)]
    [InlineData(2, 6)]
    public void Eight_telemetry_messages_are_the_most(int live, int backlog) =>
        Assert.Equal(Lane.None, LanePlanner.Next(new Waiting(false, false, true, true), new InFlight(0, 0, live, backlog), 8));

    [Fact]
    public void A_backlog_leaves_two_places_to_live_however_fast_the_acks_come() =>
        Assert.Equal(Lane.None, LanePlanner.Next(new Waiting(false, false, Live: false, Backlog: true), new InFlight(0, 0, 0, Backlog: 6), 1_000));

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(1, 0, true)]
    [InlineData(1, 1, false)]
    [InlineData(3, 2, true)]
    public void A_backlog_keeps_to_its_allowance(int allowance, int inFlight, bool goes) =>
        Assert.Equal(goes ? Lane.Backlog : Lane.None, LanePlanner.Next(new Waiting(false, false, false, Backlog: true), new InFlight(0, 0, 0, inFlight), allowance));

    [Fact]
    public void Sending_what_is_planned_never_breaks_a_bound() => Prop.ForAll(
        Gen.Choose(0, 31).ArrayOf().ToArbitrary(),
        steps =>
        {
            var flying = new InFlight();
            foreach (var step in steps)
            {
                var waiting = new Waiting((step & 1) > 0, (step & 2) > 0, (step & 4) > 0, (step & 8) > 0);
                flying = LanePlanner.Next(waiting, flying, step) switch
                {
                    Lane.Events => flying with { Events = flying.Events + 1 },
                    Lane.Tables => flying with { Tables = flying.Tables + 1 },
                    Lane.Live => flying with { Live = flying.Live + 1 },
                    Lane.Backlog => flying with { Backlog = flying.Backlog + 1 },
                    _ => flying with { Live = Math.Max(0, flying.Live - 1), Events = 0 },
                };
                Assert.True(flying is { Events: <= 1, Tables: <= 4, Backlog: <= 6 } && flying.Live + flying.Backlog <= 8, flying.ToString());
            }
        }).QuickCheckThrowOnFailure();
}
