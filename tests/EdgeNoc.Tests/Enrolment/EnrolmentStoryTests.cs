using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Enrolment;

/// <summary>Machines become sites and stop being some, on the real broker with TLS and dynamic security, with the real programs.</summary>
[Trait("Category", "Slow")]
public sealed class EnrolmentStoryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task A_bare_machine_with_a_claim_is_a_polling_site_and_another_machine_cannot_use_the_claim()
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        await using var noc = await NocWorld.StartAsync();
        var claim = await noc.SiteAsync("kdr-03");

        // The service runs before the claim comes, as on a fresh card: the file appears on its boot partition.
        await using var pi = new AgentMachine("serial1111").Run();
        await pi.SaysAsync("not enrolled: waiting for a claim");
        await File.WriteAllTextAsync(Path.Combine(pi.Card, "edgenoc-claim.txt"), $"# for kdr-03\n{claim[..40]}\n  {claim[40..]} \n");
        await pi.SaysAsync("enrolled as kdr-03");
        await noc.PointsAsync("kdr-03", 3);
        Assert.Equal(["kdr-03 serial1111 online"], noc.Rows("SELECT i.site || ' ' || i.serial || ' ' || s.state FROM identities i JOIN sites s ON s.site = i.site"));
        Assert.False(File.Exists(Path.Combine(pi.Card, "edgenoc-claim.txt")));

        // The rules of the broker let the office have it do something, and let it answer.
        var log = await noc.VerbAsync(null, "site", "run", "kdr-03", "log");
        Assert.True(log.ExitCode == 0, log.All);
        Assert.Contains("enrolled as kdr-03", log.Output, StringComparison.Ordinal);

        // Nothing that the NOC typed or made lies open anywhere but on the card, and there for one user.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(pi.Enrolled, "secrets", "olt-1.pw")));
        Assert.DoesNotContain(NocWorld.OltPassword, await File.ReadAllTextAsync(Path.Combine(pi.Enrolled, "agent.json")), StringComparison.Ordinal);
        Assert.DoesNotContain(noc.Rows("SELECT box || mark FROM device_secrets"), box => box.Contains(NocWorld.OltPassword, StringComparison.Ordinal));

        // The same machine may use it again, for its answer may have been lost; another may not, and is told why.
        Assert.Equal(0, (await pi.EnrollAsync(claim)).ExitCode);
        await using var other = new AgentMachine("serial2222");
        var refused = await other.EnrollAsync(claim);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("this claim was used on", refused.Error, StringComparison.Ordinal);
        Assert.Contains("by the machine with the serial number serial1111", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(other.Enrolled));
        await noc.AlertAsync("kdr-03 enrolment.refused used");
    }

    [Fact]
    public async Task Each_claim_that_is_no_good_has_its_own_words_and_event_and_attempts_are_limited()
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        await using var noc = await NocWorld.StartAsync();
        var first = await noc.SiteAsync("kdr-03");
        var second = (await noc.VerbAsync(null, "site", "claim", "kdr-03")).Output.Trim();
        await using var pi = new AgentMachine("serial1111");
        var cases = new (string Claim, int Code, string Says, string? Event)[]
        {
            (second[..60], 2, "it is not whole", null),
            (second[20..], 2, "its beginning is missing", null),
            (second[..^4] + (second[^4] == 'A' ? 'B' : 'A') + second[^3..], 2, "a character of it is wrong", null),
            (first, 1, "the office took this claim back", "kdr-03 enrolment.refused revoked"),
        };
        foreach (var (claim, code, says, alert) in cases)
        {
            var run = await pi.EnrollAsync(claim);
            Assert.Equal((code, true), (run.ExitCode, run.Error.Contains(says, StringComparison.Ordinal)));
            if (alert is not null) await noc.AlertAsync(alert);
        }

        noc.Rows("UPDATE claims SET expires_ms = 1 WHERE voided_ms IS NULL RETURNING id");
        Assert.Contains("this claim was good until 1970-01-01", (await pi.EnrollAsync(second)).Error, StringComparison.Ordinal);
        noc.Rows("UPDATE claims SET hash = id WHERE voided_ms IS NULL RETURNING id");
        Assert.Contains("the office knows no such claim for kdr-03", (await pi.EnrollAsync(second)).Error, StringComparison.Ordinal);
        await noc.AlertAsync("kdr-03 enrolment.refused wrong");
        Assert.Equal(["expired", "revoked", "wrong"], noc.Rows("SELECT DISTINCT outcome FROM audit WHERE action = 'site.enrol' ORDER BY 1"));

        // Whoever tries on is stopped, and says so; nothing of all that is on the card but its key.
        ToolRun run9;
        do run9 = await pi.EnrollAsync(second);
        while (!run9.Error.Contains("too many attempts", StringComparison.Ordinal));
        Assert.Equal(["agent.key"], Directory.GetFileSystemEntries(pi.Card).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_revoked_site_loses_its_session_within_seconds_and_can_neither_return_nor_read_nor_write()
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        await using var noc = await NocWorld.StartAsync();
        await using var pi = new AgentMachine("serial1111");
        Assert.Equal(0, (await pi.EnrollAsync(await noc.SiteAsync("kdr-03"))).ExitCode);

        // The same password opens a device elsewhere.
        await noc.SiteAsync("kdr-04");
        await using var thief = noc.Client("kdr-03", pi.BrokerPassword, Topics.Ack("kdr-03"), Topics.Incidents("kdr-03"));
        await thief.ConnectedAsync();
        Assert.NotEqual(PublishOutcome.Refused, await thief.Publish(Topics.Events("kdr-03"), "[]"));

        var started = TimeProvider.System.GetTimestamp();
        var revoke = await noc.VerbAsync(null, "site", "revoke", "kdr-03");
        Assert.True(revoke.ExitCode == 0, revoke.All);
        Assert.Contains("olt-1 (user admin); the same opens kdr-04/olt-1", revoke.Output, StringComparison.Ordinal);
        var lost = await thief.FaultAsync(TimeSpan.FromSeconds(5));
        Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"{lost}");
        var back = await thief.FaultAsync();
        Assert.True(back.Kind is MqttFaultKind.BadCredentials or MqttFaultKind.NotAuthorised, $"{back}");
        Assert.Equal(PublishOutcome.ConnectionLost, await thief.Publish(Topics.Events("kdr-03"), "[]"));
        Assert.Contains("the office does not know this machine", await MoveAsync(pi, noc), StringComparison.Ordinal);
        Assert.Equal(["stopped revoked"], noc.Rows("SELECT state || ' ' || reason FROM sites WHERE site = 'kdr-03'"));
        Assert.DoesNotContain(noc.Alerts(), alert => alert.Contains("offline", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_card_in_another_machine_polls_and_keeps_and_sends_after_the_office_approved_which_locks_out_what_was_left_behind()
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        await using var noc = await NocWorld.StartAsync();
        await using var old = new AgentMachine("serial1111");
        Assert.Equal(0, (await old.EnrollAsync(await noc.SiteAsync("kdr-03"))).ExitCode);
        var copy = old.CopyCard();
        var before = old.BrokerPassword;

        await using var moved = new AgentMachine("serial2222", old.Card).Run();
        await moved.SaysAsync("was in the machine with the serial number serial1111; this one is serial2222");
        await noc.AlertAsync("kdr-03 agent.moved -");
        await WaitFor.TrueAsync(() => noc.Olt.Ledger.Pages.Count > 2, Patience, "the OLT to be polled");
        Assert.Equal(0, await noc.CountAsync("kdr-03"));
        var polled = noc.Olt.Ledger.Pages.Count;
        Assert.Contains("asks to go on in machine serial2222 (was serial1111)", (await noc.VerbAsync(null, "site", "list")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await noc.VerbAsync(null, "site", "approve", "kdr-03")).ExitCode);
        await moved.SaysAsync("the office approved: kdr-03 goes on in this machine");

        // What was kept meanwhile comes too: a point for each ONU of each page.
        await noc.PointsAsync("kdr-03", (polled - 1) * 8);
        Assert.DoesNotContain(noc.Alerts(), alert => alert.StartsWith("kdr-03 agent.moved", StringComparison.Ordinal));
        Assert.NotEqual(before, moved.BrokerPassword);

        // The copy in the old machine has the old password.
        await using var clone = new AgentMachine("serial1111", copy).Run();
        await clone.SaysAsync("no connection to the broker.*the office has locked this machine out, or another one is kdr-03 now");
    }

    [Fact]
    public async Task Two_agents_that_are_one_site_are_told_as_such()
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        await using var noc = await NocWorld.StartAsync();
        await using var one = new AgentMachine("serial1111");
        Assert.Equal(0, (await one.EnrollAsync(await noc.SiteAsync("kdr-03"))).ExitCode);
        var copy = one.CopyCard();
        one.Run();
        await noc.PointsAsync("kdr-03");

        // Somebody gave the copy's machine the serial number that it should have: only the broker sees two.
        await using var two = new AgentMachine("serial1111", copy).Run();
        await noc.AlertAsync("kdr-03 agent.duplicate -");

        // Both know it themselves too, for whoever stands before one of them.
        await one.SaysAsync("no connection to the broker.*another agent may be kdr-03 too, perhaps a copy of this card");
        await two.SaysAsync("no connection to the broker.*another agent may be kdr-03 too, perhaps a copy of this card");
        Assert.Contains("two agents are kdr-03 and throw each other off (serial numbers: serial1111)", noc.Rows("SELECT labels_json FROM alerts WHERE kind = 'agent.duplicate'").Single(), StringComparison.Ordinal);
    }

    private static async Task<string> MoveAsync(AgentMachine machine, NocWorld noc)
    {
        await using var elsewhere = new AgentMachine("serial9999", machine.Card).Run();
        return await elsewhere.SaysAsync("the office (does not know|approved|cannot be asked)");
    }
}
