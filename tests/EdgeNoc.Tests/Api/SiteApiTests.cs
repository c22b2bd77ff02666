using System.Net;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Sites.Enrolment;

namespace EdgeNoc.Tests.Api;

public sealed class SiteApiTests : IAsyncLifetime
{
    private ApiRig _api = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ApiRig.StartAsync();
        foreach (var site in (string[])["kdr-03", "kdr-04"]) await _api.PutAsync($"/api/v1/sites/{site}", new { title = site });
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_password_goes_in_and_comes_out_of_nothing()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync("kdr-03", "horse-7", role: Role.Operator)).Status);
        Assert.Equal("""{"places":["kdr-03/olt-1"]}""", (await PutAsync("kdr-03", "horse-7")).Body);
        await PutAsync("kdr-04", "horse-7");
        var kept = (await _api.GetAsync("/api/v1/secrets", Role.Admin)).Json.GetProperty("items");
        Assert.Equal(["kdr-03 2", "kdr-04 2"], kept.EnumerateArray().Select(secret => $"{secret.GetProperty("site").GetString()} {secret.GetProperty("shared_by_sites").GetInt64()}"));
        Assert.Equal("""{"places":["kdr-04/olt-1","kdr-03/olt-1"]}""", (await PutAsync("kdr-04", "horse-8", allSharing: true)).Body);
        foreach (var path in (string[])["/api/v1/secrets", "/api/v1/audit", "/api/v1/sites", "/api/v1/sites/kdr-03/machine"])
            Assert.DoesNotContain("horse", (await _api.GetAsync(path, Role.Admin)).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(_api.Log.Lines, line => line.Contains("horse", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "password: cannot be a password")]
    [InlineData("two\nlines", "password: cannot be a password")]
    public async Task What_is_no_password_is_refused_without_being_shown(string password, string error) => Assert.Equal([error], (await PutAsync("kdr-03", password)).Errors);

    [Fact]
    public async Task A_config_is_refused_with_its_place()
    {
        Assert.Equal(
            ["site: \"kdr-04\" is another site's id: this config is for kdr-03", "broker: is not for here"],
            (await _api.PutAsync("/api/v1/sites/kdr-03/config", """{"site":"kdr-04","broker":{},"devices":[]}""")).Errors);
        Assert.Equal(HttpStatusCode.OK, (await _api.PutAsync("/api/v1/sites/kdr-03/config", """{"devices":[{"id":"olt-1","driver":"hioso-epon"}]}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _api.PutAsync("/api/v1/sites/kdr-99/config", """{"devices":[]}""")).Status);
    }

    [Fact]
    public async Task A_card_that_asks_from_another_machine_is_approved_by_one_call()
    {
        Assert.Equal("none", State((await _api.GetAsync("/api/v1/sites/kdr-03/machine")).Body));
        _api.Story.Do(db =>
        {
            IdentityStore.Put(db, "kdr-03", "key", "serial1111", "1.0", _api.Story.Clock.Now);
            return true;
        });
        Assert.Equal(HttpStatusCode.Conflict, (await _api.PostAsync("/api/v1/sites/kdr-03/approve")).Status);
        _api.Story.Do(db =>
        {
            IdentityStore.SetMoved(db, "kdr-03", "serial2222", _api.Story.Clock.Now);
            return true;
        });
        Assert.Equal("moved", State((await _api.GetAsync("/api/v1/sites/kdr-03/machine")).Body));
        Assert.Equal(HttpStatusCode.Forbidden, (await _api.PostAsync("/api/v1/sites/kdr-03/approve", role: Role.Viewer)).Status);
        Assert.Equal(HttpStatusCode.OK, (await _api.PostAsync("/api/v1/sites/kdr-03/approve")).Status);
        Assert.Equal(["approved"], _api.Story.Query<string>("SELECT move_state FROM identities"));
        Assert.Equal(HttpStatusCode.NotFound, (await _api.PostAsync("/api/v1/sites/kdr-99/approve")).Status);
    }

    [Fact]
    public async Task Without_its_sections_nothing_is_promised()
    {
        Assert.Equal(HttpStatusCode.Conflict, (await _api.PostAsync("/api/v1/sites/kdr-03/claims", role: Role.Admin)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await _api.PostAsync("/api/v1/sites/kdr-03/revoke", role: Role.Admin)).Status);
    }

    private static string? State(string body) => System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("state").GetString();

    private Task<Answer> PutAsync(string site, string password, bool allSharing = false, Role role = Role.Admin) =>
        _api.PutAsync($"/api/v1/sites/{site}/secrets/olt-1", new { password, all_sharing = allSharing }, role: role);
}
