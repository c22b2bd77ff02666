using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Alerts;

/// <summary>A pass as a whole: what fails stays with its site, and nothing is half decided.</summary>
public sealed class AlertEngineTests
{
    [Fact]
    public async Task A_defect_in_one_sites_data_holds_up_no_other_and_is_tried_again()
    {
        using var story = new Story();
        story.ReceiveFrom("good-pop", 1, story.PonDown("0/1", Raised, 28));
        story.ReceiveFrom("bad-pop", 1, story.PonDown("0/2", Raised, 28));
        story.Do(db => db.Execute("UPDATE alerts SET severity = 'nonsense' WHERE site = 'bad-pop'"));
        await story.PassForAsync(60);
        Assert.Equal(["good-pop"], story.Query<string>("SELECT site FROM incidents"));
        Assert.Equal(["bad-pop"], story.Query<string>("SELECT DISTINCT site FROM decisions WHERE decision = 'failed'"));
        story.Do(db => db.Execute("UPDATE alerts SET severity = 'critical' WHERE site = 'bad-pop'"));
        await story.PassForAsync(120);
        Assert.Equal(["bad-pop", "good-pop"], story.Query<string>("SELECT site FROM incidents ORDER BY site"));
        Assert.Equal(2, story.Channel.Sent.Count);
    }

    /// <summary>In the middle of each stage: at the first write that it makes.</summary>
    [Theory]
    [InlineData("alerts", "UPDATE")]
    [InlineData("incidents", "INSERT")]
    [InlineData("incidents", "UPDATE")]
    [InlineData("escalations", "INSERT")]
    [InlineData("notified", "INSERT")]
    [InlineData("notified", "UPDATE")]
    [InlineData("outbox", "INSERT")]
    [InlineData("decisions", "INSERT")]
    [InlineData("alert_due", "UPDATE")]
    public async Task Broken_off_in_the_middle_of_a_stage_the_next_process_tells_it_once(string table, string what)
    {
        using var story = new Story();
        story.Receive(1, [.. Enumerable.Range(1, 28).Select(n => story.Onu(n, Raised)), story.PonDown("0/3", Raised, 28)]);
        Trap(story, table, what);
        story.After(30);
        TryStep(story);
        Assert.Equal((0, 0), (story.Query<long>("SELECT number FROM incidents").Count, story.Query<long>("SELECT id FROM outbox").Count));
        Untrap(story);
        await story.RestartAsync();
        await story.PassForAsync(70);
        Assert.Equal(["problem"], story.PurposesTo("628111"));

        story.Receive(2, [.. Enumerable.Range(1, 26).Select(n => story.Onu(n, Cleared)), story.PonBack("0/3", 26, 28)]);
        Trap(story, table, what);
        story.After(15);
        TryStep(story);
        Untrap(story);
        await story.RestartAsync();
        await story.PassForAsync(120);
        Assert.Equal(["problem", "recovery"], story.PurposesTo("628111"));
        Assert.DoesNotContain("repeat", string.Join('\n', story.Texts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pass_looks_only_at_sites_where_something_is_new_or_due()
    {
        using var story = new Story();
        for (var number = 1; number <= 50; number++) story.ReceiveFrom($"pop-{number:000}", 1, story.PonDown($"0/{number}", Raised, 28));
        await story.PassForAsync(60);
        Assert.Equal(50, story.Channel.Sent.Count);
        story.ReceiveFrom("pop-007", 2, story.PonDown("0/7", Raised, 29));
        Assert.Equal(["pop-007"], story.Do(db => Collector.Alerts.AlertDue.Due(db, story.Clock.Now, 100)));
        await story.PassAsync();
        Assert.Empty(story.Do(db => Collector.Alerts.AlertDue.Due(db, story.Clock.Now, 100)));
    }

    [Fact]
    public async Task A_database_of_the_version_before_keeps_its_incidents_and_tells_none_of_them_again()
    {
        using var story = new Story();
        story.Receive(1, story.PonDown("0/3", Raised, 28));
        await story.PassForAsync(60);

        // What the step of the migration makes of what stood: the log of who was told, and what is due.
        story.Do(db => db.Execute("DELETE FROM notified") + db.Execute("DELETE FROM escalations") + db.Execute("DELETE FROM alert_due") + db.Execute("UPDATE incidents SET route = NULL")
            + db.Execute("UPDATE outbox SET contact = NULL, site = NULL, severity = NULL"));
        var step = AlertingSchema.Step;
        foreach (var insert in (string[])["INSERT INTO alert_due", "INSERT INTO notified"])
        {
            var from = step.IndexOf(insert, StringComparison.Ordinal);
            story.Do(db => db.Execute(step[from..step.IndexOf(';', from)]));
        }

        await story.RestartAsync();
        await story.PassForAsync(600);
        Assert.Equal(["problem"], story.PurposesTo("628111"));
        story.Receive(2, story.PonBack("0/3", 28, 28));
        await story.PassForAsync(60);
        Assert.Equal(["problem", "recovery"], story.PurposesTo("628111"));
    }

    private static void Trap(Story story, string table, string what) =>
        story.Do(db => db.Execute($"CREATE TRIGGER trap BEFORE {what} ON {table} BEGIN SELECT RAISE(ABORT, 'broken off'); END"));

    private static void Untrap(Story story) => story.Do(db => db.Execute("DROP TRIGGER trap"));

    private static void TryStep(Story story)
    {
        try
        {
            story.Step();
        }
        catch (System.Data.Common.DbException)
        {
            // The whole pass was undone.
        }
    }
}
