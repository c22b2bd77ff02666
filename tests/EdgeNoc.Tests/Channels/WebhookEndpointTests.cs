using System.Net;
using System.Text;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Inbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Tests.Channels;

public sealed class WebhookEndpointTests : IInboundSink, IAsyncLifetime
{
    private readonly List<(string Channel, WebhookVerdict.Accepted Call)> _taken = [];
    private readonly HttpClient _http = new();
    private readonly List<string> _refused = [];
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapWebhooks(
            ProviderRig.Providers.Select(provider => ProviderRig.Settings(provider, new Uri("http://127.0.0.1")).Open(TimeProvider.System)), this, TimeProvider.System);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    Task IInboundSink.TakeAsync(IChannel channel, WebhookVerdict.Accepted call, CancellationToken ct)
    {
        _taken.Add((channel.Id, call));
        return Task.CompletedTask;
    }

    void IInboundSink.Refuse(IChannel channel, string from, string reason) => _refused.Add($"{channel.Id} {from}: {reason}");

    [Fact]
    public async Task Whoever_knows_the_secret_path_is_heard()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync($"/hooks/my-mpwa/{ProviderRig.PathSecret}", """{"from":"628123456789","message":"ack 17"}"""));
        Assert.Equal(("my-mpwa", "ack 17"), (_taken.Single().Channel, _taken.Single().Call.Messages.Single().Text));
    }

    [Theory]
    [InlineData("/hooks/my-mpwa/another-secret-0123456789")]
    [InlineData("/hooks/my-mpwa")]
    [InlineData("/hooks/my-meta-cloud")]
    [InlineData("/hooks/my-webhook")]
    [InlineData("/hooks/nobody")]
    public async Task Whoever_does_not_is_told_nothing(string path)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(path, """{"from":"628123456789","message":"ack 17"}"""));
        Assert.Empty(_taken);
        Assert.DoesNotContain("another-secret", string.Join('\n', _refused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Meta_is_answered_its_challenge_and_its_signed_calls_are_heard()
    {
        Assert.Equal("1158201444", await _http.GetStringAsync($"{_app.Urls.First()}/hooks/my-meta-cloud?hub.mode=subscribe&hub.verify_token={ProviderRig.PathSecret}&hub.challenge=1158201444"));
        Assert.Equal(HttpStatusCode.Forbidden, (await _http.GetAsync($"{_app.Urls.First()}/hooks/my-meta-cloud?hub.mode=subscribe&hub.verify_token=x&hub.challenge=1")).StatusCode);
        var signed = MetaCloudTests.Signed(Encoding.UTF8.GetBytes("""{"entry":[]}"""));
        using var content = new ByteArrayContent(signed.Body.ToArray());
        content.Headers.Add("X-Hub-Signature-256", signed.Headers["x-hub-signature-256"]);
        Assert.Equal(HttpStatusCode.OK, (await _http.PostAsync($"{_app.Urls.First()}/hooks/my-meta-cloud", content)).StatusCode);
        Assert.Equal("my-meta-cloud", Assert.Single(_taken).Channel);
    }

    [Fact]
    public async Task A_body_without_end_is_not_read()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync($"/hooks/my-mpwa/{ProviderRig.PathSecret}", new string('x', 1 << 20)));
        Assert.Empty(_taken);
    }

    private async Task<HttpStatusCode> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return (await _http.PostAsync(_app.Urls.First() + path, content)).StatusCode;
    }
}
