using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Mpwa;
using EdgeNoc.Common.Config;
using EdgeNoc.Tests.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Tests.Channels;

public sealed class MpwaChannelTests : IAsyncLifetime
{
    private const string Key = "k3y-_s3cret";
    private const string Sent = """{"status":true,"msg":"Message sent successfully!"}""";

    private static readonly SecretSource ApiKey = TestSecret.Of(Key);

    private readonly List<string> _bodies = [];
    private WebApplication _gateway = null!;
    private Func<HttpContext, Task> _answer = context => context.Response.WriteAsync(Sent);

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _gateway = builder.Build();
        _gateway.Run(async context =>
        {
            _bodies.Add(await new StreamReader(context.Request.Body).ReadToEndAsync());
            await _answer(context);
        });
        await _gateway.StartAsync();
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_message_goes_out_as_the_gateway_wants_it()
    {
        var length = (long?)null;
        _answer = context =>
        {
            length = context.Request.ContentLength;
            return context.Response.WriteAsync(Sent);
        };
        var outcome = await SendAsync("0812-3456 789", "🔴 #1 *\nsecond line");
        Assert.Equal(new SendOutcome.Accepted(null), outcome);
        Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(_bodies.Single()), length);
        using var body = JsonDocument.Parse(_bodies.Single());
        Assert.Equal(
            [("api_key", Key), ("sender", "628111"), ("number", "628123456789"), ("message", "🔴 #1 *\nsecond line")],
            body.RootElement.EnumerateObject().Select(property => (property.Name, property.Value.GetString()!)));
    }

    [Fact]
    public async Task The_gateways_id_of_a_message_is_kept()
    {
        Answer(200, """{"status":true,"data":{"key":{"remoteJid":"628@s.whatsapp.net","id":"BAE5"}}}""");
        Assert.Equal(new SendOutcome.Accepted("BAE5"), await SendAsync());
    }

    [Theory]
    [InlineData(200, """{"status":false,"msg":"Invalid data!"}""")]
    [InlineData(200, """{"status":false,"msg":"Sender is not connected, check your device number, it is invalid"}""")]
    [InlineData(200, """{"status":false}""")]
    [InlineData(200, """{"status":"true"}""")]
    [InlineData(200, """{"msg":"sent"}""")]
    [InlineData(400, """{"status":true,"msg":"sent"}""")]
    [InlineData(401, """{"status":false,"msg":"Wrong api key"}""")]
    [InlineData(500, "oops")]
    [InlineData(502, "<html>bad gateway</html>")]
    public async Task What_is_not_said_to_be_sent_is_tried_again(int status, string body)
    {
        Answer(status, body);
        Assert.IsType<SendOutcome.TryAgain>(await SendAsync());
    }

    [Theory]
    [InlineData("<html>please log in</html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"status\":")]
    public async Task A_200_that_is_not_the_gateways_leaves_it_open_whether_it_was_sent(string body)
    {
        Answer(200, body);
        Assert.IsType<SendOutcome.InDoubt>(await SendAsync());
    }

    [Theory]
    [InlineData("Invalid number")]
    [InlineData("The number is not registered on WhatsApp")]
    [InlineData("Nomor tujuan tidak terdaftar")]
    public async Task A_number_that_does_not_exist_is_never_tried_again(string message)
    {
        Answer(200, JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal) { ["status"] = false, ["msg"] = message }));
        Assert.IsType<SendOutcome.Never>(await SendAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("12ab")]
    [InlineData("0812")]
    [InlineData("6281234567890123456")]
    public async Task What_is_no_number_never_reaches_the_gateway(string recipient)
    {
        Assert.IsType<SendOutcome.Never>(await SendAsync(recipient));
        Assert.Empty(_bodies);
    }

    [Fact]
    public async Task A_gateway_that_asks_to_wait_is_given_the_time()
    {
        _answer = context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "77";
            return Task.CompletedTask;
        };
        Assert.Equal(TimeSpan.FromSeconds(77), Assert.IsType<SendOutcome.TryAgain>(await SendAsync()).After);
    }

    [Fact]
    public async Task A_gateway_that_hangs_may_have_sent_it()
    {
        var end = new TaskCompletionSource();
        _answer = _ => end.Task;
        var outcome = await SendAsync(timeout: TimeSpan.FromMilliseconds(300));
        end.SetResult();
        Assert.IsType<SendOutcome.InDoubt>(outcome);
    }

    [Fact]
    public async Task A_connection_cut_before_the_answer_may_have_sent_it()
    {
        _answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        Assert.IsType<SendOutcome.InDoubt>(await SendAsync());
    }

    [Fact]
    public async Task A_gateway_that_is_not_there_has_sent_nothing()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var url = new Uri($"http://{free.LocalEndpoint}/send-message");
        free.Stop();
        using var channel = new MpwaChannel(new MpwaSettings(new("wa", "mpwa"), url, "628111", ApiKey), TimeProvider.System);
        Assert.IsType<SendOutcome.TryAgain>(await channel.SendAsync(new("628123456789", "x"), default));
    }

    [Fact]
    public async Task A_redirect_is_not_followed_for_it_would_carry_the_key_away()
    {
        _answer = context =>
        {
            context.Response.Redirect("/elsewhere", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };
        Assert.IsType<SendOutcome.TryAgain>(await SendAsync());
        Assert.Single(_bodies);
    }

    [Fact]
    public async Task A_key_that_the_gateway_quotes_stays_out_of_the_reason()
    {
        Answer(200, $$"""{"status":false,"msg":"api_key {{Key}} is unknown"}""");
        var reason = Assert.IsType<SendOutcome.TryAgain>(await SendAsync()).Reason;
        Assert.Contains("api_key ••• is unknown", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_cannot_be_read_sends_nothing_and_says_where_it_should_be()
    {
        var gone = SecretSource.FromFile("/nowhere/mpwa.key");
        using var channel = new MpwaChannel(new MpwaSettings(new("wa", "mpwa"), new Uri($"{_gateway.Urls.First()}/send-message"), "628111", gone), TimeProvider.System);
        var outcome = Assert.IsType<SendOutcome.TryAgain>(await channel.SendAsync(new("628123456789", "x"), default));
        Assert.Equal("the API key (/nowhere/mpwa.key) is not there: put it there, readable by the collector", outcome.Reason);
        Assert.Empty(_bodies);
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        _answer = context => context.Response.WriteAsync(new string('x', 1 << 20));
        Assert.IsType<SendOutcome.InDoubt>(await SendAsync());
    }

    [Theory]
    [InlineData("+62 812-3456-789", "628123456789")]
    [InlineData("08123456789", "628123456789")]
    [InlineData("8123456789", "628123456789")]
    [InlineData("0062 812 3456 789", "628123456789")]
    [InlineData("(55) 11 98765.4321", "5511987654321")]
    [InlineData("+1", null)]
    [InlineData("628\u0661234567", null)]
    public void Numbers_are_brought_to_international_form(string text, string? expected) => Assert.Equal(expected, PhoneNumber.Normalise(text));

    private void Answer(int status, string body) => _answer = context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    };

    private async Task<SendOutcome> SendAsync(string recipient = "628123456789", string text = "hello", TimeSpan? timeout = null)
    {
        using var channel = new MpwaChannel(new MpwaSettings(new("wa", "mpwa"), new Uri($"{_gateway.Urls.First()}/send-message"), "628111", ApiKey), TimeProvider.System, timeout);
        return await channel.SendAsync(new(recipient, text), default);
    }
}
