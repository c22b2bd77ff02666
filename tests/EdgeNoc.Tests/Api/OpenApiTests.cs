using System.Net;
using System.Text;
using EdgeNoc.Collector.Api.Access;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace EdgeNoc.Tests.Api;

public sealed class OpenApiTests : IAsyncLifetime
{
    private ApiRig _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiRig.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task The_description_is_valid_and_has_every_endpoint_with_its_token_and_its_refusals()
    {
        var answer = await _api.SendAsync(HttpMethod.Get, "/openapi/v1.json", token: null);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(answer.Body));
        var (document, diagnostic) = await OpenApiDocument.LoadAsync(stream, "json");
        Assert.Empty(diagnostic!.Errors);
        Assert.Equal("bearer", document!.Components!.SecuritySchemes!["token"].Scheme);
        var described = document.Paths.SelectMany(path => path.Value.Operations!.Select(operation => (Name: $"{operation.Key} {path.Key}", operation.Value))).ToList();
        Assert.Equal(
            from endpoint in _api.Endpoints
            from method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
            let path = endpoint.RoutePattern.RawText!.Replace(":long", "", StringComparison.Ordinal)
            orderby $"{method} {path}"
            select $"{method} {path}",
            described.Select(operation => operation.Name).Order());
        Assert.All(described, operation =>
        {
            Assert.NotEmpty(operation.Value.Summary!);
            Assert.Contains("token", operation.Value.Security!.Single().Keys.Select(scheme => scheme.Reference.Id));
            Assert.Subset(operation.Value.Responses!.Keys.ToHashSet(), new HashSet<string> { "401", "403", "429" });
            Assert.True(operation.Value.Responses["401"].Content!.ContainsKey("application/problem+json"));
            Assert.Equal(operation.Name.StartsWith("PUT", StringComparison.Ordinal), operation.Value.Responses.ContainsKey("400") && operation.Name.StartsWith("PUT", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Answers_are_described_as_they_are()
    {
        var number = await _api.IncidentAsync();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes((await _api.SendAsync(HttpMethod.Get, "/openapi/v1.json", null)).Body));
        var (document, _) = await OpenApiDocument.LoadAsync(stream, "json");
        foreach (var (path, template) in new[] { ("/api/v1/alerts/1", "/api/v1/alerts/{id}"), ($"/api/v1/incidents/{number}", "/api/v1/incidents/{number}"), ("/api/v1/sites/demo-pop", "/api/v1/sites/{id}") })
        {
            var schema = document!.Paths[template].Operations![HttpMethod.Get].Responses!["200"].Content!["application/json"].Schema!;
            var answer = (await _api.GetAsync(path)).Json;
            Assert.All(answer.EnumerateObject(), property => Assert.Contains(property.Name, schema.Properties!.Keys));
        }

        var since = document!.Components!.Schemas!["AlertView"].Properties!["since"];
        Assert.Equal((JsonSchemaType.String, "date-time"), (since.Type, since.Format));
    }
}
