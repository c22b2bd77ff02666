using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Serialization;
using EdgeNoc.Collector.Config;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Channels.Mpwa;

/// <summary>WhatsApp by the gateway MPWA (kirimwa.classy.id and its clones).</summary>
internal sealed class MpwaChannel : IChannel, IDisposable
{
    private const int MaxReply = 64 << 10;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly MpwaConfig _config;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public MpwaChannel(MpwaConfig config, TimeProvider time, TimeSpan? timeout = null)
    {
        (_config, _time, _timeout) = (config, time, timeout ?? TimeSpan.FromSeconds(20));
        var handler = new SocketsHttpHandler
        {
            // A redirect would carry the key to whoever answers.
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = 2,
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxReply };
    }

    public string Name => "mpwa";

    public async Task<SendOutcome> SendAsync(string recipient, string text, CancellationToken ct)
    {
        if (PhoneNumber.Normalise(recipient) is not { } number)
            return new SendOutcome.Never($"\"{recipient}\" is no telephone number: write it with its country, as 628123456789");
        if (!_config.ApiKey.TryRead(out var key, out var problem))
            return new SendOutcome.TryAgain($"the API key ({_config.ApiKey.Origin}) {problem}: put it there, readable by the collector");
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            var request = new MpwaRequest(key.Reveal(), _config.Sender, number, text);
            using var content = JsonContent.Create(request, MpwaJson.Default.MpwaRequest);

            // With a length: in chunks, some of the small PHP servers behind it see an empty body.
            await content.LoadIntoBufferAsync(both.Token);
            using var response = await _http.PostAsync(_config.Url, content, both.Token);
            var body = await response.Content.ReadAsStringAsync(both.Token);
            return WithoutKey(MpwaReply.Read(response.StatusCode, body, response.Headers.RetryAfter?.Delta), key);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Our own limit: the gateway has the message and is slow to say so. Otherwise the connection was never made.
            return timeout.IsCancellationRequested
                ? new SendOutcome.TryAgain($"no answer from {_config.Url.Host} within {_timeout.TotalSeconds:0} s", MayHaveArrived: true)
                : new SendOutcome.TryAgain($"no connection to {_config.Url.Host} within {ConnectTimeout.TotalSeconds:0} s: check the address and the way to the internet");
        }
        catch (HttpRequestException e)
        {
            var sentNothing = e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError;
            return WithoutKey(new SendOutcome.TryAgain($"{_config.Url.Host}: {e.Message}", MayHaveArrived: !sentNothing), key);
        }
    }

    public void Dispose() => _http.Dispose();

    // Gateways quote what they were sent.
    private static SendOutcome WithoutKey(SendOutcome outcome, Secret key) => outcome switch
    {
        SendOutcome.TryAgain again => again with { Reason = Mask(again.Reason, key.Reveal()) },
        SendOutcome.Never never => new SendOutcome.Never(Mask(never.Reason, key.Reveal())),
        _ => outcome,
    };

    private static string Mask(string text, string key) =>
        new StringBuilder(text).Replace(key, "***").Replace(HostileText.Clean(key, int.MaxValue), "***").ToString();
}

internal sealed record MpwaRequest(
    [property: JsonPropertyName("api_key")] string ApiKey,
    [property: JsonPropertyName("sender")] string Sender,
    [property: JsonPropertyName("number")] string Number,
    [property: JsonPropertyName("message")] string Message);

[JsonSerializable(typeof(MpwaRequest))]
internal sealed partial class MpwaJson : JsonSerializerContext;
