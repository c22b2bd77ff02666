using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EdgeNoc.Simulators.Gateway;

namespace EdgeNoc.Tests.Simulators;

public sealed class GatewayServerTests : IAsyncLifetime
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(20) };
    private GatewayServer _gateway = null!;

    public async ValueTask InitializeAsync() =>
        _gateway = await GatewayServer.StartAsync(new GatewayOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), ApiKey = "key-1" });

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task A_message_comes_as_JSON_as_a_form_or_in_the_address()
    {
        using var json = await _http.PostAsJsonAsync(_gateway.SendUrl, Fields("one"));
        using var form = await _http.PostAsync(_gateway.SendUrl, new FormUrlEncodedContent(Fields("two")));
        using var get = await _http.GetAsync(new Uri(_gateway.SendUrl, "?" + await new FormUrlEncodedContent(Fields("three")).ReadAsStringAsync()));

        foreach (var response in new[] { json, form, get })
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("""{"status":true,"msg":"Message sent successfully!"}""", await response.Content.ReadAsStringAsync());
        }

        Assert.Equal([(1, "628123", "628111", "one"), (2, "628123", "628111", "two"), (3, "628123", "628111", "three")],
            _gateway.Messages.Select(message => (message.Number, message.To, message.Sender, message.Text)));
    }

    [Theory]
    [InlineData("wrong", "628123", "Invalid data!")]
    [InlineData("key-1", "", "Wrong parameters!")]
    public async Task A_refusal_is_200_with_status_false(string key, string number, string msg)
    {
        using var response = await _http.PostAsJsonAsync(_gateway.SendUrl, new { api_key = key, sender = "628111", number, message = "x" });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.False(answer.RootElement.GetProperty("status").GetBoolean());
        Assert.Equal(msg, answer.RootElement.GetProperty("msg").GetString());
        Assert.Empty(_gateway.Messages);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    public async Task Nonsense_is_refused(string body)
    {
        using var response = await _http.PostAsync(_gateway.SendUrl, new StringContent(body));
        Assert.Contains("\"status\":false", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(GatewayBehaviour.ServerError, 500, "<h1>Server Error</h1>")]
    [InlineData(GatewayBehaviour.Html, 200, "<h1>Login</h1>")]
    [InlineData(GatewayBehaviour.StatusFalse, 200, "\"status\":false")]
    public async Task A_gateway_in_trouble_takes_nothing(GatewayBehaviour behaviour, int status, string text)
    {
        _gateway.Behaviour = behaviour;
        using var response = await _http.PostAsJsonAsync(_gateway.SendUrl, Fields("lost"));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(text, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(_gateway.Messages);
    }

    [Fact]
    public async Task A_hanging_gateway_takes_nothing()
    {
        using (var set = await _http.PostAsync(new Uri(_gateway.Address, "/_sim/behave?kind=hang"), null)) Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _http.PostAsJsonAsync(_gateway.SendUrl, Fields("lost"), patience.Token));
        Assert.Empty(_gateway.Messages);
    }

    [Fact]
    public async Task The_page_shows_the_messages_and_runs_nothing_of_what_they_say()
    {
        using (await _http.PostAsJsonAsync(_gateway.SendUrl, Fields("🔴 PON 0/2 <script>alert(1)</script>"))) { }
        var page = await _http.GetStringAsync(_gateway.Address);
        Assert.Contains("PON 0/2 &lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await _http.GetStringAsync(new Uri(_gateway.Address, "/_sim/messages")));
        Assert.Equal("628123", json.RootElement[0].GetProperty("to").GetString());
    }

    private static Dictionary<string, string> Fields(string text) =>
        new(StringComparer.Ordinal) { ["api_key"] = "key-1", ["sender"] = "628111", ["number"] = "628123", ["message"] = text };
}
