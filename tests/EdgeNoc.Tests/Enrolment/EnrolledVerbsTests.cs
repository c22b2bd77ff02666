using System.Text.Json.Nodes;
using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Common.Enrolment;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Devices;
using EdgeNoc.Tests.Verbs;
using static EdgeNoc.Tests.Devices.OnuTable;

namespace EdgeNoc.Tests.Enrolment;

/// <summary>The verbs on a machine that the office made a site, before and after somebody typed what is missing.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class EnrolledVerbsTests : IAsyncLifetime
{
    private readonly string _card = RigDirectory.New("card");
    private TinyWeb _olt = null!;

    public async ValueTask InitializeAsync() => _olt = await TinyWeb.StartAsync(context => TinyWeb.Send(context, Page(Row(1), Row(2, "Down"))));

    public ValueTask DisposeAsync() => _olt.DisposeAsync();

    [Fact]
    public async Task Check_says_which_device_lacks_its_password_and_how_to_give_it_and_checks_the_rest()
    {
        Assert.Empty(Enrol("kdr-03"));
        var items = await CheckAsync("--state-dir", _card);
        Assert.Equal(["config ok", "olt-2 failed", "olt-1 ok", "broker failed"], items.Select(item => $"{item["check"]} {item["state"]}"));
        var waiting = items.Single(item => (string)item["check"]! == "olt-2");
        Assert.Equal("not polled: its password is not known", (string)waiting["detail"]!);
        Assert.Equal(
            "type it here: sudo edgenoc-agent secret set olt-2, or in the office: edgenoc-collector secret set --site kdr-03 --device olt-2; it is polled within seconds", (string)waiting["remedy"]!);

        // As the package's wrapper calls it; and once the password is there.
        new EnrolledFolder(_card).WriteSecret("olt-2", "pw-2");
        items = await CheckAsync("--config", Path.Combine(_card, "enrolled", "agent.json"));
        Assert.Equal(["config ok", "olt-1 ok", "olt-2 ok", "broker failed"], items.Select(item => $"{item["check"]} {item["state"]}"));
    }

    [Fact]
    public async Task Poll_and_capture_name_what_is_missing_and_do_the_others()
    {
        Assert.Empty(Enrol("kdr-03"));
        var config = Path.Combine(_card, "enrolled", "agent.json");
        foreach (var (code, verb) in new[] { (1, (string[])["poll", "olt-2"]), (2, ["capture", "olt-2", "--out", Path.Combine(_card, "capture")]) })
        {
            var refused = VerbRun.Of([.. verb, "--config", config]);
            Assert.Equal(code, refused.ExitCode);
            Assert.Contains("the password of olt-2 is not known: type it here: sudo edgenoc-agent secret set olt-2", refused.Error, StringComparison.Ordinal);
        }

        var polled = await Task.Run(() => VerbRun.Of("poll", "olt-1", "--config", config));
        Assert.Equal((0, ""), (polled.ExitCode, polled.Error));
    }

    [Fact]
    public void A_machine_that_nobody_enrolled_is_told_what_to_do()
    {
        var run = VerbRun.Of("check", "--state-dir", _card);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("enrol this machine with a claim of the office", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kdr-04", "hioso-epon", 80, "agent.json: site: \"kdr-04\" is another site's id: this machine is kdr-03: give this site its own config")]
    [InlineData("kdr-03", "hioso-epom", 80, "agent.json: devices[0].driver: \"hioso-epom\" is no driver of this version")]
    [InlineData("kdr-03", "hioso-epon", 99999, "agent.json: devices[0].url: ")]
    public void A_config_that_cannot_be_used_changes_nothing_and_the_next_one_is_taken(string site, string driver, int port, string expected)
    {
        Assert.Empty(Enrol("kdr-03"));
        var before = Card();
        foreach (var _ in Enumerable.Range(1, 2))
        {
            Assert.StartsWith(expected, Enrol(site, driver, port)[0], StringComparison.Ordinal);
            Assert.Equal(before, Card());
        }

        Assert.Empty(Enrol("kdr-03"));
    }

    private IReadOnlyList<string> Enrol(string site, string driver = "hioso-epon", int? port = null)
    {
        var url = port is { } number ? $"http://192.0.2.10:{number}" : _olt.Url.ToString().TrimEnd('/');
        var config = $$"""
            { "site": "{{site}}", "broker": { "urls": ["mqtt://127.0.0.1:1"], "password_file": "broker.pw" },
              "devices": [ { "id": "olt-1", "driver": "{{driver}}", "url": "{{url}}" }, { "id": "olt-2", "driver": "hioso-epon", "url": "{{url}}", "user": "admin", "password_file": "secrets/olt-2.pw" } ] }
            """;
        var secrets = new SiteSecrets(1, new Dictionary<string, string>(StringComparer.Ordinal)) { BrokerPassword = "broker-pw" };
        var identity = new SiteIdentity("kdr-03", "serial1111", new Uri("https://noc.example.net:8443/"), DateTimeOffset.UnixEpoch, 1);
        return new EnrolledFolder(_card).Put(
            new EnrolReply("kdr-03", config, [], DateTimeOffset.UnixEpoch), secrets, "a certificate", identity, folder => [.. EnrolledConfig.Read(folder, folder.Config, "kdr-03", _card).Load.Errors.Select(error => error.ToString())]);
    }

    private IReadOnlyList<string> Card() => [.. Directory.GetFiles(_card, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{file} {File.ReadAllText(file)}")];

    /// <summary>All but what is this machine's own: its clock, its disk.</summary>
    private static async Task<IReadOnlyList<JsonNode>> CheckAsync(params string[] options)
    {
        var run = await Task.Run(() => VerbRun.Of(["check", "--json", .. options]));
        Assert.Equal(1, run.ExitCode);
        return [.. JsonNode.Parse(run.Output)!.AsArray().Select(item => item!).Where(item => (string)item["check"]! is not ("clock" or "disk"))];
    }
}
