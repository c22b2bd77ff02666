using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Outbox;

public sealed class RenewedAlertTests
{
    [Fact]
    public void An_alert_that_is_told_again_with_newer_facts_keeps_its_time_and_both_events_are_sent()
    {
        using var before = new EdgeStores();
        var first = EdgeStores.Event(1, EventState.Raised, "pon/0/3") with { TimeQuality = TimeQuality.Estimated };
        before.Events.Commit([first], []);
        before.Time.Advance(TimeSpan.FromMinutes(7));
        var second = EdgeStores.Event(2, EventState.Raised, "pon/0/3") with
        {
            At = first.At.AddMinutes(7),
            Reason = "grew",
            Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["down"] = 32, ["rx_dbm"] = -28.125 },
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["names"] = "Bu \"Siti\", 🏠" },
        };
        before.Events.Commit([second], []);

        using var after = before.AfterPowerCut();
        var standing = Assert.Single(after.Events.LoadRaised());
        Assert.Equal((second.Id, first.At, TimeQuality.Estimated, "grew"), (standing.Id, standing.At, standing.TimeQuality, standing.Reason));
        Assert.Equal((32, -28.125, "Bu \"Siti\", 🏠"), (standing.Values["down"], standing.Values["rx_dbm"], standing.Labels["names"]));
        Assert.Equal(2, after.Events.Depth().Rows);
        after.Events.Commit([second with { State = EventState.Cleared }], []);
        Assert.Empty(after.Events.LoadRaised());
    }
}
