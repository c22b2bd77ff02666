namespace EdgeNoc.Collector.Channels.Http;

/// <summary>One request and its answer, with all that a provider's server may do wrong turned into one of three results.</summary>
internal sealed class ChannelHttp : IDisposable
{
    private const int UsualAnswer = 64 << 10;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    // A server's word is not taken for longer: a wrong date must not silence a channel for years.
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);

    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly HttpClient _http;

    /// <param name="time">For the timeout.</param>
    /// <param name="timeout">For request and answer together; null: 20 s.</param>
    /// <param name="maxAnswer">In bytes; a longer answer counts as lost.</param>
    public ChannelHttp(TimeProvider time, TimeSpan? timeout = null, int maxAnswer = UsualAnswer)
    {
        (_time, _timeout) = (time, timeout ?? TimeSpan.FromSeconds(20));
        var handler = new SocketsHttpHandler
        {
            // A redirect would carry the key to whoever answers.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = 2,
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = maxAnswer };
    }

    /// <param name="request">What to ask.</param>
    /// <param name="ct">The only thing that throws.</param>
    /// <param name="patience">Longer than usual, for a server that is asked to wait.</param>
    public async Task<HttpAnswer> SendAsync(ChannelRequest request, CancellationToken ct, TimeSpan patience = default)
    {
        var limit = _timeout + patience;
        using var timeout = new CancellationTokenSource(limit, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            using var message = request.ToMessage();
            using var response = await _http.SendAsync(message, both.Token);
            var body = await response.Content.ReadAsStringAsync(both.Token);
            return new HttpAnswer.Answered((int)response.StatusCode, body, RetryAfter(response));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Our own limit: the server has the message and is slow to say so. Otherwise the connection was never made.
            return timeout.IsCancellationRequested
                ? new HttpAnswer.Lost($"no answer from {request.Url.Host} within {limit.TotalSeconds:0} s")
                : new HttpAnswer.NotSent($"no connection to {request.Url.Host} within {ConnectTimeout.TotalSeconds:0} s: check the address and the way to the internet");
        }
        catch (HttpRequestException e)
        {
            var reason = $"{request.Url.Host}: {e.Message}";
            return e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError
                ? new HttpAnswer.NotSent(reason)
                : new HttpAnswer.Lost(reason);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // A body in an encoding that does not exist: InvalidOperationException.
            return new HttpAnswer.Lost($"{request.Url.Host}: {e.Message}");
        }
    }

    public void Dispose() => _http.Dispose();

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - _time.GetUtcNow();
        return wait is not { } asked || asked <= TimeSpan.Zero ? null : Bounded(asked);
    }

    /// <summary>What a provider asked to wait, as far as it is believed.</summary>
    public static TimeSpan Bounded(TimeSpan asked) => asked < LongestRetryAfter ? asked : LongestRetryAfter;
}

/// <summary>How a request ended: one of the three below. Reasons may quote what was sent, so secrets are masked by whoever knows them.</summary>
internal abstract record HttpAnswer
{
    private HttpAnswer()
    {
    }

    /// <param name="Status">100 to 599 and beyond: servers invent some.</param>
    /// <param name="Body">Bounded.</param>
    /// <param name="RetryAfter">At most an hour.</param>
    public sealed record Answered(int Status, string Body, TimeSpan? RetryAfter) : HttpAnswer
    {
        public bool IsSuccess => Status is >= 200 and < 300;
    }

    /// <summary>The server never had it.</summary>
    public sealed record NotSent(string Reason) : HttpAnswer;

    /// <summary>The server may have it.</summary>
    public sealed record Lost(string Reason) : HttpAnswer;
}
