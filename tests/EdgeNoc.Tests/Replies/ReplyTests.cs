using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Collector.Sites.Enrolment;
using EdgeNoc.Common.Events;
using EdgeNoc.Tests.Alerts;

namespace EdgeNoc.Tests.Replies;

/// <summary>What people write, and what becomes of it.</summary>
public sealed class ReplyTests : IDisposable
{
    private readonly Desk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task An_incident_is_acknowledged_released_and_muted_from_a_telephone_and_that_survives_a_restart()
    {
        await _desk.CutAsync();
        Assert.Equal("#1: budi has it. Nobody else is called", _desk.Write("Ack #1"));
        await _desk.Story.RestartAsync();
        Assert.Equal(["budi"], _desk.Story.Query<string>("SELECT acked_by FROM incidents"));
        Assert.Equal("#1: nobody has it any more", _desk.Write("unack 1"));
        Assert.Equal("#1: quiet until 06:01 UTC", _desk.Write("mute 1 60"));
        Assert.Equal(["budi whatsapp incident.ack 1 done", "budi whatsapp incident.unack 1 done", "budi whatsapp incident.mute 1 done"], _desk.Audit());
        Assert.Equal("wa 628123456789", _desk.LastRecipient);
    }

    [Fact]
    public async Task A_tap_and_an_answer_to_a_message_name_its_incident()
    {
        await _desk.CutAsync();
        _desk.Story.Query<long>("UPDATE outbox SET channel = 'wa', provider_id = 'wamid.9' WHERE purpose = 'problem' RETURNING id");
        Assert.StartsWith("#1: quiet until", _desk.Write("🔕 1 jam", button: "mute60:1"), StringComparison.Ordinal);
        Assert.StartsWith("#1: budi has it", _desk.Take(new InboundMessage("wa", "reply-1", Desk.Budi, null, "ack", null, _desk.Story.Clock.Now) { InReplyTo = "wamid.9" }), StringComparison.Ordinal);
        Assert.StartsWith("Which incident?", _desk.Write("ack"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_signature_a_critical_is_muted_for_an_hour_at_most_and_a_maintenance_covers_it_no_longer()
    {
        await _desk.CutAsync();
        Assert.Equal("A critical incident can be muted for at most 60 minutes from here", _desk.Write("mute 1 61"));
        Assert.Empty(_desk.Story.Query<long>("SELECT id FROM silences"));
        Assert.StartsWith("#1: quiet until", _desk.Write("mute 1 600", proof: WebhookProof.Signature), StringComparison.Ordinal);
        Assert.Equal("DEMO-POP olt-1 PON 0/3: maintenance until 07:01 UTC (silence 2)", WithOlt(() => _desk.Write("maint demo-pop olt-1 0/3 120", proof: WebhookProof.Signature)));
        var answer = _desk.Write("maint Demo-Pop 120");
        Assert.Equal("DEMO-POP: maintenance until 07:01 UTC (silence 3)\nFrom here a critical is kept quiet only until 06:01 UTC", answer);
        Assert.Equal(
            ["mute 600", "maintenance 120", "maintenance 120 !=critical", "silence 60 =critical"],
            _desk.Story.Query<string>(
                """
                SELECT kind || ' ' || ((ends_ms - starts_ms) / 60000) || CASE WHEN matchers_json LIKE '%"!=","value":"critical"%' THEN ' !=critical' WHEN matchers_json LIKE '%"=","value":"critical"%' THEN ' =critical' ELSE '' END
                FROM silences ORDER BY id
                """));
    }

    [Fact]
    public async Task What_was_muted_without_a_signature_before_it_became_critical_is_told_again_after_an_hour()
    {
        var story = _desk.Story;
        story.Receive(1, story.Event("pon.partial", EventState.Raised, "olt-1", "pon/0/3", Severity.High, values: new() { ["down"] = 9, ["total"] = 32 }, labels: new() { ["cause"] = "branch_cut" }));
        await story.PassForAsync(60);
        Assert.Equal("#1: quiet until 15:01 UTC", _desk.Write("mute 1 600"));
        story.Receive(2, story.PonDown("0/3", EventState.Raised, 31));
        await story.PassForAsync(3480, every_s: 60);
        Assert.Equal(["problem"], story.PurposesTo("628111"));
        await story.PassForAsync(300, every_s: 30);
        Assert.Equal(["problem", "update"], story.PurposesTo("628111"));
    }

    [Theory]
    [InlineData("ack 0", "There is no incident #0")]
    [InlineData("ack 99", "There is no incident #99")]
    [InlineData("ack -1", "Not understood")]
    [InlineData("mute 1 -5", "Not understood")]
    [InlineData("mute 1 99999999999999999999999", "A critical incident can be muted for at most 60 minutes from here")]
    [InlineData("maint demo-pob 60", "There is no site or device demo-pob. Did you mean demo-pop?")]
    [InlineData("maint demo-pop olt-l 60", "There is no site or device olt-l. Did you mean olt-1?")]
    [InlineData("maint demo-pop", "For how many minutes? maint SITE [olt-1|0/3] 120")]
    [InlineData("maint demo-pop 99999999999", "At most 7d 0h")]
    [InlineData("maint 'x'; DROP TABLE sites; -- 60", "There is no site or device x")]
    [InlineData("approve nowhere", "There is no site or device nowhere")]
    [InlineData("approve", "Not understood")]
    [InlineData("status nowhere", "There is no site or device nowhere")]
    [InlineData("cek \u202E*x*", "🔍 Nothing found for ∗x∗")]
    [InlineData("detail 99", "There is no incident #99")]
    [InlineData("good morning 😀", "Not understood")]
    public async Task What_cannot_be_done_is_answered_kindly_and_changes_nothing(string text, string expected)
    {
        await _desk.CutAsync();
        Assert.Equal(expected, WithOlt(() => _desk.First(text)));
        Assert.Empty(_desk.Story.Query<long>("SELECT id FROM silences UNION ALL SELECT number FROM incidents WHERE acked_by IS NOT NULL"));
    }

    [Fact]
    public void A_card_in_another_machine_is_approved_by_one_reply()
    {
        var now = _desk.Story.Clock.Now;
        _desk.Story.Do(db =>
        {
            IdentityStore.Put(db, "kdr-03", "key", "serial1111", "1.0", now);
            IdentityStore.SetMoved(db, "kdr-03", "serial2222", now);
            return true;
        });
        Assert.Equal("kdr-03: goes on in its new machine within half a minute", _desk.Write("Approve KDR-03"));
        Assert.Equal(["approved serial2222"], _desk.Story.Query<string>("SELECT move_state || ' ' || moved_serial FROM identities"));
        Assert.Equal(["budi whatsapp site.approve kdr-03 done"], _desk.Audit());
        _desk.Story.Do(db =>
        {
            IdentityStore.Settle(db, "kdr-03", "serial2222");
            return true;
        });
        Assert.StartsWith("kdr-03: its card is in the machine that is known", _desk.Write("setujui kdr-03"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_megabyte_is_answered_too()
    {
        await _desk.CutAsync();
        Assert.StartsWith("🔍 Nothing found for xxx", _desk.Write("cek " + new string('x', 1 << 20)), StringComparison.Ordinal);
        Assert.StartsWith("Not understood", _desk.Write(new string('\u202E', 1 << 20)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_asks_and_does_not_act()
    {
        await _desk.CutAsync();
        foreach (var act in (string[])["ack 1", "unack 1", "mute 1", "maint demo-pop 60"])
            Assert.Equal("Your role does not allow this: ask an administrator", _desk.Write(act, Desk.Sari));
        Assert.Contains("PON 0/3", _desk.First("detail 1", Desk.Sari), StringComparison.Ordinal);
        Assert.Contains("1 open incident", _desk.Write("who", Desk.Sari), StringComparison.Ordinal);
        Assert.All(_desk.Audit(), line => Assert.EndsWith(" role", line, StringComparison.Ordinal));
        Assert.Empty(_desk.Story.Query<string>("SELECT acked_by FROM incidents WHERE acked_by IS NOT NULL"));
    }

    [Fact]
    public async Task A_stranger_has_no_effect_and_no_answer_and_fills_nothing()
    {
        await _desk.CutAsync();
        for (var i = 0; i < 50; i++) Assert.Null(_desk.Write("ack 1", "628999999999"));
        Assert.Equal(20, _desk.Outcomes().Count);
        Assert.Equal(["unknown_sender"], _desk.Outcomes().Distinct());
        Assert.Equal("628999999999 whatsapp reply acknowledge unknown_sender", _desk.Audit()[0]);
        Assert.Contains(_desk.Log.Lines, line => line.Contains("628999999999", StringComparison.Ordinal));
        Assert.Empty(_desk.Story.Query<string>("SELECT content FROM inbound WHERE content <> ''"));
        Assert.Empty(_desk.Story.Query<string>("SELECT acked_by FROM incidents WHERE acked_by IS NOT NULL"));
    }

    [Fact]
    public async Task A_message_counts_once_also_after_a_restart_and_an_old_one_not_at_all()
    {
        await _desk.CutAsync();
        var ack = new InboundMessage("wa", "wamid.1", Desk.Budi, null, "ack 1", null, _desk.Story.Clock.Now);
        Assert.NotNull(_desk.Take(ack));
        Assert.NotNull(_desk.Write("unack 1"));
        await _desk.Story.RestartAsync();
        Assert.Null(_desk.Take(ack));
        Assert.Equal("That came too late to be carried out: send it again", _desk.Take(ack with { MessageId = "wamid.2", At = _desk.Story.Clock.Now.AddMinutes(-16) }));
        Assert.Null(_desk.Take(ack with { MessageId = "wamid.3", At = _desk.Story.Clock.Now.AddDays(-2) }));
        Assert.Empty(_desk.Story.Query<string>("SELECT acked_by FROM incidents WHERE acked_by IS NOT NULL"));
        Assert.Equal(["done", "done", "too_old", "too_old"], _desk.Outcomes());
    }

    [Fact]
    public async Task Where_a_gateway_numbers_nothing_the_same_words_count_again_after_a_while()
    {
        await _desk.CutAsync();
        var status = new InboundMessage("wa", "sha256:1", Desk.Budi, null, "who", null, _desk.Story.Clock.Now) { HasOwnId = false };
        Assert.NotNull(_desk.Take(status));
        _desk.Story.After(60);
        Assert.Null(_desk.Take(status with { At = _desk.Story.Clock.Now }));
        _desk.Story.After(61);
        Assert.NotNull(_desk.Take(status with { At = _desk.Story.Clock.Now }));
    }

    [Fact]
    public async Task In_a_group_the_participant_counts_the_group_is_answered_and_talk_is_left_alone()
    {
        await _desk.CutAsync();
        const string group = "120363041234567890@g.us";
        Assert.Null(_desk.Write("ack 1", "628999999999", group: group));
        Assert.Null(_desk.Write("siap bos", group: group));
        Assert.StartsWith("#1: budi has it", _desk.Write("ack 1", group: group), StringComparison.Ordinal);
        Assert.Equal($"wa {group}", _desk.LastRecipient);
        Assert.Empty(_desk.Story.Query<string>("SELECT content FROM inbound WHERE content LIKE 'siap%'"));
    }

    [Fact]
    public async Task A_number_is_its_owners_on_every_telephone_channel_with_or_without_Brazils_nine_and_nowhere_else()
    {
        await _desk.CutAsync();
        _desk.Contact("joao", "operator", "pt", ("wa", "+55 31 98888-7777"), ("tg", "777"));
        Assert.Equal("#1: joao assumiu. Ninguém mais será chamado", _desk.Write("reconhecer 1", "553188887777", channel: "wa-2"));
        Assert.NotNull(_desk.Write("who", "777", channel: "tg"));
        Assert.Null(_desk.Write("who", "5531988887777", channel: "tg"));
        Assert.Null(_desk.Write("who", "777", channel: "wa"));
        Assert.Equal("joao whatsapp incident.ack 1 done", _desk.Audit()[0]);
    }

    [Fact]
    public async Task Who_writes_too_much_is_not_heard_for_a_minute()
    {
        await _desk.CutAsync();
        for (var i = 0; i < 20; i++) Assert.NotNull(_desk.Write("who"));
        Assert.Null(_desk.Write("ack 1"));
        Assert.Equal("too_many", _desk.Outcomes()[^1]);
        _desk.Story.After(61);
        Assert.NotNull(_desk.Write("ack 1"));
    }

    [Fact]
    public async Task Status_and_cek_say_how_it_is()
    {
        await _desk.CutAsync();
        _desk.Table("olt-1", "onus", ["entity", "pon", "name", "mac", "status", "reason", "rx_dbm"],
            ["onu/0/3:1", "0/3", "CLIENT-001", "00:1A:2B:3C:4D:01", "up", "", "-29.1"], ["onu/0/3:2", "0/3", "CLIENT-002", "00:1A:2B:3C:4D:02", "power_off", "dying_gasp", ""]);
        _desk.Story.ReceiveStatus(AgentState.Online);
        Assert.Contains("olt-1: 1/2", _desk.Write("status olt-1"), StringComparison.Ordinal);
        Assert.Contains("#1 DEMO-POP", _desk.Write("status demo-pop"), StringComparison.Ordinal);
        Assert.Contains("1 site online", _desk.Write("status"), StringComparison.Ordinal);
        Assert.StartsWith("🟡 CLIENT-001: ONU up, RX -29.1 dBm weak", _desk.Write("cek client-001"), StringComparison.Ordinal);
        Assert.StartsWith("🔴 CLIENT-002: ONU off, part of incident #1", _desk.Write("Cari 00-1a-2b-3c-4d-02"), StringComparison.Ordinal);
    }

    [Fact]
    public void Refused_calls_are_one_line_and_one_audit_a_minute()
    {
        var inbox = _desk.Inbox();
        for (var i = 0; i < 1000; i++) inbox.Refuse(_desk.Wa, "203.0.113.9", "its signature is wrong");
        Assert.Single(_desk.Refusals.Lines);
        Assert.Equal(["203.0.113.9 webhook webhook.call wa refused"], _desk.Audit());
    }

    private string? WithOlt(Func<string?> ask)
    {
        _desk.Table("olt-1", "onus", ["entity", "pon", "status"], ["onu/0/3:1", "0/3", "up"]);
        return ask();
    }
}
