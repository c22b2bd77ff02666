using System.Text;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Common.Config;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Tests.Influx;

public sealed class InfluxHttpTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_write_names_database_precision_and_user_and_sends_the_lines_as_they_are()
    {
        string? seen = null;
        await using var server = await StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            var request = context.Request;
            seen = $"{request.Method} {request.Path}{request.QueryString} {request.Headers.Authorization} {request.Headers.Expect} {await reader.ReadToEndAsync()}";
            context.Response.StatusCode = 204;
        });
        using var influx = new InfluxHttp(new InfluxConfig(new Uri(server.Url + "/sub"), "edge noc", "u", TestSecret.Of("p:w")), Soon, TimeProvider.System);
        Assert.IsType<WriteOutcome.Stored>(await influx.WriteAsync("m f=1 1\nm f=2 2\n"u8.ToArray(), default));
        Assert.Equal($"POST /sub/write?db=edge%20noc&precision=ms Basic {Convert.ToBase64String("u:p:w"u8)}  m f=1 1\nm f=2 2\n", seen);
    }

    [Fact]
    public async Task Errors_carry_the_words_of_the_database_and_when_to_come_back()
    {
        await using var server = await StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "7";
            return context.Response.WriteAsync("""{"error":"too busy"}""");
        });
        Assert.Equal(new WriteOutcome.Unavailable(UnavailableKind.Overloaded, "HTTP 503: too busy", TimeSpan.FromSeconds(7)), await WriteAsync(server.Url, Soon));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_in_time_is_unavailable()
    {
        var never = new TaskCompletionSource();
        await using var server = await StartAsync(context => never.Task.WaitAsync(context.RequestAborted));
        var outcome = Assert.IsType<WriteOutcome.Unavailable>(await WriteAsync(server.Url, TimeSpan.FromMilliseconds(200)));
        Assert.Equal(UnavailableKind.Timeout, outcome.Kind);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_unavailable_and_its_password_is_not_told()
    {
        var outcome = Assert.IsType<WriteOutcome.Unavailable>(await WriteAsync($"http://127.0.0.1:{FreePort.Next()}", Soon));
        Assert.Equal(UnavailableKind.Unreachable, outcome.Kind);
        Assert.DoesNotContain("secret-1", outcome.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_its_end()
    {
        await using var server = await StartAsync(async context =>
        {
            context.Response.StatusCode = 400;
            for (var i = 0; i < 10_000 && !context.RequestAborted.IsCancellationRequested; i++) await context.Response.WriteAsync(new string('x', 10_000));
        });
        var outcome = Assert.IsType<WriteOutcome.Refused>(await WriteAsync(server.Url, Soon));
        Assert.InRange(outcome.Reason.Length, 500, 520);
    }

    [Fact]
    public async Task A_changed_password_is_used_at_once_and_a_missing_one_is_said()
    {
        var file = Path.Combine(RigDirectory.New("influx-pw"), "influx.pw");
        var seen = new List<string>();
        await using var server = await StartAsync(context =>
        {
            seen.Add(Encoding.UTF8.GetString(Convert.FromBase64String(context.Request.Headers.Authorization.ToString()["Basic ".Length..])));
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        });
        using var influx = new InfluxHttp(new InfluxConfig(new Uri(server.Url), "edgenoc", "u", SecretSource.FromFile(file)), Soon, TimeProvider.System);
        foreach (var password in new[] { "pw-1", "pw-2" })
        {
            await File.WriteAllTextAsync(file, password + "\n");
            Assert.IsType<WriteOutcome.Stored>(await influx.WriteAsync("m f=1 1\n"u8.ToArray(), default));
        }

        File.Delete(file);
        var outcome = Assert.IsType<WriteOutcome.Unavailable>(await influx.WriteAsync("m f=1 1\n"u8.ToArray(), default));
        Assert.Equal((UnavailableKind.Unauthorized, $"the password ({file}) is not there"), (outcome.Kind, outcome.Detail));
        Assert.Equal(["u:pw-1", "u:pw-2"], seen);
    }

    private static async Task<WriteOutcome> WriteAsync(string url, TimeSpan timeout)
    {
        using var influx = new InfluxHttp(new InfluxConfig(new Uri(url), "edgenoc", "u", TestSecret.Of("secret-1")), timeout, TimeProvider.System);
        return await influx.WriteAsync("m f=1 1\n"u8.ToArray(), default);
    }

    private static async Task<Server> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return new Server(app, app.Urls.Single());
    }

    private sealed record Server(WebApplication App, string Url) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
