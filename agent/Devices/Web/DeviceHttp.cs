using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using EdgeNoc.Agent.Devices.Tls;

namespace EdgeNoc.Agent.Devices.Web;

/// <summary>What came back: status and body, or why there is none.</summary>
/// <param name="Body">As it came; empty with an error.</param>
internal sealed record HttpAnswer(HttpStatusCode Status, byte[] Body)
{
    /// <summary>From the content type.</summary>
    public string? Charset { get; init; }

    /// <summary>The header <c>X-Token</c>.</summary>
    public string? Token { get; init; }

    public PollError? Error { get; init; }

    public bool IsMissing => Status == HttpStatusCode.NotFound;
}

/// <summary>One box's web server: one request at a time, a rest between two, bounded answers, no redirects to elsewhere, every failure a closed error.</summary>
/// <remarks>These boxes sign their certificates themselves: over TLS each is known by its pin, and what shows another one gets no password.</remarks>
internal sealed class DeviceHttp : IDisposable
{
    private const int MaxBytes = 8 * 1024 * 1024;

    private readonly HttpClient _http;
    private readonly WebOltOptions _options;
    private readonly TimeProvider _time;
    private readonly IExchangeRecorder? _recorder;
    private readonly CertificateTrust _trust;
    private PollError? _distrust;
    private long? _lastAnswer;

    public DeviceHttp(WebOltOptions options, TimeProvider time, IExchangeRecorder? recorder)
    {
        (_options, _time, _recorder) = (options, time, recorder);
        _trust = new CertificateTrust(Shown, "the SHA-256 fingerprint that a browser shows for it at the box itself", CaFile: null, options.Pin);
        _http = new HttpClient(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = 1,
            UseProxy = false,
            UseCookies = true,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            MaxResponseHeadersLength = 64,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                RemoteCertificateValidationCallback = (_, certificate, _, errors) => certificate is X509Certificate2 shown && (_distrust = _trust.Judge(shown, errors)) is null,
            },
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Asks. A login goes without <paramref name="ending"/> and is recorded nowhere.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="path">With its query.</param>
    /// <param name="body">Of a POST.</param>
    /// <param name="token">Sent as <c>X-Token</c>.</param>
    /// <param name="ending">The file ending that fits the answer in a capture; null: not for captures.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<HttpAnswer> SendAsync(HttpMethod method, string path, HttpContent? body, string? token, string? ending, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.Timeout);
        _distrust = null;
        try
        {
            if (_lastAnswer is { } last && _options.Gap - _time.GetElapsedTime(last) is var left && left > TimeSpan.Zero) await Task.Delay(left, _time, limit.Token).ConfigureAwait(false);
            using var request = new HttpRequestMessage(method, new Uri(_options.Url, path)) { Content = body };
            if (token is not null) request.Headers.TryAddWithoutValidation("X-Token", token);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            var bytes = await ReadAsync(response.Content, limit.Token).ConfigureAwait(false);
            _lastAnswer = _time.GetTimestamp();
            if (bytes is null) return Failed(PollErrorKind.ParseFailed, $"an answer of {Shown} is larger than 8 MB", "check that url points at an OLT");
            if (ending is not null) _recorder?.Record(new Exchange(path, bytes) { Head = Head(response), FileEnding = ending });
            return Judge(response, bytes);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(PollErrorKind.Timeout, string.Create(CultureInfo.InvariantCulture, $"no complete answer from {Shown} within {_options.Timeout.TotalSeconds:0.###} s"), "check the link to the OLT; if others look at its web page at the same time, poll it more rarely (interval_s)");
        }
        catch (HttpRequestException exception)
        {
            return Failed(Explain(exception));
        }
        catch (IOException exception)
        {
            return Failed(PollErrorKind.ParseFailed, $"{Shown} broke off its answer ({exception.Message})", "it happens under load; if it stays so, restart the OLT's web server");
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The address without path, for messages.</summary>
    public string Shown => _options.Url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    private HttpAnswer Judge(HttpResponseMessage response, byte[] bytes)
    {
        var answer = new HttpAnswer(response.StatusCode, bytes)
        {
            Charset = response.Content.Headers.ContentType?.CharSet?.Trim('"'),
            Token = response.Headers.TryGetValues("X-Token", out var tokens) ? tokens.FirstOrDefault(text => text.Length is > 0 and < 1024) : null,
        };
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => answer with { Error = new(PollErrorKind.AuthFailed, $"{Shown} refused user and password", "check user and password file by logging in with a browser") },
            HttpStatusCode.NotFound => answer with { Error = new(PollErrorKind.Unsupported, $"{Shown} has no page of this driver", "check that url and driver fit the box") },
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => answer with { Error = new(PollErrorKind.Unsupported, $"{Shown} sends on to another address", "open it in a browser and set url to where you end up") },
            >= HttpStatusCode.BadRequest => answer with { Error = new(PollErrorKind.ParseFailed, string.Create(CultureInfo.InvariantCulture, $"{Shown} answered with status {(int)response.StatusCode}"), "it happens under load; if it stays so, restart the OLT's web server") },
            _ => answer,
        };
    }

    private static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var body = new MemoryStream((int)Math.Clamp(content.Headers.ContentLength ?? 65_536, 0, MaxBytes));
        var buffer = new byte[32 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            if (body.Length + read > MaxBytes) return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static string Head(HttpResponseMessage response) => $"HTTP/{response.Version} {(int)response.StatusCode} {response.ReasonPhrase}\n{response.Headers}{response.Content.Headers}";

    private PollError Explain(HttpRequestException exception) => exception switch
    {
        { InnerException: TimeoutException } or { InnerException: SocketException { SocketErrorCode: SocketError.TimedOut } } =>
            new(PollErrorKind.Timeout, $"{Shown} does not take connections: they time out", "check address, port and the way to the OLT (firewall, VLAN, power)"),
        { HttpRequestError: HttpRequestError.NameResolutionError } =>
            new(PollErrorKind.Unreachable, $"the name {_options.Url.Host} is not known", "correct the url, or use the OLT's address instead of a name"),
        { HttpRequestError: HttpRequestError.ConnectionError } =>
            new(PollErrorKind.Unreachable, $"no connection to {Shown} ({exception.InnerException?.Message ?? "refused"})", "check address, port and the way to the OLT (firewall, VLAN, power)"),
        { HttpRequestError: HttpRequestError.SecureConnectionError } when _distrust is { } distrust => distrust,
        { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new(PollErrorKind.Unsupported, $"no TLS connection to {Shown}", "try http:// instead of https://, or the other way round; very old firmware speaks a TLS that nobody takes any more"),
        _ => new(PollErrorKind.ParseFailed, $"{Shown} did not answer in proper HTTP ({exception.HttpRequestError})", "it happens under load; if it stays so, check that url points at the OLT's web port"),
    };

    private static HttpAnswer Failed(PollErrorKind kind, string detail, string remedy) => Failed(new(kind, detail, remedy));

    private static HttpAnswer Failed(PollError error) => new(default, []) { Error = error };
}
