using System.Net;
using System.Text;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Fleet;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Sites.Enrolment;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Fleet;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Tests.Alerts;
using EdgeNoc.Tests.Api;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Fleet;

/// <summary>What the office says of its sites' configs, and what the sites say.</summary>
public sealed class FleetApiTests : IAsyncLifetime
{
    private const string Good = """{"devices":[{"id":"olt-1","driver":"hioso-epon","url":"http://192.0.2.10","user":"admin"}]}""";
    private ApiRig _api = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ApiRig.StartAsync();
        foreach (var site in (string[])["kdr-03", "kdr-04"]) await _api.PutAsync($"/api/v1/sites/{site}", new { title = $"POP {site}" });
        _api.Story.Do(db =>
        {
            IdentityStore.Put(db, "kdr-03", "key", "serial1111", "1.0", _api.Story.Clock.Now);
            return true;
        });
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Each_config_is_a_version_and_two_people_do_not_overwrite_each_other()
    {
        var first = await PutAsync(Good);
        Assert.Equal((HttpStatusCode.OK, 1L), (first.Status, first.Json.GetProperty("version").GetInt64()));
        Assert.Equal(HttpStatusCode.Conflict, (await PutAsync(Good)).Status);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(Good.Replace(".10", ".11", StringComparison.Ordinal), first.Tag)).Status);
        var late = await PutAsync(Good.Replace("admin", "budi", StringComparison.Ordinal), first.Tag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, late.Status);
        Assert.Contains("made version 2 of the config of site kdr-03 at ", late.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("; you have read version 1", late.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(["-       \"url\": \"http://192.0.2.10\",", "+       \"url\": \"http://192.0.2.11\","], late.Json.GetProperty("differs").EnumerateArray().Select(line => line.GetString()!).Where(line => line[0] != ' '));
        var now = await _api.GetAsync("/api/v1/sites/kdr-03/config", Role.Operator);
        Assert.Equal("http://192.0.2.11", now.Json.GetProperty("config").GetProperty("devices")[0].GetProperty("url").GetString());
        Assert.Equal([2L, 1], (await _api.GetAsync("/api/v1/sites/kdr-03/config/versions", Role.Operator)).Json.GetProperty("items").EnumerateArray().Select(version => version.GetProperty("version").GetInt64()));
        Assert.Equal("http://192.0.2.10", (await _api.GetAsync("/api/v1/sites/kdr-03/config/versions/1", Role.Operator)).Json.GetProperty("config").GetProperty("devices")[0].GetProperty("url").GetString());
        Assert.Equal(["version 2: was .10", "version 1: was nothing"], _api.Story.Do(db => db.Query<string>(
            "SELECT 'version ' || (detail_json ->> 'version') || ': was ' || CASE WHEN detail_json ->> 'before' LIKE '%192.0.2.10%' THEN '.10' ELSE 'nothing' END FROM audit WHERE action = 'site.config' ORDER BY id DESC")));
    }

    [Theory]
    [InlineData("""{"devices":[{"id":"olt-1","driver":"hioso-epom","url":"http://192.0.2.10"}]}""", "devices[0].driver: \"hioso-epom\" is no driver that is known here")]
    [InlineData("""{"devices":[{"id":"olt-1","driver":"hioso-epon"}]}""", "devices[0].url: is missing")]
    [InlineData("""{"devices":[{"id":"olt-1","driver":"hioso-epon","url":"http://192.0.2.10","intervall_s":5}]}""", "devices[0].intervall_s: is no key that is known here")]
    [InlineData("""{"devices":[{"id":"a","driver":"hioso-epon","url":"http://192.0.2.10"},{"id":"a","driver":"hioso-epon","url":"http://192.0.2.11"}]}""", "devices[1].id: \"a\" is used twice")]
    [InlineData("""{"uplink":{"monthly_budget_mb":0}}""", "uplink.monthly_budget_mb: 0 is out of range")]
    [InlineData("""{"compress":"yes"}""", "compress: \"yes\" is not of the right type")]
    [InlineData("""{"outbox":{"max_mb":16}}""", "outbox: is out of the office's reach once a machine is enrolled")]
    [InlineData("""{"broker":{"urls":["mqtt://evil"]}}""", "broker: is not for here")]
    public async Task What_is_wrong_for_an_enrolled_site_is_said_with_its_place(string config, string error) => Assert.Equal([error], (await PutAsync(config)).Errors);

    [Fact]
    public async Task The_view_of_the_fleet_says_what_runs_what_is_wanted_and_what_failed()
    {
        Assert.Equal("none", await StateAsync());
        await PutAsync(Good);
        Assert.Equal("unknown", await StateAsync());
        var at = Story.Start;
        Says(new HaveConfig(new HaveRunning(ConfigSources.Enrolment, 0, "aa", at, null), 1, "running", null, null));
        Assert.Equal("pending", await StateAsync());
        var failed = new HaveFailed(1, at, ConfigStages.Devices, [new ConfigProblem("devices[0]", "olt-1: nobody answers", "check the cable")]);
        Says(new HaveConfig(new HaveRunning(ConfigSources.Enrolment, 0, "aa", at, null), 1, null, failed, null));
        Assert.Equal("failed", await StateAsync());
        Says(new HaveConfig(new HaveRunning(ConfigSources.Office, 1, "bb", at, null), 1, null, failed, null));
        var view = (await _api.GetAsync("/api/v1/fleet/kdr-03", Role.Viewer)).Json.GetProperty("config");
        Assert.Equal(("as_wanted", 1L, "devices[0]"), (view.GetProperty("state").GetString(), view.GetProperty("running").GetInt64(), view.GetProperty("last_failed").GetProperty("problems")[0].GetProperty("path").GetString()));
        Says(new HaveConfig(new HaveRunning(ConfigSources.Enrolment, 0, "aa", at, null), 0, null, null, new HaveRefused("no_key", at, "the office's key is not known here", "enrol this machine again")));
        Assert.Equal("refused", await StateAsync());
        Says(new HaveConfig(new HaveRunning(ConfigSources.File, null, "aa", null, null), 0, null, null, new HaveRefused("hand_made", at, "this agent runs a config that was written by hand (run --config)", "enrol the machine")));
        Assert.Equal("by_hand", await StateAsync());
        Assert.Equal(["kdr-03", "kdr-04"], (await _api.GetAsync("/api/v1/fleet", Role.Viewer)).Json.GetProperty("items").EnumerateArray().Select(site => site.GetProperty("site").GetString()));
    }

    [Fact]
    public async Task What_was_made_at_a_pop_is_shown_and_adopted_or_overwritten()
    {
        await PutAsync(Good);
        Assert.Equal(HttpStatusCode.Conflict, (await _api.PostAsync("/api/v1/sites/kdr-03/config/adopt", role: Role.Admin)).Status);
        Says(Local("http://192.0.2.99"));
        Assert.Equal("local", await StateAsync());
        var lines = (await _api.GetAsync("/api/v1/sites/kdr-03/config/diff", Role.Operator)).Json.GetProperty("lines").EnumerateArray().Select(line => line.GetString()!).Where(line => line[0] != ' ').Select(line => line.Trim().TrimEnd(','));
        Assert.Equal(["-       \"url\": \"http://192.0.2.10\"", "+       \"url\": \"http://192.0.2.99\""], lines);

        var adopted = (await _api.PostAsync("/api/v1/sites/kdr-03/config/adopt", role: Role.Admin)).Json;
        Assert.Equal((2L, "adopted", "http://192.0.2.99"), (adopted.GetProperty("version").GetInt64(), adopted.GetProperty("source").GetString(), adopted.GetProperty("config").GetProperty("devices")[0].GetProperty("url").GetString()));
        Assert.False(adopted.GetProperty("config").TryGetProperty("broker", out _));
        Assert.False(adopted.GetProperty("config").GetProperty("devices")[0].TryGetProperty("password_file", out _));

        Says(Local("http://192.0.2.98"));
        var again = (await _api.PostAsync("/api/v1/sites/kdr-03/config/overwrite", role: Role.Admin)).Json;
        Assert.Equal((3L, "again", "http://192.0.2.99"), (again.GetProperty("version").GetInt64(), again.GetProperty("source").GetString(), again.GetProperty("config").GetProperty("devices")[0].GetProperty("url").GetString()));
    }

    [Fact]
    public async Task After_a_backup_was_put_back_versions_go_on_above_what_the_site_has_seen()
    {
        await PutAsync(Good);
        Says(new HaveConfig(new HaveRunning(ConfigSources.Office, 40, "aa", Story.Start, null), 41, null, null, null));
        Assert.Equal(42, (await _api.PostAsync("/api/v1/sites/kdr-03/config/overwrite", role: Role.Admin)).Json.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task What_is_no_word_of_an_agent_changes_nothing()
    {
        Says(new HaveConfig(new HaveRunning(ConfigSources.Office, 1, "aa", Story.Start, null), 1, null, null, null));
        foreach (var noise in (string[])["", "null", "{}", "[1]", "{\"running\":null,\"wanted\":1}", "{\"running\":{\"source\":\"office\"", new string('{', 5_000)]) Says(Encoding.UTF8.GetBytes(noise));
        Assert.Equal(1L, _api.Story.Do(db => HaveStore.Find(db, "kdr-03"))!.Wanted);
        Assert.Equal("none", await StateAsync());
    }

    [Fact]
    public async Task Only_administrators_change_configs_and_viewers_do_not_read_them()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await _api.PutAsync("/api/v1/sites/kdr-03/config", Good, role: Role.Operator)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _api.PostAsync("/api/v1/sites/kdr-03/config/overwrite", role: Role.Operator)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _api.GetAsync("/api/v1/sites/kdr-03/config", Role.Viewer)).Status);
    }

    private static HaveConfig Local(string url) => new(new HaveRunning(ConfigSources.Local, null, "cc", Story.Start, $$"""
        { /* mended */ "site": "kdr-03", "broker": {"urls": ["mqtts://noc"]}, "name": "POP kdr-03", "devices": [{"id":"olt-1","driver":"hioso-epon","url":"{{url}}","user":"admin","password_file":"secrets/olt-1.pw"}] }
        """), 1, null, null, null);

    private Task<Answer> PutAsync(string config, string? match = null) => _api.PutAsync("/api/v1/sites/kdr-03/config", config, ifMatch: match);

    private async Task<string?> StateAsync() => (await _api.GetAsync("/api/v1/fleet/kdr-03", Role.Viewer)).Json.GetProperty("config").GetProperty("state").GetString();

    private void Says(HaveConfig have) => Says(have.ToBytes());

    private void Says(byte[] payload) => new HaveIngest(_api.Story.Database, _api.Story.Clock, NullLogger<HaveIngest>.Instance).Store(
        [new Incoming(new SiteTopic("kdr-03", TopicKind.ConfigHave), new MqttMessage(Topics.ConfigHave("kdr-03"), payload), _api.Story.Clock.Now)]);
}
