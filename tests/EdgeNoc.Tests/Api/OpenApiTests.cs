using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace EdgeNoc.Tests.Api;

public sealed class OpenApiTests : IAsyncLifetime
{
    private ApiRig _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiRig.StartAsync(withConsole: true);

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task The_description_is_valid_and_has_every_endpoint_and_nothing_else()
    {
        var (document, operations) = await ReadAsync();
        Assert.Equal("bearer", document.Components!.SecuritySchemes!["token"].Scheme);
        Assert.Equal(ParameterLocation.Cookie, document.Components.SecuritySchemes["session"].In);
        Assert.Equal(
            from endpoint in _api.Endpoints
            from method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
            let path = endpoint.RoutePattern.RawText!.Replace(":long", "", StringComparison.Ordinal)
            orderby $"{method} {path}"
            select $"{method} {path}",
            operations.Select(operation => operation.Name).Order());
    }

    [Fact]
    public async Task Every_operation_says_what_it_takes_and_all_that_it_answers()
    {
        var (_, operations) = await ReadAsync();
        Assert.Empty(operations.SelectMany(Faults));
    }

    private static IEnumerable<string> Faults(Operation operation)
    {
        var (name, what) = operation;
        var answers = what.Responses!;
        if (string.IsNullOrWhiteSpace(what.Summary)) yield return $"{name} has no summary: say .Gives<T>(\"…\")";
        if (!what.Security!.SelectMany(one => one.Keys).Select(scheme => scheme.Reference.Id).SequenceEqual(["token", "session"], StringComparer.Ordinal)) yield return $"{name} does not say who may";
        foreach (var parameter in what.Parameters ?? [])
        {
            if (string.IsNullOrEmpty(parameter.Description)) yield return $"{name} takes {parameter.Name} and does not say what that is: see Parameters.cs";
            if (parameter.Schema?.Type is null) yield return $"{name} takes {parameter.Name} of no type";
        }

        foreach (var status in (string[])["401", "403", "429", "503"])
            if (!answers.ContainsKey(status)) yield return $"{name} can answer {status} and does not say so";
        foreach (var (status, answer) in answers)
        {
            if (status[0] is '4' or '5' && answer.Content?.ContainsKey("application/problem+json") != true) yield return $"{name} answers {status} as something else than a problem";
            if (status is "200" or "201" && name != "POST /api/v2/alerts" && !answer.Content!.Values.All(body => body.Schema is not null)) yield return $"{name} does not say what its {status} holds";
        }

        if (!answers.Keys.Any(status => status[0] == '2')) yield return $"{name} never does what it is asked for";
        if (!answers["429"].Headers!.ContainsKey("Retry-After")) yield return $"{name} does not say when to come again";
        if (what.RequestBody is { } body)
        {
            if (!body.Content!.Values.All(one => one.Schema is not null)) yield return $"{name} does not say what its body is";
            foreach (var status in (string[])["400", "413", "415"])
                if (!answers.ContainsKey(status)) yield return $"{name} takes a body and does not say that it can answer {status}: say .Takes<T>()";
        }

        var isChange = !name.StartsWith("GET ", StringComparison.Ordinal);
        if (isChange && !answers.ContainsKey("400")) yield return $"{name} is a change and does not answer 400 to a browser without the mark";
        if ((what.Parameters ?? []).Any(parameter => parameter.In == ParameterLocation.Query) && !answers.ContainsKey("400")) yield return $"{name} takes parameters and never answers 400";
        if (!name.StartsWith("PUT ", StringComparison.Ordinal) && !name.EndsWith("/{chart}", StringComparison.Ordinal) && (what.Parameters ?? []).Any(parameter => parameter.In == ParameterLocation.Path) && !answers.ContainsKey("404")) yield return $"{name} names something and never answers 404";
    }

    private async Task<(OpenApiDocument Document, List<Operation> Operations)> ReadAsync()
    {
        var answer = await _api.SendAsync(HttpMethod.Get, "/openapi/v1.json", token: null);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(answer.Body));
        var (document, diagnostic) = await OpenApiDocument.LoadAsync(stream, "json");
        Assert.Empty(diagnostic!.Errors);
        return (document!, [.. document!.Paths.SelectMany(path => path.Value.Operations!.Select(operation => new Operation($"{operation.Key} {path.Key}", operation.Value)))]);
    }

    private sealed record Operation(string Name, OpenApiOperation What);

    [Fact]
    public async Task Answers_are_described_as_they_are()
    {
        var number = await _api.IncidentAsync();
        var (document, _) = await ReadAsync();
        foreach (var (path, template) in new[] { ("/api/v1/alerts/1", "/api/v1/alerts/{id}"), ($"/api/v1/incidents/{number}", "/api/v1/incidents/{number}"), ("/api/v1/sites/demo-pop", "/api/v1/sites/{id}") })
        {
            var schema = document.Paths[template].Operations![HttpMethod.Get].Responses!["200"].Content!["application/json"].Schema!;
            var answer = (await _api.GetAsync(path)).Json;
            Assert.All(answer.EnumerateObject(), property => Assert.Contains(property.Name, schema.Properties!.Keys));
        }

        var since = document.Components!.Schemas!["AlertView"].Properties!["since"];
        Assert.Equal((JsonSchemaType.String, "date-time"), (since.Type, since.Format));
    }
}
