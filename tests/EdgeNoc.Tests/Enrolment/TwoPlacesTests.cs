using EdgeNoc.Common.Enrolment;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Enrolment;

/// <summary>An office and a POP, each in a network of its own with one line between them: the life of a site from its first claim to its end.</summary>
[Trait("Category", "Slow")]
public sealed class TwoPlacesTests : IDisposable
{
    private const int Onus = 8, Freeze = 19, Thaw = 18;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    // What the office promises of a revoked site.
    private static readonly TimeSpan OutWithin = TimeSpan.FromSeconds(5);

    private readonly NetworkNamespace _office;
    private readonly NetworkNamespace _pop;
    private readonly NetworkCable _line;

    public TwoPlacesTests()
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        Assert.SkipWhen(NetworkNamespace.Missing is not null, NetworkNamespace.Missing ?? "");
        (_office, _pop) = (NetworkNamespace.Create(), NetworkNamespace.Create());
        _line = NetworkCable.Between(_office, _pop);
    }

    public void Dispose()
    {
        _pop?.Dispose();
        _office?.Dispose();
    }

    [Fact]
    public async Task A_site_is_enrolled_over_its_line_loses_nothing_when_that_is_cut_and_is_out_once_it_is_revoked()
    {
        await using var noc = await NocWorld.StartAsync(place: new NocPlace(_office, NetworkCable.Office, _pop.Lan));
        var claim = await noc.SiteAsync("kdr-03");
        await using var pi = new AgentMachine("serial1111") { Network = _pop };

        await WithoutTheOfficeAsync(pi, claim);
        await InTheMiddleAsync(noc, pi, claim);
        await CutAsync(noc);
        await CloneAsync(noc, pi);
        await RevokeAsync(noc, pi);
    }

    /// <summary>A claim of another office, and no line at all: said at once, and nothing is kept of it.</summary>
    private async Task WithoutTheOfficeAsync(AgentMachine pi, string claim)
    {
        var read = ((ClaimRead.Usable)ClaimRead.Of(claim)).Claim;
        var astray = read with { CaFingerprint = new byte[read.CaFingerprint.Length] };
        Assert.Contains("is not the office that this claim is from", (await pi.EnrollAsync(astray.ToString())).Error, StringComparison.Ordinal);
        _line.SetLink(up: false);
        Assert.Contains("cannot be reached", (await pi.EnrollAsync(claim)).Error, StringComparison.Ordinal);
        _line.SetLink(up: true);
        Assert.False(Directory.Exists(pi.Enrolled));
    }

    /// <summary>The office dies when it has taken the claim and before it could answer: the machine goes on by itself once it is back.</summary>
    private static async Task InTheMiddleAsync(NocWorld noc, AgentMachine pi, string claim)
    {
        noc.Broker.Process.Signal(Freeze);
        await File.WriteAllTextAsync(Path.Combine(pi.Card, "edgenoc-claim.txt"), claim);
        pi.Run();
        await WaitFor.TrueAsync(() => noc.Rows("SELECT used_serial FROM claims WHERE used_ms IS NOT NULL") is ["serial1111"], Patience, "the office to take the claim");
        noc.Collector.Kill();
        await pi.SaysAsync("edgenoc-claim.txt: .*(cannot be reached|does not answer)");
        Assert.False(Directory.Exists(pi.Enrolled));
        noc.Broker.Process.Signal(Thaw);
        await noc.StartCollectorAsync();
        await pi.SaysAsync("enrolled as kdr-03");
        await noc.PointsAsync("kdr-03");
    }

    private async Task CutAsync(NocWorld noc)
    {
        _line.SetLink(up: false);
        var before = Polls(noc);
        await WaitFor.TrueAsync(() => Polls(noc) >= before + 5, Patience, "five polls without a line");
        var polls = Polls(noc);
        Assert.True(await noc.CountAsync("kdr-03") < (polls - 1) * Onus, "what was polled without a line cannot be in the office");
        _line.SetLink(up: true);

        // Each ONU of each poll, the last one perhaps still on its way.
        await noc.PointsAsync("kdr-03", (polls - 1) * Onus);
    }

    private async Task CloneAsync(NocWorld noc, AgentMachine pi)
    {
        await using var clone = new AgentMachine("serial2222", pi.CopyCard()) { Network = _pop };
        clone.Run();
        await clone.SaysAsync("was in the machine with the serial number serial1111; this one is serial2222");
        await noc.AlertAsync("kdr-03 agent.moved -");
        Assert.DoesNotContain(clone.Process.Output, line => line.Contains("connected to mqtts", StringComparison.Ordinal));
    }

    private static async Task RevokeAsync(NocWorld noc, AgentMachine pi)
    {
        var said = pi.Process.Output.Count;
        var revoke = await noc.VerbAsync(null, "site", "revoke", "kdr-03");
        Assert.True(revoke.ExitCode == 0, revoke.All);
        await noc.Broker.Process.WaitForLineAsync("Client kdr-03 .*disconnected by administrative action", OutWithin);
        await pi.SaysAsync("no connection to the broker.*the office has locked this machine out");
        Assert.DoesNotContain(pi.Process.Output.Skip(said), line => line.Contains("connected to mqtts", StringComparison.Ordinal));

        // Nor does anybody else with its password read or write anything.
        await using var thief = noc.Client("kdr-03", pi.BrokerPassword, Topics.Ack("kdr-03"), Topics.Incidents("kdr-03"));
        var refused = await thief.FaultAsync();
        Assert.True(refused.Kind is MqttFaultKind.BadCredentials or MqttFaultKind.NotAuthorised, $"{refused}");
        Assert.Equal(PublishOutcome.ConnectionLost, await thief.Publish(Topics.Events("kdr-03"), "[]"));

        // It goes on polling, and nothing of that arrives.
        var (stored, polls) = (await noc.CountAsync("kdr-03"), Polls(noc));
        await WaitFor.TrueAsync(() => Polls(noc) >= polls + 3, Patience, "the revoked machine to poll");
        Assert.Equal(stored, await noc.CountAsync("kdr-03"));
    }

    private static int Polls(NocWorld noc) => noc.Olt.Ledger.Pages.Count;
}
