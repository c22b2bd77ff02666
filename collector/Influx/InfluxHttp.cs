using System.Net;
using System.Text;
using EdgeNoc.Collector.Config;

namespace EdgeNoc.Collector.Influx;

/// <summary>Writes raw points over HTTP, on connections that stay open: <c>/write</c> of InfluxDB 1.x, <c>/api/v2/write</c> of 2.x and 3.x.</summary>
internal sealed class InfluxHttp : IInfluxDb, IDisposable
{
    private const int MaxAnswerBytes = 16 << 10;

    private readonly InfluxConfig _config;
    private readonly HttpClient _http;
    private readonly Uri _write;
    private readonly Uri _writeNanoseconds;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    /// <param name="config">Address, database and credentials.</param>
    /// <param name="timeout">How long one write may take.</param>
    /// <param name="time">For the timeout.</param>
    public InfluxHttp(InfluxConfig config, TimeSpan timeout, TimeProvider time)
    {
        (_config, _timeout, _time) = (config, timeout, time);
        _http = CreateClient(config);
        _write = InfluxAddresses.Write(config, InfluxStore.Raw, "ms");
        _writeNanoseconds = InfluxAddresses.Write(config, InfluxStore.Raw, "ns");
    }

    /// <inheritdoc/>
    public Task<WriteOutcome> WriteAsync(ReadOnlyMemory<byte> body, CancellationToken ct) => WriteAsync(_write, body, ct);

    /// <inheritdoc/>
    public Task<WriteOutcome> WriteNanosecondsAsync(ReadOnlyMemory<byte> body, CancellationToken ct) => WriteAsync(_writeNanoseconds, body, ct);

    private async Task<WriteOutcome> WriteAsync(Uri write, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, write) { Content = new ReadOnlyMemoryContent(body) };
            if (InfluxAddresses.Authorize(request, _config) is { } problem) return problem;
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var isHtml = response.Content.Headers.ContentType?.MediaType == "text/html";
            var text = response.StatusCode == HttpStatusCode.NoContent ? "" : await ReadStartAsync(response, MaxAnswerBytes, either.Token);
            return InfluxAnswer.Read((int)response.StatusCode, isHtml, text, response.Headers.RetryAfter?.Delta);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new WriteOutcome.Unavailable(UnavailableKind.Timeout, FormattableString.Invariant($"no answer within {_timeout.TotalSeconds:0} s"));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new WriteOutcome.Unavailable(UnavailableKind.Unreachable, (exception.InnerException ?? exception).Message);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>A client with no more connections than writers, figures and checks need.</summary>
    internal static HttpClient CreateClient(InfluxConfig config)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxConnectionsPerServer = 4,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
            ActivityHeadersPropagator = null,
        };
        return new HttpClient(handler) { BaseAddress = InfluxAddresses.Root(config), Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The beginning of an answer; the rest of one without end is left.</summary>
    internal static async Task<string> ReadStartAsync(HttpResponseMessage response, int maxBytes, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var start = new byte[maxBytes];
        var length = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        return Encoding.UTF8.GetString(start, 0, length);
    }
}
