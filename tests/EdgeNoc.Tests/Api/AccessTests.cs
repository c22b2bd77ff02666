using System.Net;
using EdgeNoc.Collector.Alerts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace EdgeNoc.Tests.Api;

public sealed class AccessTests : IAsyncLifetime
{
    private ApiRig _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiRig.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Every_endpoint_wants_a_token_and_says_how_to_get_one()
    {
        Assert.True(_api.Endpoints.Count > 35);
        foreach (var (method, path, _) in All())
        {
            var answer = await _api.SendAsync(method, path, token: null, body: method == HttpMethod.Get ? null : "{}");
            Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"{method} {path} answered {answer.Status}");
            Assert.Equal("application/problem+json", answer.ContentType);
            Assert.Contains("edgenoc-collector token add", answer.Json.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_role_may_do_what_its_endpoint_says_and_no_more()
    {
        foreach (var (method, path, needed) in All().Where(endpoint => endpoint.Needed != Role.Viewer))
        {
            foreach (var role in Enum.GetValues<Role>().Where(role => role < needed))
            {
                var answer = await _api.SendAsync(method, path, _api.Token(role), body: "{}");
                Assert.True(answer.Status == HttpStatusCode.Forbidden, $"{role}: {method} {path} answered {answer.Status}");
                Assert.Contains("role", answer.Json.GetProperty("remedy").GetString(), StringComparison.Ordinal);
            }

            var allowed = await _api.SendAsync(method, path, _api.Token(needed), body: "{}");
            Assert.NotEqual(HttpStatusCode.Forbidden, allowed.Status);
        }
    }

    [Fact]
    public void Whatever_changes_something_wants_more_than_a_viewer() => Assert.All(
        All().Where(endpoint => endpoint.Method != HttpMethod.Get && !endpoint.Path.EndsWith("/preview", StringComparison.Ordinal) && !endpoint.Path.EndsWith("/trial", StringComparison.Ordinal)

            // What somebody has read is his own.
            && !endpoint.Path.StartsWith("/api/v1/feed/", StringComparison.Ordinal)), endpoint => Assert.NotEqual(Role.Viewer, endpoint.Needed));

    [Fact]
    public async Task A_revoked_token_is_of_no_use_at_once()
    {
        var made = await _api.PostAsync("/api/v1/tokens", new { name = "grafana", role = "viewer" }, Role.Admin);
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var (id, token) = (made.Json.GetProperty("id").GetString()!, made.Json.GetProperty("token").GetString()!);
        Assert.Equal(HttpStatusCode.OK, (await _api.SendAsync(HttpMethod.Get, "/api/v1/alerts", token)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await _api.DeleteAsync($"/api/v1/tokens/{id}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _api.SendAsync(HttpMethod.Get, "/api/v1/alerts", token)).Status);
    }

    [Fact]
    public async Task Neither_database_nor_lists_nor_log_hold_a_token()
    {
        var made = await _api.PostAsync("/api/v1/tokens", new { name = "grafana", role = "viewer" }, Role.Admin);
        var secret = made.Json.GetProperty("token").GetString()!.Split('.')[2];
        await _api.SendAsync(HttpMethod.Get, "/api/v1/alerts", $"edgenoc.t1.{secret}");
        var list = await _api.GetAsync("/api/v1/tokens", Role.Admin);
        Assert.DoesNotContain(secret, list.Body + (await _api.GetAsync("/api/v1/audit")).Body + string.Join('\n', _api.Log.Lines), StringComparison.Ordinal);
        Assert.All(_api.Story.Query<string>("SELECT hash FROM tokens"), hash => Assert.Matches("^[0-9A-F]{64}$", hash));
        Assert.DoesNotContain(_api.Story.Query<string>("SELECT hash FROM tokens")[0], list.Body, StringComparison.Ordinal);
        Assert.Contains(_api.Log.Lines, line => line.Contains("a wrong or revoked token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ten_wrong_tokens_close_the_door_for_a_minute_also_for_right_ones()
    {
        for (var n = 0; n < 10; n++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await _api.SendAsync(HttpMethod.Get, "/api/v1/alerts", $"edgenoc.t1.wrong-{n}")).Status);
        var closed = await _api.GetAsync("/api/v1/alerts");
        Assert.Equal(HttpStatusCode.TooManyRequests, closed.Status);
        Assert.InRange(closed.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task A_token_that_asks_without_end_is_told_to_wait()
    {
        var answers = new List<HttpStatusCode>();
        for (var n = 0; n < 2000 && !answers.Contains(HttpStatusCode.TooManyRequests); n++)
            answers.AddRange((await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _api.GetAsync("/api/v1/sites")))).Select(answer => answer.Status));
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.Contains(HttpStatusCode.OK, answers);
    }

    [Fact]
    public async Task The_use_of_a_token_is_noted_once_a_minute()
    {
        await _api.GetAsync("/api/v1/alerts");
        var first = Used();
        _api.Story.After(59);
        await _api.GetAsync("/api/v1/alerts");
        Assert.Equal(first, Used());
        _api.Story.After(1);
        await _api.GetAsync("/api/v1/alerts");
        Assert.Equal(first + 60_000, Used());
    }

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1/incidents/1/nothing")]
    public async Task What_is_not_there_says_where_to_look(string path)
    {
        var answer = await _api.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Contains("/openapi/v1.json", answer.Json.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    private long Used() => _api.Story.Query<long>("SELECT used_ms FROM tokens WHERE role = 'viewer'").Single();

    private IEnumerable<(HttpMethod Method, string Path, Role Needed)> All() =>
        from endpoint in _api.Endpoints
        from method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
        let policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => Roles.Parse(data.Policy)!.Value)
        select (new HttpMethod(method), Paths.Of(endpoint), policies.Max());
}
