using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Common.Events;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Alerts;

/// <summary>Maintenance that a technician begins at the cabinet becomes the office's.</summary>
public sealed class PopMaintenanceTests
{
    [Fact]
    public async Task It_keeps_the_site_quiet_while_it_stands_and_no_longer()
    {
        using var story = new Story();
        story.Receive(1, Maintenance(story, Raised, minutes: 60));
        await story.PassAsync();
        Assert.Equal(["maintenance POP swap a fan 60"], Windows(story));
        story.Receive(2, story.PonDown("0/3", Raised, 28));
        await story.PassForAsync(600, every_s: 30);
        Assert.Empty(story.Channel.Sent);
        story.Receive(3, Maintenance(story, Cleared));
        await story.PassForAsync(60);
        Assert.Equal("🔴 #1 DEMO-POP PON 0/3 fibre cut? 28/32 down, 05:00 UTC", Assert.Single(story.Headlines));
    }

    [Fact]
    public async Task It_ends_by_itself_when_the_site_is_never_heard_again()
    {
        using var story = new Story();
        story.Receive(1, Maintenance(story, Raised, minutes: 60));
        await story.PassForAsync(3700, every_s: 60);
        story.Receive(2, story.PonDown("0/3", Raised, 28));
        await story.PassForAsync(60);
        Assert.Single(story.Channel.Sent);
        Assert.Single(Windows(story));
    }

    [Fact]
    public async Task What_began_while_the_site_was_offline_counts_from_its_beginning_and_one_that_is_over_makes_no_window()
    {
        using var story = new Story();
        var begun = Maintenance(story, Raised, minutes: 60);
        story.After(20 * 60);
        story.Receive(1, begun);
        story.ReceiveSnapshot(1, 1, begun);
        await story.PassAsync();
        Assert.Equal(["maintenance POP swap a fan 40"], Windows(story));
        await story.PassForAsync(20 * 60, every_s: 60);

        using var later = new Story();
        var old = Maintenance(later, Raised, minutes: 60);
        later.After(2 * 3600);
        later.Receive(1, old);
        later.ReceiveSnapshot(1, 1, old);
        await later.PassForAsync(60);
        Assert.Empty(Windows(later));
    }

    [Fact]
    public async Task What_the_office_ends_stays_ended_and_the_next_one_begins_anew()
    {
        using var story = new Story();
        story.Receive(1, Maintenance(story, Raised, minutes: 60));
        await story.PassAsync();
        var id = Assert.Single(story.Query<long>("SELECT id FROM silences"));
        Assert.IsType<ActionResult.Done>(story.Do(db => SilenceActions.End(db, id, People.Budi, story.Clock.Now)));
        await story.PassForAsync(120);
        Assert.Single(Windows(story));
        story.Receive(2, Maintenance(story, Cleared));
        await story.PassForAsync(10);
        story.Receive(3, Maintenance(story, Raised, minutes: 30));
        await story.PassForAsync(10);
        Assert.Equal(2, Windows(story).Count);
    }

    [Fact]
    public async Task It_covers_its_own_site_alone_and_leaves_the_offices_windows_alone()
    {
        using var story = new Story();
        story.Silence(SilenceKind.Maintenance, "site=demo-pop", 0, 7200);
        story.ReceiveFrom("other-pop", 1, Maintenance(story, Raised, minutes: 60));
        await story.PassAsync();
        story.ReceiveFrom("other-pop", 2, Maintenance(story, Cleared));
        await story.PassForAsync(60);
        Assert.Equal([Story.Start.AddSeconds(7200).ToUnixTimeMilliseconds()], story.Query<long>("SELECT ends_ms FROM silences WHERE author <> 'POP'"));
        Assert.All(story.Query<long>("SELECT ends_ms FROM silences WHERE author = 'POP'"), ends => Assert.True(ends <= story.Clock.Now.ToUnixTimeMilliseconds()));
    }

    [Theory]
    [InlineData(1e9, "480")]
    [InlineData(-5, null)]
    [InlineData(0, null)]
    public async Task Nonsense_from_a_site_keeps_nobody_quiet_for_long(double minutes, string? kept)
    {
        using var story = new Story();
        story.Receive(1, Maintenance(story, Raised, minutes));
        await story.PassAsync();
        Assert.Equal(kept is null ? [] : [$"maintenance POP swap a fan {kept}"], Windows(story));
    }

    private static EdgeEvent Maintenance(Story story, EventState state, double minutes = 0) => story.Event(
        EventKinds.SiteMaintenance, state, "site", "maintenance", Severity.Info,
        values: new Dictionary<string, double>(StringComparer.Ordinal) { ["minutes"] = minutes },
        labels: new Dictionary<string, string>(StringComparer.Ordinal) { ["comment"] = "swap a fan" });

    /// <summary>Kind, author, comment, and minutes from now to the end.</summary>
    private static List<string> Windows(Story story) =>
        story.Query<string>($"SELECT kind || ' ' || author || ' ' || comment || ' ' || ((ends_ms - {story.Clock.Now.ToUnixTimeMilliseconds()}) / 60000) FROM silences ORDER BY id");
}
