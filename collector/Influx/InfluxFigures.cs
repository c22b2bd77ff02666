using System.Net;
using System.Runtime.CompilerServices;
using EdgeNoc.Collector.Config;

namespace EdgeNoc.Collector.Influx;

/// <summary>What whoever computes figures asks of the database: rows of InfluxQL, and to store what came of them.</summary>
internal interface IFigureStore
{
    /// <summary>
    /// Runs one InfluxQL statement on the raw store. The answer comes piece by piece, so that memory does not grow with it; a piece with a problem is the last. Times are milliseconds.
    /// Never throws but for <paramref name="ct"/>.
    /// </summary>
    IAsyncEnumerable<InfluxRows> QueryAsync(string influxql, CancellationToken ct);

    /// <summary>Where totals of sites go. 3.x cannot name another store within a query, so there dashboards find them among the raw points.</summary>
    InfluxStore Totals { get; }

    /// <summary>Writes lines with milliseconds. Never throws but for <paramref name="ct"/>.</summary>
    Task<WriteOutcome> WriteAsync(InfluxStore store, ReadOnlyMemory<byte> body, CancellationToken ct);
}

/// <summary>The same over HTTP, on connections of its own: a query that takes long holds up no write.</summary>
/// <param name="timeout">How long the database may be silent.</param>
internal sealed class InfluxFigures(InfluxConfig config, TimeSpan timeout, TimeProvider time) : IFigureStore, IDisposable
{
    private const int MaxErrorBytes = 64 << 10;
    private readonly HttpClient _http = InfluxHttp.CreateClient(config);

    public InfluxStore Totals => config.Generation == InfluxGeneration.Three ? InfluxStore.Raw : InfluxStore.Figures;

    public async IAsyncEnumerable<InfluxRows> QueryAsync(string influxql, [EnumeratorCancellation] CancellationToken ct)
    {
        using var patience = new Patience(timeout, time, ct);
        using var form = new FormUrlEncodedContent([new("q", influxql)]);
        var (response, problem) = await AskAsync(InfluxAddresses.Query(config), form, patience);
        using (response)
        {
            if (response is null)
            {
                yield return new InfluxRows([], problem);
                yield break;
            }

            await using var body = await response.Content.ReadAsStreamAsync(ct);
            var pieces = new InfluxPieces(body);
            while (await NextAsync(pieces, patience) is { } rows)
            {
                yield return rows;
                if (rows.Problem is not null) yield break;
            }
        }
    }

    public async Task<WriteOutcome> WriteAsync(InfluxStore store, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        using var patience = new Patience(timeout, time, ct);
        using var content = new ReadOnlyMemoryContent(body);
        var (response, problem) = await AskAsync(InfluxAddresses.Write(config, store, "ms"), content, patience);
        response?.Dispose();
        return problem ?? WriteOutcome.Stored.Instance;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>A response that says yes, its body unread; or the problem.</summary>
    private async Task<(HttpResponseMessage? Response, WriteOutcome? Problem)> AskAsync(Uri address, HttpContent content, Patience patience)
    {
        HttpResponseMessage? response = null;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
            if (InfluxAddresses.Authorize(request, config) is { } unauthorized) return (null, unauthorized);
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Begin());
            var isHtml = response.Content.Headers.ContentType?.MediaType == "text/html";
            if (response.IsSuccessStatusCode && !isHtml) return (response, null);
            var text = response.StatusCode == HttpStatusCode.NoContent ? "" : await InfluxHttp.ReadStartAsync(response, MaxErrorBytes, patience.Token);
            var outcome = InfluxAnswer.Read((int)response.StatusCode, isHtml, text, response.Headers.RetryAfter?.Delta);
            response.Dispose();
            return (null, outcome);
        }
        catch (Exception exception) when (patience.Explain(exception) is { } problem)
        {
            response?.Dispose();
            return (null, problem);
        }
    }

    private static async Task<InfluxRows?> NextAsync(InfluxPieces pieces, Patience patience)
    {
        try
        {
            return await pieces.NextAsync(patience.Begin());
        }
        catch (Exception exception) when (patience.Explain(exception) is { } problem)
        {
            return new InfluxRows([], problem);
        }
        finally
        {
            // Whoever computes may take his time.
            patience.End();
        }
    }

    /// <summary>How long the database may keep us waiting at each step.</summary>
    private sealed class Patience(TimeSpan timeout, TimeProvider time, CancellationToken ct) : IDisposable
    {
        private readonly CancellationTokenSource _limit = new(System.Threading.Timeout.InfiniteTimeSpan, time);
        private CancellationTokenSource? _either;

        public CancellationToken Token => (_either ??= CancellationTokenSource.CreateLinkedTokenSource(ct, _limit.Token)).Token;

        public CancellationToken Begin()
        {
            _limit.CancelAfter(timeout);
            return Token;
        }

        public void End() => _limit.CancelAfter(System.Threading.Timeout.InfiniteTimeSpan);

        /// <summary>Null: not the database's failure.</summary>
        public WriteOutcome.Unavailable? Explain(Exception exception) => exception switch
        {
            OperationCanceledException when ct.IsCancellationRequested => null,
            OperationCanceledException => new(UnavailableKind.Timeout, FormattableString.Invariant($"no answer within {timeout.TotalSeconds:0} s")),
            HttpRequestException or IOException => new(UnavailableKind.Unreachable, (exception.InnerException ?? exception).Message),
            _ => null,
        };

        public void Dispose()
        {
            _either?.Dispose();
            _limit.Dispose();
        }
    }
}
