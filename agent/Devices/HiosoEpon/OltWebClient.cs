using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>What came back for a page: its body, or why there is none.</summary>
/// <param name="Body">As it came; empty with an error.</param>
/// <param name="Charset">From the content type.</param>
/// <param name="Error">Why there is no body.</param>
/// <param name="IsMissing">The box answers, and says that it has no such page.</param>
internal sealed record PageAnswer(byte[] Body, string? Charset, PollError? Error, bool IsMissing = false);

/// <summary>Fetches pages of a GoAhead web server: one connection, one request at a time, HTTP Basic on each.</summary>
internal sealed class OltWebClient : IDisposable
{
    private const int MaxBytes = 8 * 1024 * 1024;
    private const int MaxRedirects = 3;

    private readonly HttpClient _http;
    private readonly HiosoEponOptions _options;

    private readonly TimeProvider _time;
    private readonly IExchangeRecorder? _recorder;
    private long? _lastAnswer;

    /// <param name="options">Where, who, and how patient.</param>
    /// <param name="time">For the gap between two requests.</param>
    /// <param name="recorder">Is told every answer.</param>
    public OltWebClient(HiosoEponOptions options, TimeProvider time, IExchangeRecorder? recorder = null)
    {
        _options = options;
        _time = time;
        _recorder = recorder;
        _http = new HttpClient(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = 1,
            UseProxy = false,
            UseCookies = false,
            // The handler would drop the credentials on the way; see FollowAsync.
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            MaxResponseHeadersLength = 64,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Fetches a page. Everything that goes wrong on the way is a <see cref="PageAnswer.Error"/>.</summary>
    public async Task<PageAnswer> GetAsync(string page, CancellationToken cancellationToken)
    {
        AuthenticationHeaderValue? credentials = null;
        if (_options.Password is { } source)
        {
            if (!source.TryRead(out var password, out var problem))
                return Failed(PollErrorKind.AuthFailed, $"the password ({source.Origin}) {problem}", "put the password there, readable by the agent");
            credentials = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_options.User}:{password.Reveal()}")));
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.Timeout);
        try
        {
            return await FollowAsync(new Uri(_options.Url, page), credentials, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(PollErrorKind.Timeout, string.Create(CultureInfo.InvariantCulture, $"no complete answer from {Shown(_options.Url)} within {_options.Timeout.TotalSeconds:0.###} s"),
                "check the link to the OLT; if others look at its web page at the same time, poll it more rarely (interval_s)");
        }
        catch (HttpRequestException exception)
        {
            return new PageAnswer([], null, Explain(exception));
        }
        catch (IOException exception)
        {
            return Failed(PollErrorKind.ParseFailed, $"{Shown(_options.Url)} broke off its answer ({exception.Message})", "it happens under load; if it stays so, restart the OLT's web server");
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<PageAnswer> FollowAsync(Uri url, AuthenticationHeaderValue? credentials, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            await WaitForGapAsync(cancellationToken).ConfigureAwait(false);
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Authorization = credentials;
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            _lastAnswer = _time.GetTimestamp();
            if (_recorder is not null) await RecordAsync(_recorder, url, response, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                return Failed(PollErrorKind.AuthFailed, $"{Shown(url)} refused user and password", "check user and password file by logging in with a browser");
            if (response.StatusCode == HttpStatusCode.NotFound)
                return Failed(PollErrorKind.Unsupported, $"there is no page {url.AbsolutePath} at {Shown(url)}", "check that url and driver fit the box") with { IsMissing = true };
            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
            {
                var target = new Uri(url, location);
                // Another port may be another customer's box behind the same address: credentials go nowhere else.
                if (Uri.Compare(target, url, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) != 0)
                    return Failed(PollErrorKind.Unsupported, $"{Shown(url)} sends on to {Shown(target)}", $"if that is the OLT's right address, set url to {Shown(target)}");
                if (redirects >= MaxRedirects) return Failed(PollErrorKind.Unsupported, $"{Shown(url)} sends on in circles", "open the page in a browser; check that url and driver fit the box");
                url = target;
                continue;
            }

            if (!response.IsSuccessStatusCode)
                return Failed(PollErrorKind.ParseFailed, string.Create(CultureInfo.InvariantCulture, $"{Shown(url)} answered with status {(int)response.StatusCode}"), "it happens under load; if it stays so, restart the OLT's web server");
            var answer = await ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
            _lastAnswer = _time.GetTimestamp();
            return answer;
        }
    }

    /// <summary>Redirects and repeated polls keep it too: what the box cannot bear are requests close to each other.</summary>
    private async Task WaitForGapAsync(CancellationToken cancellationToken)
    {
        if (_lastAnswer is not { } last) return;
        var left = _options.Gap - _time.GetElapsedTime(last);
        if (left > TimeSpan.Zero) await Task.Delay(left, _time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the body ahead: what comes after takes it from memory. Also of refusals and redirects, which tell most about a box.</summary>
    private static async Task RecordAsync(IExchangeRecorder recorder, Uri url, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await response.Content.LoadIntoBufferAsync(MaxBytes, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var head = $"HTTP/{response.Version} {(int)response.StatusCode} {response.ReasonPhrase}\n{response.Headers}{response.Content.Headers}";
        recorder.Record(new Exchange(url.PathAndQuery, body) { Head = head, FileEnding = "html" });
    }

    private static async Task<PageAnswer> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var body = new MemoryStream((int)Math.Clamp(content.Headers.ContentLength ?? 65_536, 0, MaxBytes));
        var buffer = new byte[32 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            if (body.Length + read > MaxBytes) return Failed(PollErrorKind.ParseFailed, "the page is larger than 8 MB", "check that url points at an OLT");
            body.Write(buffer, 0, read);
        }

        return new PageAnswer(body.ToArray(), content.Headers.ContentType?.CharSet?.Trim('"'), null);
    }

    private PollError Explain(HttpRequestException exception) => exception switch
    {
        { InnerException: TimeoutException } or { InnerException: SocketException { SocketErrorCode: SocketError.TimedOut } } =>
            new(PollErrorKind.Timeout, $"{Shown(_options.Url)} does not take connections: they time out", "check address, port and the way to the OLT (firewall, VLAN, power)"),
        { HttpRequestError: HttpRequestError.NameResolutionError } =>
            new(PollErrorKind.Unreachable, $"the name {_options.Url.Host} is not known", "correct the url, or use the OLT's address instead of a name"),
        { HttpRequestError: HttpRequestError.ConnectionError } =>
            new(PollErrorKind.Unreachable, $"no connection to {Shown(_options.Url)} ({exception.InnerException?.Message ?? "refused"})", "check address, port and the way to the OLT (firewall, VLAN, power)"),
        { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new(PollErrorKind.Unsupported, $"no TLS connection to {Shown(_options.Url)}", "these OLTs speak plain http: set url to http://…"),
        _ => new(PollErrorKind.ParseFailed, $"{Shown(_options.Url)} did not answer in proper HTTP ({exception.HttpRequestError})", "it happens under load; if it stays so, check that url points at the OLT's web port"),
    };

    private static string Shown(Uri url) => url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    private static PageAnswer Failed(PollErrorKind kind, string detail, string remedy) => new([], null, new PollError(kind, detail, remedy));
}
