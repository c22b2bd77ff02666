using System.Net;
using EdgeNoc.Common.Enrolment;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Enrolment;

/// <summary>What goes wrong while a machine becomes a site: each is said, and after each the same claim works.</summary>
[Trait("Category", "Slow")]
public sealed class EnrolmentTroubleTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task Whatever_breaks_in_the_middle_nothing_is_half_made_and_the_same_claim_works_after()
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        await using var noc = await NocWorld.StartAsync();
        var claim = await noc.SiteAsync("kdr-03");
        await using var pi = new AgentMachine("serial1111");

        // No network: the office's line takes connections and answers nothing, or is not there at all.
        await noc.Collector.StopAsync();
        Assert.Contains("it can be tried again", await RefusedAsync(pi, claim), StringComparison.Ordinal);
        await noc.StartCollectorAsync();

        // The broker is away: the claim is bound to this machine already, and nobody else can take it meanwhile.
        noc.Broker.Kill();
        await WaitFor.TrueAsync(async () => (await RefusedAsync(pi, claim)).Contains("cannot make a broker user now", StringComparison.Ordinal), Patience, "the collector to miss its broker");
        Assert.False(Directory.Exists(pi.Enrolled));
        await noc.Broker.StartAsync();
        await noc.Collector.WaitForLineAsync("Connected to .* as edgenoc-admin", Patience);
        await WaitFor.TrueAsync(async () => (await pi.EnrollAsync(claim)).ExitCode == 0, Patience, "the machine to be enrolled");
    }

    [Fact]
    public async Task A_full_disk_leaves_nothing_half_made()
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        await using var noc = await NocWorld.StartAsync();
        var claim = await noc.SiteAsync("kdr-03");
        using var disk = SmallDisk.Mount(Path.Combine(RigDirectory.New("small"), "disk"), 1);
        var card = Path.Combine(disk.Path, "state");
        await using var pi = new AgentMachine("serial1111", card);
        foreach (var left in (int[])[0, 8192, 16384])
        {
            disk.Free();
            disk.Fill(left);
            var run = await pi.EnrollAsync(claim);
            Assert.True(run.ExitCode == 1, run.All);
            Assert.False(Directory.Exists(pi.Enrolled));
        }

        disk.Free();
        var enrolled = await pi.EnrollAsync(claim);
        Assert.True(enrolled.ExitCode == 0, enrolled.All);
    }

    [Fact]
    public async Task A_config_that_cannot_be_used_is_refused_with_the_place_and_the_office_knows_it()
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        await using var noc = await NocWorld.StartAsync();
        var claim = await noc.SiteAsync("kdr-03", new
        {
            devices = new object[]
            {
                new { id = "olt-1", driver = "hioso-epom", url = "http://192.0.2.10" },
                new { id = "router-1", driver = "mikrotik", url = "apis://192.0.2.1:99999", user = "edgenoc" },
            },
        });
        Assert.Equal(0, (await noc.VerbAsync("secret", "secret", "set", "--site", "kdr-03", "--device", "router-1")).ExitCode);
        await using var pi = new AgentMachine("serial1111");
        var refused = await RefusedAsync(pi, claim);
        Assert.Contains("agent.json: devices[0].driver: \"hioso-epom\" is no driver of this version", refused, StringComparison.Ordinal);
        Assert.Contains("agent.json: devices[1].url: ", refused, StringComparison.Ordinal);
        Assert.False(Directory.Exists(pi.Enrolled));
        await noc.AlertAsync("kdr-03 agent.config_rejected -");
        Assert.Contains("hioso-epom", noc.Rows("SELECT labels_json FROM alerts WHERE kind = 'agent.config_rejected'").Single(), StringComparison.Ordinal);

        // What the office itself can tell it refuses itself.
        var file = Path.Combine(noc.Folder, "wrong.json");
        await File.WriteAllTextAsync(file, """{"site":"kdr-04","devices":[]}""");
        Assert.Contains("wrong.json: site: \"kdr-04\" is another site's id: this config is for kdr-03", (await noc.VerbAsync(null, "site", "config", "kdr-03", file)).Error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, System.Text.Json.JsonSerializer.Serialize(noc.Devices));
        Assert.Equal(0, (await noc.VerbAsync(null, "site", "config", "kdr-03", file)).ExitCode);
        Assert.Equal(0, (await pi.EnrollAsync(claim)).ExitCode);
    }

    [Fact]
    public async Task Who_answers_in_the_offices_place_is_told_nothing()
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        await using var noc = await NocWorld.StartAsync();
        await using var other = await NocWorld.StartAsync();
        var claim = ((ClaimRead.Usable)ClaimRead.Of(await noc.SiteAsync("kdr-03"))).Claim;
        await using var pi = new AgentMachine("serial1111");

        // Another office, with an authority of its own.
        var astray = claim with { Collector = new Uri($"https://localhost:{other.Office.Port}/") };
        Assert.Contains("is not the office that this claim is from", await RefusedAsync(pi, astray.ToString()), StringComparison.Ordinal);

        // The right authority under a name that its certificate is not for.
        var wrongName = claim with { Collector = new Uri($"https://{IPAddress.Loopback.ToString().Replace("0.0.1", "0.0.2", StringComparison.Ordinal)}:{noc.Office.Port}/") };
        await using var twin = new TcpProxy(noc.HttpsPort, new IPEndPoint(IPAddress.Parse("127.0.0.2"), noc.Office.Port));
        Assert.Contains("is not trusted: its certificate is for another name", await RefusedAsync(pi, wrongName.ToString()), StringComparison.Ordinal);

        // Plain HTTP where HTTPS should be.
        var plain = claim with { Collector = new Uri($"https://localhost:{noc.Influx.Port}/") };
        Assert.Contains("TLS with it fails", await RefusedAsync(pi, plain.ToString()), StringComparison.Ordinal);
        Assert.Equal(["0"], noc.Rows("SELECT CAST(COUNT(used_ms) AS TEXT) FROM claims"));
        Assert.Equal(0, (await pi.EnrollAsync(claim.ToString())).ExitCode);
    }

    [Theory]
    [InlineData("an authority that began in 1970, as collector-install makes it")]
    [InlineData("an authority of this year")]
    public async Task A_machine_that_starts_in_1970_enrols_polls_and_its_points_have_the_right_time(string authority)
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        Assert.SkipWhen(LibFakeTime.Missing is not null, LibFakeTime.Missing ?? "");
        await using var noc = await NocWorld.StartAsync(certificatesSince: authority.Contains("1970", StringComparison.Ordinal) ? DateTimeOffset.UnixEpoch : null);
        var claim = await noc.SiteAsync("kdr-03");
        var clock = new LibFakeTime(RigDirectory.New("clock"));
        clock.Shift(DateTimeOffset.UnixEpoch.AddMinutes(1) - DateTimeOffset.UtcNow);
        await using var pi = new AgentMachine("serial1111");
        Directory.CreateDirectory(pi.Card);
        await File.WriteAllTextAsync(Path.Combine(pi.Card, "edgenoc-claim.txt"), claim);
        pi.Run(clock);
        await pi.SaysAsync("enrolled as kdr-03");
        Assert.StartsWith("1970-", await pi.SaysAsync("^1970-.*connected to mqtts"), StringComparison.Ordinal);

        // The office's acks tell the time: not one point of all is of the year that the machine believes in.
        await noc.PointsAsync("kdr-03", 3);
        Assert.Equal(0, await noc.Influx.CountAsync("edgenoc", "onu", "up", "site = 'kdr-03' AND time < now() - 1h"));
    }

    private static async Task<string> RefusedAsync(AgentMachine pi, string claim)
    {
        var run = await pi.EnrollAsync(claim);
        Assert.True(run.ExitCode == 1, run.All);
        return run.Error;
    }
}
