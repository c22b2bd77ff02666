using System.Net;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Users;
using EdgeNoc.Tests.Alerts;
using Microsoft.AspNetCore.Routing;

namespace EdgeNoc.Tests.Api;

/// <summary>A technician of kdr-03 while an incident stands at another site.</summary>
public sealed class SiteScopeTests : IAsyncLifetime
{
    private const string Own = "kdr-03";
    private ApiRig _api = null!;
    private string _token = "";

    public async ValueTask InitializeAsync()
    {
        _api = await ApiRig.StartAsync();
        _token = _api.Story.Do(db => TokenStore.Add(db, "tono", "technician", SiteScope.Of([Own]), _api.Story.Clock.Now)).Token;
        await _api.PutAsync($"/api/v1/sites/{Own}", new { title = "Kediri 3" });
        await _api.IncidentAsync();
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task What_does_not_mind_sites_is_refused_whatever_it_is()
    {
        var refused = 0;
        foreach (var endpoint in _api.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<MindsSites>() is null && !endpoint.RoutePattern.RawText!.StartsWith("/api/v1/sites/{id}", StringComparison.Ordinal)))
        {
            foreach (var method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods)
            {
                var answer = await _api.SendAsync(new HttpMethod(method), Paths.Of(endpoint), _token, method == "GET" ? null : "{}");
                Assert.True(answer.Status == HttpStatusCode.Forbidden, $"{method} {endpoint.RoutePattern.RawText} answered {answer.Status}");
                refused++;
            }
        }

        Assert.True(refused > 20);
    }

    [Theory]
    [InlineData("alerts")]
    [InlineData("incidents")]
    [InlineData("notifications")]
    [InlineData("decisions")]
    [InlineData("sites")]
    public async Task Lists_hold_nothing_of_another_site(string list)
    {
        Assert.Contains(Story.Site, (await _api.GetAsync($"/api/v1/{list}")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Story.Site, (await GetAsync($"/api/v1/{list}")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Story.Site, (await GetAsync($"/api/v1/{list}?site={Story.Site}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_his_is_not_there_and_nothing_can_be_done_with_it()
    {
        foreach (var path in new[] { "/api/v1/incidents/1", "/api/v1/alerts/1", $"/api/v1/sites/{Story.Site}", $"/api/v1/sites/{Story.Site}/machine" })
            Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(path)).Status);
        foreach (var act in new[] { "ack", "unack", "mute" })
            Assert.Equal(HttpStatusCode.NotFound, (await PostAsync($"/api/v1/incidents/1/{act}", """{"minutes":5}""")).Status);
        Assert.Empty(_api.Story.Query<string>("SELECT acked_by FROM incidents WHERE acked_by IS NOT NULL"));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync($"/api/v1/sites/{Own}")).Status);
    }

    [Theory]
    [InlineData("""{"name":"site","op":"=","value":"kdr-03"}""", HttpStatusCode.Created)]
    [InlineData("""{"name":"site","op":"=","value":"demo-pop"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"name":"site","op":"=~","value":"kdr-03"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"name":"device","op":"=","value":"olt-1"}""", HttpStatusCode.BadRequest)]
    public async Task He_silences_within_his_sites_only(string matcher, HttpStatusCode status) => Assert.Equal(
        status, (await PostAsync("/api/v1/silences", $$"""{"matchers":[{{matcher}}],"minutes":60,"comment":"splicing"}""")).Status);

    [Fact]
    public async Task He_neither_sees_nor_ends_a_silence_that_reaches_beyond_his_sites()
    {
        var wide = await _api.PostAsync("/api/v1/silences", """{"matchers":[{"name":"device","op":"=","value":"olt-1"}],"minutes":60,"comment":"all of them"}""");
        var id = wide.Json.GetProperty("id").GetInt64();
        Assert.DoesNotContain("all of them", (await GetAsync("/api/v1/silences")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync($"/api/v1/silences/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _api.SendAsync(HttpMethod.Delete, $"/api/v1/silences/{id}", _token)).Status);
    }

    [Theory]
    [InlineData("technician", null, "sites")]
    [InlineData("admin", "kdr-03", "sites")]
    [InlineData("noc", "kdr-03", "sites")]
    [InlineData("viewer", "not a site", "sites[0]")]
    public async Task A_role_and_its_sites_must_go_together(string role, string? site, string path)
    {
        var answer = await _api.PostAsync("/api/v1/tokens", site is null ? new { name = "x", role } : new { name = "x", role, sites = new[] { site } }, Role.Admin);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(answer.Errors, error => error.StartsWith($"{path}: ", StringComparison.Ordinal));
    }

    private Task<Answer> GetAsync(string path) => _api.SendAsync(HttpMethod.Get, path, _token);

    private Task<Answer> PostAsync(string path, string body) => _api.SendAsync(HttpMethod.Post, path, _token, body);
}
