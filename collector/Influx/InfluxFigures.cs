using System.Net;
using System.Text.Json;
using EdgeNoc.Collector.Config;

namespace EdgeNoc.Collector.Influx;

/// <summary>What whoever computes figures asks of the database: rows of InfluxQL, and to store what came of them.</summary>
internal interface IFigureStore
{
    /// <summary>Runs one InfluxQL statement on the raw store. Times are milliseconds.</summary>
    Task<InfluxRows> QueryAsync(string influxql, CancellationToken ct);

    /// <summary>Where totals of sites go. 3.x cannot name another store within a query, so there dashboards find them among the raw points.</summary>
    InfluxStore Totals { get; }

    /// <summary>Writes lines with milliseconds. Never throws but for <paramref name="ct"/>.</summary>
    Task<WriteOutcome> WriteAsync(InfluxStore store, ReadOnlyMemory<byte> body, CancellationToken ct);
}

/// <summary>What a query answered: rows, or why there are none.</summary>
/// <param name="Series">Empty when nothing matches.</param>
/// <param name="Problem">Null when it was answered.</param>
internal sealed record InfluxRows(IReadOnlyList<InfluxSeries> Series, WriteOutcome? Problem);

/// <summary>A series of an answer; values are as JSON has them, the first column is the time.</summary>
internal sealed record InfluxSeries(string Name, IReadOnlyDictionary<string, string> Tags, IReadOnlyList<string> Columns, IReadOnlyList<JsonElement> Rows);

/// <summary>The same over HTTP, on a connection of its own: a query that takes long holds up no write.</summary>
internal sealed class InfluxFigures(InfluxConfig config, TimeSpan timeout, TimeProvider time) : IFigureStore, IDisposable
{
    private const int MaxAnswerBytes = 256 << 20;
    private readonly HttpClient _http = InfluxHttp.CreateClient(config);

    public async Task<InfluxRows> QueryAsync(string influxql, CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent([new("q", influxql)]);
        var (text, problem) = await SendAsync(InfluxAddresses.Query(config), form, ct);
        return problem is null ? InfluxJson.Read(text) : new InfluxRows([], problem);
    }

    public InfluxStore Totals => config.Generation == InfluxGeneration.Three ? InfluxStore.Raw : InfluxStore.Figures;

    public async Task<WriteOutcome> WriteAsync(InfluxStore store, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        using var content = new ReadOnlyMemoryContent(body);
        var (_, problem) = await SendAsync(InfluxAddresses.Write(config, store, "ms"), content, ct);
        return problem ?? WriteOutcome.Stored.Instance;
    }

    public void Dispose() => _http.Dispose();

    private async Task<(string Text, WriteOutcome? Problem)> SendAsync(Uri address, HttpContent content, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
            if (InfluxAddresses.Authorize(request, config) is { } unauthorized) return ("", unauthorized);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await response.Content.LoadIntoBufferAsync(MaxAnswerBytes, either.Token);
            var text = response.StatusCode == HttpStatusCode.NoContent ? "" : await response.Content.ReadAsStringAsync(either.Token);
            var outcome = InfluxAnswer.Read((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType == "text/html", text, response.Headers.RetryAfter?.Delta);
            return (text, outcome is WriteOutcome.Stored ? null : outcome);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return ("", new WriteOutcome.Unavailable(UnavailableKind.Timeout, FormattableString.Invariant($"no answer within {timeout.TotalSeconds:0} s")));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return ("", new WriteOutcome.Unavailable(UnavailableKind.Unreachable, (exception.InnerException ?? exception).Message));
        }
    }
}
