using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeNoc.Common.Enrolment;

namespace EdgeNoc.Agent.Enrolment;

/// <summary>What the collector answered: a value, a refusal with its words, or nothing that could be used.</summary>
internal abstract record Asked<T>
{
    private Asked()
    {
    }

    public sealed record Answered(T Value) : Asked<T>;

    /// <summary>It said no.</summary>
    public sealed record Refused(EnrolProblem Problem) : Asked<T>;

    /// <summary>It could not be asked; trying again may help.</summary>
    public sealed record Failed(string Problem, string Remedy) : Asked<T>;
}

/// <summary>Asks the collector over HTTPS, trusting one certificate authority.</summary>
internal sealed class CollectorClient : IDisposable
{
    private const int MaxAnswerBytes = 9 << 20, MaxCaBytes = 64 << 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Uri _collector;
    private readonly HttpClient _http;
    private string? _distrust;

    /// <param name="collector">Its address.</param>
    /// <param name="ca">Whom to trust; null believes anybody, for the one question whose answer is checked by its fingerprint.</param>
    /// <param name="known">It is at least so late: a certificate that ended before is none.</param>
    public CollectorClient(Uri collector, X509Certificate2? ca, DateTimeOffset known)
    {
        _collector = collector;
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(15) };
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, errors) => ca is null || (_distrust = CollectorTrust.Problem(ca, certificate, errors, known)) is null,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
        _http = new HttpClient(handler) { Timeout = Patience, MaxResponseContentBufferSize = ca is null ? MaxCaBytes : MaxAnswerBytes };
    }

    /// <summary>The certificate authority of a claim, as PEM.</summary>
    public static async Task<Asked<(string Pem, X509Certificate2 Certificate)>> AskCaAsync(ClaimCode claim, CancellationToken ct)
    {
        using var client = new CollectorClient(claim.Collector, ca: null, known: default);
        switch (await client.SendAsync(HttpMethod.Get, EnrolmentPaths.Ca, null, static bytes => Encoding.UTF8.GetString(bytes), ct))
        {
            case Asked<string>.Answered answered:
                return CollectorTrust.Find(answered.Value, claim.CaFingerprint.Span) is { } ca
                    ? new Asked<(string, X509Certificate2)>.Answered((ca.ExportCertificatePem() + "\n", ca))
                    : new Asked<(string, X509Certificate2)>.Failed(
                        $"{claim.Collector.Authority} is not the office that this claim is from: its certificate authority has another fingerprint",
                        "nothing was sent to it; check that this network leads to the office, else ask the office for a new claim");
            case Asked<string>.Failed failed:
                return new Asked<(string, X509Certificate2)>.Failed(failed.Problem, failed.Remedy);
            default:
                return new Asked<(string, X509Certificate2)>.Failed($"{claim.Collector.Authority} answers, but not as a collector", "check the address with the office");
        }
    }

    /// <summary>The office's public key, as PEM.</summary>
    public Task<Asked<string>> AskNocKeyAsync(CancellationToken ct) => SendAsync(HttpMethod.Get, EnrolmentPaths.NocKey, null, static bytes => Encoding.UTF8.GetString(bytes), ct);

    public Task<Asked<TAnswer>> PostAsync<TBody, TAnswer>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answerType, CancellationToken ct)
        where TAnswer : class =>
        SendAsync(HttpMethod.Post, path, JsonSerializer.SerializeToUtf8Bytes(body, bodyType), bytes => JsonSerializer.Deserialize(bytes, answerType), ct);

    public void Dispose() => _http.Dispose();

    private async Task<Asked<T>> SendAsync<T>(HttpMethod method, string path, byte[]? body, Func<byte[], T?> read, CancellationToken ct)
        where T : class
    {
        using var request = new HttpRequestMessage(method, new Uri(_collector, path));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        try
        {
            using var answer = await _http.SendAsync(request, ct);
            var bytes = await answer.Content.ReadAsByteArrayAsync(ct);
            if (answer.StatusCode == HttpStatusCode.OK && read(bytes) is { } value) return new Asked<T>.Answered(value);
            if (answer.StatusCode != HttpStatusCode.OK && JsonSerializer.Deserialize(bytes, EnrolmentJson.Default.EnrolProblem) is { Reason: not null } problem) return new Asked<T>.Refused(problem);
            return Strange(answer.StatusCode);
        }
        catch (JsonException)
        {
            return Strange(null);
        }
        catch (HttpRequestException error)
        {
            return Failed(error);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Asked<T>.Failed($"{_collector.Authority} does not answer within {Patience.TotalSeconds:0} s", "check this machine's network; it can be tried again");
        }

        Asked<T> Strange(HttpStatusCode? status) => new Asked<T>.Failed(
            $"{_collector.Authority} answers, but not as a collector{(status is { } code ? $" ({(int)code})" : "")}", "check the address with the office, and that its collector is up to date");

        Asked<T> Failed(HttpRequestException error) => _distrust is { } distrust
            ? new Asked<T>.Failed($"{_collector.Authority} is not trusted: {distrust}", "nothing was sent to it; tell the office: its certificate must be from its own authority, valid, and name this address; and see that this machine's clock is not ahead")
            : error.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => new Asked<T>.Failed($"the name {_collector.Host} is not known here", "check this machine's network and its DNS; it can be tried again"),
                HttpRequestError.SecureConnectionError when error.InnerException is AuthenticationException => new Asked<T>.Failed($"{_collector.Authority} answers, but TLS with it fails", "check the address with the office: the port must be that of its HTTPS"),
                _ => new Asked<T>.Failed($"{_collector.Authority} cannot be reached ({error.InnerException?.Message ?? error.Message})", "check cable, network and the office's firewall; it can be tried again"),
            };
    }
}
