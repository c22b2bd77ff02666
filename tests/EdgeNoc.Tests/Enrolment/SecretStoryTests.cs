using System.Text;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Enrolment;

/// <summary>Passwords of devices: typed once, sealed on their way, shown nowhere.</summary>
[Trait("Category", "Slow")]
public sealed class SecretStoryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_password_is_typed_here_or_there_and_changed_from_the_office_for_all_that_share_it()
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        await using var noc = await NocWorld.StartAsync();

        // Nobody in the office knows it: the device waits, and is polled once it is typed at the POP.
        await using var pi = new AgentMachine("serial1111");
        var claim = await noc.SiteAsync("kdr-03", password: null);
        Assert.Contains("olt-1 is not polled before its password is known", (await pi.EnrollAsync(claim)).Output, StringComparison.Ordinal);
        pi.Run();
        await pi.SaysAsync("olt-1 is not polled: its password is not known");
        Assert.Equal(0, (await pi.VerbAsync(NocWorld.OltPassword, "secret", "set", "olt-1", "--state-dir", pi.Card)).ExitCode);
        await noc.PointsAsync("kdr-03");

        // The office keeps another one, for two sites; the machine gets it over a topic that keeps nothing.
        await noc.SiteAsync("kdr-04", password: "old-1");
        Assert.Equal(0, (await noc.VerbAsync("old-1", "secret", "set", "--site", "kdr-03", "--device", "olt-1")).ExitCode);
        await KnowsAsync(pi, "old-1");
        Assert.Contains("2 devices have a password that opens devices at other sites too (kdr-03/olt-1, kdr-04/olt-1)", (await noc.VerbAsync(null, "check")).Output, StringComparison.Ordinal);
        var changed = await noc.VerbAsync("new-2", "secret", "set", "--site", "kdr-04", "--device", "olt-1", "--all-sharing");
        Assert.Contains("kept for kdr-04/olt-1, kdr-03/olt-1", changed.Output, StringComparison.Ordinal);
        await KnowsAsync(pi, "new-2");
        Assert.Equal(["kdr-03/olt-1", "kdr-04/olt-1"], noc.Rows("SELECT target FROM audit WHERE action = 'secret.set' ORDER BY id DESC LIMIT 2").Order());

        // Neither the broker's store, nor the office's, nor any log has one in clear.
        await noc.Collector.StopAsync();
        var everything = Directory.GetFiles(noc.State, "*", SearchOption.AllDirectories).Concat([noc.Collector.LogFile, pi.Process.LogFile]).Concat(Directory.GetFiles(Path.Combine(noc.Folder, "broker")));
        foreach (var file in everything)
        {
            var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            foreach (var password in (string[])["old-1", "new-2", NocWorld.OltPassword]) Assert.False(text.Contains(password, StringComparison.Ordinal), $"{file} holds {password}");
        }
    }

    [Fact]
    public async Task What_a_site_is_sent_is_not_retained_and_only_its_machine_opens_it()
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        await using var noc = await NocWorld.StartAsync();
        await using var pi = new AgentMachine("serial1111");
        Assert.Equal(0, (await pi.EnrollAsync(await noc.SiteAsync("kdr-03"))).ExitCode);

        // Somebody with the card's credentials hears the command, and gets nothing out of it.
        await using var thief = noc.Client("kdr-03", pi.BrokerPassword, Topics.Command("kdr-03"));
        await thief.ConnectedAsync();
        var status = new StatusMessage(AgentState.Online, Guid.CreateVersion7()) { Secrets = 0, Serial = "serial1111" };
        await thief.Session.PublishAsync(new(Topics.Status("kdr-03"), System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(status, WireJson.Default.StatusMessage)) { Retain = true }, CancellationToken.None);
        var message = await thief.MessageAsync();
        Assert.False(message.Retain);
        Assert.DoesNotContain(NocWorld.OltPassword, Encoding.Latin1.GetString(message.Payload.Span), StringComparison.Ordinal);
        await thief.DisposeAsync();
        await using var late = noc.Client("kdr-03", pi.BrokerPassword, Topics.Command("kdr-03"), Topics.Incidents("kdr-03"));
        await late.ConnectedAsync();
        await noc.VerbAsync("third-3", "secret", "set", "--site", "kdr-03", "--device", "olt-1");
        await late.Session.PublishAsync(new(Topics.Status("kdr-03"), System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(status, WireJson.Default.StatusMessage)) { Retain = true }, CancellationToken.None);
        for (var next = await late.MessageAsync(); next.Topic != Topics.Command("kdr-03"); next = await late.MessageAsync()) Assert.Equal(Topics.Incidents("kdr-03"), next.Topic);
    }

    private static Task KnowsAsync(AgentMachine pi, string password) =>
        WaitFor.TrueAsync(() => File.ReadAllText(Path.Combine(pi.Enrolled, "secrets", "olt-1.pw")).Trim() == password, Patience, $"the machine to have the password {password}");
}
