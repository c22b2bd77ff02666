using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace EdgeNoc.Tests.Alerting;

/// <summary>What an operator does over the office's HTTP API, with a token of his own.</summary>
internal sealed class OfficeApi : IDisposable
{
    private readonly HttpClient _http;

    private OfficeApi(HttpClient http) => _http = http;

    public static async Task<OfficeApi> LogInAsync(Office office)
    {
        var output = await office.VerbAsync("token", "add", "--name", "Budi", "--role", "operator");
        var token = output.Split('\n').Single(line => line.StartsWith("edgenoc.", StringComparison.Ordinal));
        var http = new HttpClient { BaseAddress = office.Http };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new OfficeApi(http);
    }

    /// <summary>Fails the test when it is refused.</summary>
    public async Task PostAsync(string path, object? body = null)
    {
        using var answer = body is null ? await _http.PostAsync(new Uri(path, UriKind.Relative), null) : await _http.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    public async Task<JsonElement> GetAsync(string path) => await _http.GetFromJsonAsync<JsonElement>(path);

    public void Dispose() => _http.Dispose();
}
