using System.Net;
using System.Net.Http.Headers;
using System.Text;
using EdgeNoc.Collector.Config;

namespace EdgeNoc.Collector.Influx;

/// <summary>InfluxDB 1.x over HTTP: <c>/write</c> with millisecond precision, on connections that stay open.</summary>
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
        _write = new Uri(_http.BaseAddress!, $"write?db={Uri.EscapeDataString(config.Database)}&precision=ms");
        _writeNanoseconds = new Uri(_http.BaseAddress!, $"write?db={Uri.EscapeDataString(config.Database)}&precision=ns");
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
            if (Authorize(request, _config) is { } problem) return problem;
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var isHtml = response.Content.Headers.ContentType?.MediaType == "text/html";
            var text = response.StatusCode == HttpStatusCode.NoContent ? "" : await ReadStartAsync(response, either.Token);
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
        var root = config.Url.AbsoluteUri.EndsWith('/') ? config.Url : new Uri(config.Url.AbsoluteUri + "/");
        return new HttpClient(handler) { BaseAddress = root, Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Adds user and password, read anew: a changed password needs no restart. Not null when it cannot be read.</summary>
    internal static WriteOutcome.Unavailable? Authorize(HttpRequestMessage request, InfluxConfig config)
    {
        if (config is not { User: { } user, Password: { } source }) return null;
        if (!source.TryRead(out var password, out var problem)) return new(UnavailableKind.Unauthorized, $"the password ({source.Origin}) {problem}");
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password.Reveal()}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        return null;
    }

    private static async Task<string> ReadStartAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var start = new byte[MaxAnswerBytes];
        var length = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        return Encoding.UTF8.GetString(start, 0, length);
    }
}
