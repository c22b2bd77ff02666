using EdgeNoc.Common.Events;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Alerts;

public sealed class IncidentStoryTests
{
    [Fact]
    public async Task A_fibre_cut_of_64_ONUs_is_one_message_and_one_recovery()
    {
        using var story = new Story(recipients: ["628111", "628222"]);
        story.Receive(1, [.. Enumerable.Range(1, 40).Select(n => story.Onu(n, Raised))]);
        story.After(10);
        story.Receive(2, [.. Enumerable.Range(41, 24).Select(n => story.Onu(n, Raised))]);
        story.After(19.9);
        await story.PassAsync();
        Assert.Empty(story.Channel.Sent);

        story.After(0.1);
        await story.PassAsync();
        Assert.Equal(["628111", "628222"], story.Channel.Sent.Select(sent => sent.Recipient));
        Assert.All(story.Headlines, line => Assert.Equal("🔴 #1 DEMO-POP olt-1 PON 0/3: 64 ONUs down, 05:00 UTC", line));

        story.Channel.Sent.Clear();
        story.Receive(3, [.. Enumerable.Range(1, 50).Select(n => story.Onu(n, Cleared))]);
        story.After(3600);
        await story.PassAsync();
        Assert.Empty(story.Channel.Sent);
        story.Receive(4, [.. Enumerable.Range(51, 14).Select(n => story.Onu(n, Cleared))]);
        story.After(14.9);
        await story.PassAsync();
        Assert.Empty(story.Channel.Sent);
        story.After(0.1);
        await story.PassAsync();
        Assert.Equal(["628111", "628222"], story.Channel.Sent.Select(sent => sent.Recipient));
        Assert.All(story.Headlines, line => Assert.Equal("🟢 #1 DEMO-POP olt-1 PON 0/3 restored after 1h 0m: 64/64 back, 06:00 UTC", line));
    }

    [Fact]
    public async Task What_is_over_before_the_flush_is_told_to_nobody_and_the_reason_is_kept()
    {
        using var story = new Story();
        story.Receive(1, story.Onu(1, Raised));
        story.After(20);
        story.Receive(2, story.Onu(1, Cleared));
        story.After(10);
        await story.PassAsync();
        story.After(600);
        await story.PassAsync();
        Assert.Empty(story.Channel.Sent);
        Assert.Equal(["cleared_before_told"], story.Decisions());
    }

    [Fact]
    public async Task Only_what_still_stands_at_the_flush_is_in_the_message()
    {
        using var story = new Story();
        story.Receive(1, story.Onu(1, Raised), story.Onu(2, Raised, reason: "dying_gasp"));
        story.After(20);
        story.Receive(2, story.Onu(1, Cleared));
        story.After(10);
        await story.PassAsync();
        Assert.Equal(["🔌 #1 DEMO-POP olt-1 0/3:2 CLIENT-002: power off (dying gasp), 05:00 UTC"], story.Headlines);
    }

    [Fact]
    public async Task What_comes_after_the_flush_is_the_next_incident()
    {
        using var story = new Story();
        story.Receive(1, story.Onu(1, Raised));
        story.After(30);
        await story.PassAsync();
        story.Receive(2, story.Onu(2, Raised));
        story.After(29);
        await story.PassAsync();
        Assert.Single(story.Channel.Sent);
        story.After(1);
        await story.PassAsync();
        Assert.Equal(["#1", "#2"], story.Headlines.Select(line => line.Split(' ')[1]));
    }

    [Fact]
    public async Task Too_mild_and_mere_notes_are_kept_with_the_reason()
    {
        using var story = new Story();
        story.Rules = story.Rules with { MinSeverity = Severity.High };
        await story.RestartAsync();
        story.Receive(1, story.Onu(1, Raised), story.Event("onu.new", Raised, "olt-1", "onu/0/3:9", Severity.Info));
        story.After(60);
        await story.PassAsync();
        Assert.Empty(story.Channel.Sent);
        Assert.Equal(["informational", "below_min_severity"], story.Decisions());
        Assert.Equal(["onu.down"], story.OpenAlerts().Select(alert => alert.Kind));
    }

    [Fact]
    public async Task A_relapse_before_the_recovery_message_stays_in_its_incident()
    {
        using var story = new Story();
        story.Receive(1, story.Onu(1, Raised));
        story.After(30);
        await story.PassAsync();
        story.Receive(2, story.Onu(1, Cleared));
        story.After(10);
        story.Receive(3, story.Onu(1, Raised));
        story.After(300);
        await story.PassAsync();
        Assert.Single(story.Channel.Sent);
        story.Receive(4, story.Onu(1, Cleared));
        story.After(Story.FlapWait_s);
        await story.PassAsync();
        Assert.Equal("🟢 #1 DEMO-POP olt-1 0/3:1 CLIENT-001 restored after 5m 40s, 05:05 UTC", story.Headlines.Last());
        Assert.Equal(2, story.Channel.Sent.Count);
    }

    [Fact]
    public async Task Without_anybody_to_tell_the_incident_is_kept_and_its_end_is_silent()
    {
        using var story = new Story();
        story.Rules = story.Rules with { Channel = null };
        await story.RestartAsync();
        story.Receive(1, story.Onu(1, Raised));
        story.After(30);
        await story.PassAsync();
        story.Receive(2, story.Onu(1, Cleared));
        story.After(Story.FlapWait_s);
        await story.PassAsync();
        Assert.Empty(story.Channel.Sent);
        Assert.Equal(["nobody_to_tell", "recovery_untold"], story.Decisions());
    }

    [Fact]
    public async Task Two_sites_are_two_incidents()
    {
        using var story = new Story();
        story.Receive(1, story.Onu(1, Raised));
        var elsewhere = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes([story.Onu(2, Raised)], WireJson.Default.EdgeEventArray);
        story.ReceiveRaw(elsewhere, 1, site: "other-pop");
        story.After(30);
        await story.PassAsync();
        Assert.Equal(["#1 DEMO-POP", "#2 OTHER-POP"], story.Headlines.Select(line => string.Join(' ', line.Split(' ')[1..3])).Order());
    }

    [Fact]
    public async Task A_clock_set_back_tells_at_once_instead_of_never()
    {
        using var story = new Story();
        story.Receive(1, story.Onu(1, Raised));
        story.After(-7200);
        await story.PassAsync();
        Assert.Single(story.Channel.Sent);
    }

    [Fact]
    public async Task A_wrong_clock_is_an_alert_that_does_not_flicker_at_its_limit()
    {
        using var story = new Story();
        story.Receive(1, story.Clock.Now.AddSeconds(31), []);
        story.After(30);
        story.Receive(2, story.Clock.Now.AddSeconds(25), []);
        await story.PassAsync();
        Assert.Equal(["🟠 #1 DEMO-POP agent: clock is wrong, 05:00 UTC"], story.Headlines);
        story.Receive(3, story.Clock.Now.AddSeconds(-19), []);
        story.After(15);
        await story.PassAsync();
        Assert.StartsWith("🟢 #1 DEMO-POP agent restored", story.Headlines.Last(), StringComparison.Ordinal);
        story.Receive(4, story.Clock.Now.AddSeconds(-29), []);
        Assert.Empty(story.Query<string>("SELECT kind FROM alerts WHERE cleared_ms IS NULL"));
    }
}
