using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Influx;

namespace EdgeNoc.Collector.Downsampling.Setup;

/// <summary>What the database answered to a request of its administrator.</summary>
/// <param name="Status">0 when nothing answered.</param>
/// <param name="Text">Its words, or why there are none.</param>
internal sealed record AdminAnswer(int Status, string Text)
{
    public bool IsFine => Status is >= 200 and < 300;

    /// <summary>Null when it is no JSON object.</summary>
    public JsonObject? Json
    {
        get
        {
            try
            {
                return JsonNode.Parse(Text) as JsonObject;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}

/// <summary>Sends requests that set a database up, with the credentials of the config.</summary>
internal sealed class InfluxAdmin(InfluxConfig config, TimeSpan patience, TimeProvider time) : IDisposable
{
    private const int MaxAnswerBytes = 4 << 20;
    private readonly HttpClient _http = InfluxHttp.CreateClient(config);

    /// <summary>Never throws but for <paramref name="ct"/>.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Relative, with its query.</param>
    /// <param name="json">The body; null: none.</param>
    public Task<AdminAnswer> SendAsync(HttpMethod method, string path, JsonNode? json, CancellationToken ct) =>
        SendAsync(method, path, json is null ? null : new StringContent(json.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json")), ct);

    /// <summary>Runs InfluxQL; a statement's own error is an answer 400.</summary>
    public async Task<(AdminAnswer Answer, InfluxRows Rows)> QueryAsync(string influxql, string? database, CancellationToken ct)
    {
        var path = database is null ? "query" : $"query?db={Uri.EscapeDataString(database)}";
        var answer = await SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent([new("q", influxql)]), ct);
        if (!answer.IsFine) return (answer, new InfluxRows([], null));
        var rows = InfluxJson.Read(answer.Text);
        return rows.Problem switch
        {
            WriteOutcome.Refused refused => (new AdminAnswer(400, refused.Reason), rows),
            WriteOutcome.Unavailable unavailable => (new AdminAnswer(400, unavailable.Detail), rows),
            _ => (answer, rows),
        };
    }

    public void Dispose() => _http.Dispose();

    private async Task<AdminAnswer> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        if (InfluxAddresses.Authorize(request, config) is { } unauthorized) return new AdminAnswer(0, unauthorized.Detail);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await response.Content.LoadIntoBufferAsync(MaxAnswerBytes, either.Token);
            return new AdminAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(either.Token));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new AdminAnswer(0, FormattableString.Invariant($"no answer within {patience.TotalSeconds:0} s"));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new AdminAnswer(0, (exception.InnerException ?? exception).Message);
        }
    }
}
