using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Alerts;

/// <summary>Silences, mutes, maintenance and acknowledgements, each over a restart.</summary>
public sealed class SilenceStoryTests
{
    [Fact]
    public async Task A_silenced_incident_is_kept_untold_over_a_restart_and_told_with_its_time_when_the_silence_ends()
    {
        using var story = new Story();
        var silence = Assert.IsType<ActionResult.Done>(story.Silence(SilenceKind.Silence, "site=demo-pop kind=~pon[.].*", 0, 7200));
        story.Receive(1, story.PonDown("0/3", Raised, 28));
        await story.PassForAsync(60);
        await story.RestartAsync();
        await story.PassForAsync(7000, every_s: 100);
        Assert.Empty(story.Channel.Sent);
        Assert.Equal(["silenced"], story.Decisions());
        await story.PassForAsync(200, every_s: 10);
        Assert.Equal("🔴 #1 DEMO-POP PON 0/3 fibre cut? 28/32 down, 05:00 UTC", story.Headlines.Single());
        Assert.Equal([silence.Id], story.Query<long>("SELECT id FROM silences WHERE ended_ms IS NOT NULL"));
    }

    [Fact]
    public async Task What_is_over_before_its_silence_is_told_to_nobody()
    {
        using var story = new Story();
        story.Silence(SilenceKind.Silence, "device=olt-1", 0, 3600);
        story.Receive(1, story.PonDown("0/3", Raised, 28));
        await story.PassForAsync(60);
        story.Receive(2, story.PonBack("0/3", 28, 28));
        await story.PassForAsync(7200, every_s: 60);
        Assert.Empty(story.Channel.Sent);
        Assert.Equal(["silenced", "recovery_untold"], story.Decisions());
    }

    [Fact]
    public async Task A_silence_ended_by_hand_ends_at_once_and_one_that_never_began_never_begins()
    {
        using var story = new Story();
        var now = Assert.IsType<ActionResult.Done>(story.Silence(SilenceKind.Silence, "site=demo-pop", 0, 7200));
        var later = Assert.IsType<ActionResult.Done>(story.Silence(SilenceKind.Silence, "site=demo-pop", 600, 7200));
        story.Receive(1, story.PonDown("0/3", Raised, 28));
        await story.PassForAsync(60);
        Assert.IsType<ActionResult.Done>(story.Do(db => SilenceActions.End(db, now.Id, People.Budi, story.Clock.Now)));
        Assert.IsType<ActionResult.Done>(story.Do(db => SilenceActions.End(db, later.Id, People.Budi, story.Clock.Now)));
        await story.PassForAsync(5);
        Assert.Single(story.Channel.Sent);
        Assert.Equal(new ActionResult.Refused("ended"), story.Do(db => SilenceActions.End(db, now.Id, People.Budi, story.Clock.Now)));
        Assert.Equal(new ActionResult.NotFound(), story.Do(db => SilenceActions.End(db, 99, People.Budi, story.Clock.Now)));
        Assert.Equal(["silence.add done", "silence.add done", "silence.end done", "silence.end done", "silence.end ended", "silence.end not_found"],
            story.Query<string>("SELECT action || ' ' || outcome FROM audit ORDER BY id"));
    }

    [Theory]
    [InlineData("", 0, 60, "no_matchers")]
    [InlineData("site=~(", 0, 60, "bad_matcher")]
    [InlineData("site=~(?=a)", 0, 60, "bad_matcher")]
    [InlineData("site=a", 60, 60, "ends_before_start")]
    [InlineData("site=a", -60, -1, "over")]
    [InlineData("site=a", 0, 400 * 86_400, "too_long")]
    public void A_silence_that_makes_no_sense_is_refused_and_audited(string matchers, double starts_s, double ends_s, string reason)
    {
        using var story = new Story();
        Assert.Equal(new ActionResult.Refused(reason), story.Silence(SilenceKind.Silence, matchers, starts_s, ends_s));
        Assert.Equal([reason], story.Query<string>("SELECT outcome FROM audit"));
        Assert.Empty(story.Query<long>("SELECT id FROM silences"));
    }

    [Fact]
    public async Task A_maintenance_of_an_OLT_covers_what_stands_below_it_and_is_shown_with_its_end()
    {
        using var story = new Story();
        story.Silence(SilenceKind.Maintenance, "site=demo-pop device=olt-1", 0, 3600);
        story.Receive(1, story.Unreachable("olt-1", Raised));
        story.Receive(2, story.Unreachable("olt-2", Raised));
        story.Receive(3, story.PonDown("0/3", Raised, 28));
        await story.PassForAsync(60);

        // The other OLT is no part of it: the incident of both is told.
        Assert.Single(story.Channel.Sent);
        story.Receive(4, story.Unreachable("olt-2", Cleared));
        story.Receive(5, story.Unreachable("olt-1", Cleared));
        await story.PassForAsync(120);
        Assert.Equal([(long?)Story.Start.AddSeconds(3600).ToUnixTimeMilliseconds()], story.Query<long?>("SELECT maintenance_until_ms FROM incidents WHERE closed_ms IS NULL"));
        Assert.Equal(["problem", "recovery"], story.PurposesTo("628111"));
    }

    [Fact]
    public async Task A_mute_keeps_an_incident_quiet_over_a_restart_but_for_its_end()
    {
        using var story = new Story();
        story.Receive(1, story.PonDown("0/3", Raised, 10));
        await story.PassForAsync(60);
        Assert.Equal(new ActionResult.Done(1, story.Clock.Now.AddHours(1)), story.Do(db => IncidentActions.Mute(db, 1, TimeSpan.FromHours(1), People.Budi, story.Clock.Now)));
        await story.RestartAsync();
        story.Receive(2, story.PonDown("0/3", Raised, 30));
        await story.PassForAsync(3000, every_s: 60);
        Assert.Equal(["problem"], story.PurposesTo("628111"));
        await story.PassForAsync(700, every_s: 60);
        Assert.Equal(["problem", "update"], story.PurposesTo("628111"));
        story.Do(db => IncidentActions.Mute(db, 1, TimeSpan.FromHours(1), People.Budi, story.Clock.Now));
        story.Receive(3, story.PonBack("0/3", 30, 30));
        await story.PassForAsync(60);
        Assert.Equal(["problem", "update", "recovery"], story.PurposesTo("628111"));
    }

    [Fact]
    public async Task An_acknowledgement_survives_a_restart_and_stops_reminders_until_it_is_taken_back()
    {
        using var story = new Story();
        story.Receive(1, story.PonDown("0/3", Raised, 10));
        await story.PassForAsync(60);
        Assert.IsType<ActionResult.Done>(story.Do(db => IncidentActions.Acknowledge(db, 1, People.Budi, story.Clock.Now)));
        await story.RestartAsync();
        await story.PassForAsync(5 * 3600, every_s: 600);
        Assert.Equal(["problem"], story.PurposesTo("628111"));
        Assert.Equal("Budi", story.Do(db => IncidentStore.Find(db, 1))!.AckedBy);
        Assert.IsType<ActionResult.Done>(story.Do(db => IncidentActions.Unacknowledge(db, 1, People.Budi, story.Clock.Now)));
        await story.PassForAsync(60);
        Assert.Equal(["problem", "reminder"], story.PurposesTo("628111"));
        Assert.Equal(new ActionResult.Refused("not_acknowledged"), story.Do(db => IncidentActions.Unacknowledge(db, 1, People.Budi, story.Clock.Now)));
        Assert.Equal(new ActionResult.NotFound(), story.Do(db => IncidentActions.Acknowledge(db, 7, People.Budi, story.Clock.Now)));
    }

    [Fact]
    public async Task After_a_maintenance_its_author_reads_which_ONUs_are_down_gone_or_weaker_than_before()
    {
        using var story = new Story();
        story.Contact("Budi");
        ReceiveOnus(story, 1, Enumerable.Range(1, 10).Select(n => (n, "up", -20.0)));
        story.Silence(SilenceKind.Maintenance, "site=demo-pop device=olt-1 pon=0/3", 0, 3600);
        await story.PassForAsync(3600, every_s: 60);
        ReceiveOnus(story, 2, Enumerable.Range(1, 9).Select(n => (n, n <= 3 ? "los" : "up", n == 7 ? -22.5 : -21.5)));
        await story.PassForAsync(300, every_s: 60);
        Assert.Empty(story.Channel.Sent);
        await story.RestartAsync();
        await story.PassForAsync(120, every_s: 60);
        var report = MaintenanceReport.Of(PlantSnapshot.Read(story.Query<string>("SELECT before_json FROM silences").Single())!, story.Do(db => PlantSnapshot.Take(db, [])));
        Assert.Equal((3, 1, 1, 0), (report.Down.Count, report.Gone.Count, report.Worse.Count, report.CameUp.Count));
        Assert.Equal(("onu/0/3:7", -20.0, -22.5), (report.Worse[0].Entity, report.Worse[0].RxBeforeDbm, report.Worse[0].RxAfterDbm));
        Assert.Equal(["Budi", "628111"], story.Channel.Sent.Select(sent => sent.Recipient));
        await story.PassForAsync(600, every_s: 60);
        Assert.Equal(2, story.Channel.Sent.Count);
    }

    private static void ReceiveOnus(Story story, long seq, IEnumerable<(int Number, string Status, double RxDbm)> onus)
    {
        var rows = onus.Select(onu => (IReadOnlyList<string>)[$"onu/0/3:{onu.Number}", $"CLIENT-{onu.Number:000}", onu.Status, onu.RxDbm.ToString(System.Globalization.CultureInfo.InvariantCulture)]).ToList();
        var json = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new TableMessage(story.Clock.Now, ["entity", "name", "status", "rx_dbm"], rows), WireJson.Default.TableMessage);
        story.ReceiveTable(GzipPayload.Of(json), seq, "olt-1", "onus");
    }
}
