using System.Net;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.HiosoEpon;
using EdgeNoc.Common.Config;
using EdgeNoc.Tests.Configuration;
using Microsoft.AspNetCore.Http;
using static EdgeNoc.Tests.Devices.OnuTable;

namespace EdgeNoc.Tests.Devices;

/// <summary>The driver against a web server that behaves as these boxes do, well or badly.</summary>
public sealed class HiosoEponDriverTests
{
    private static readonly SecretSource Password = TestSecret.Of("pw-1");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_poll_reads_all_onus_and_logs_in_on_every_request()
    {
        await using var olt = await TinyWeb.StartAsync(context => TinyWeb.Send(context, Page(Row(1), Row(2, "Down"))));
        var reading = Assert.IsType<PollResult.Read>(await PollAsync(olt)).Reading;
        Assert.Equal(["1", "2"], reading.Onus.Select(onu => onu.Onu));
        var login = " Basic " + Convert.ToBase64String("admin:pw-1"u8);
        Assert.Equal(["/onuAllPonOnuList.asp" + login, "/system.asp" + login], olt.Requests.Distinct());
    }

    [Fact]
    public async Task A_page_without_its_list_is_asked_again()
    {
        var asked = 0;
        await using var olt = await TinyWeb.StartAsync(context => TinyWeb.Send(context, ++asked < 3 ? "<html></html>" : Page(Row(1))));
        Assert.IsType<PollResult.Read>(await PollAsync(olt));
        Assert.Equal(3, olt.Requests.Count(request => request.StartsWith("/onuAllPonOnuList.asp", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_page_without_its_list_three_times_is_an_error()
    {
        await using var olt = await TinyWeb.StartAsync(context => TinyWeb.Send(context, "<html></html>"));
        Assert.Equal(PollErrorKind.ParseFailed, await FailAsync(olt));
        Assert.Equal(3, olt.Requests.Count);
    }

    [Fact]
    public async Task A_refused_login_is_not_tried_again()
    {
        await using var olt = await TinyWeb.StartAsync(context => TinyWeb.Send(context, "Unauthorized", HttpStatusCode.Unauthorized));
        Assert.Equal(PollErrorKind.AuthFailed, await FailAsync(olt));
        Assert.Single(olt.Requests);
    }

    [Fact]
    public async Task A_login_refused_with_200_is_not_tried_again()
    {
        await using var olt = await TinyWeb.StartAsync(context => TinyWeb.Send(context, "Access Denied! Please login."));
        Assert.Equal(PollErrorKind.AuthFailed, await FailAsync(olt));
        Assert.Single(olt.Requests);
    }

    [Fact]
    public async Task A_redirect_on_the_same_host_is_followed_with_the_login()
    {
        await using var olt = await TinyWeb.StartAsync(context => context.Request.Path == "/list.asp" ? TinyWeb.Send(context, Page(Row(1))) : TinyWeb.Redirect(context, "/list.asp"));
        Assert.IsType<PollResult.Read>(await PollAsync(olt));
        Assert.Equal(["/onuAllPonOnuList.asp", "/list.asp"], olt.Requests.Take(2).Select(request => request.Split(' ')[0]));
        Assert.All(olt.Requests, request => Assert.Contains("Basic", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Redirects_in_circles_end()
    {
        await using var olt = await TinyWeb.StartAsync(context => TinyWeb.Redirect(context, "/again.asp"));
        Assert.Equal(PollErrorKind.Unsupported, await FailAsync(olt));
        Assert.Equal(4, olt.Requests.Count);
    }

    [Fact]
    public async Task A_redirect_to_another_host_never_gets_the_login()
    {
        await using var other = await TinyWeb.StartAsync(context => TinyWeb.Send(context, Page(Row(1))));
        await using var olt = await TinyWeb.StartAsync(context => TinyWeb.Redirect(context, new Uri(other.Url, "/onuAllPonOnuList.asp").ToString()));
        var error = Assert.IsType<PollResult.Failed>(await PollAsync(olt)).Error;
        Assert.Equal(PollErrorKind.Unsupported, error.Kind);
        Assert.Contains(other.Url.Authority, error.Remedy, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_box_that_hangs_is_a_timeout()
    {
        await using var olt = await TinyWeb.StartAsync(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("var onutable", Stop);
            await context.Response.Body.FlushAsync(Stop);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        Assert.Equal(PollErrorKind.Timeout, await FailAsync(olt, TimeSpan.FromMilliseconds(200)));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_asked_again_by_the_next_poll()
    {
        await using var olt = await TinyWeb.StartAsync(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("var onutable", Stop);
            context.Abort();
        });
        Assert.Equal(PollErrorKind.ParseFailed, await FailAsync(olt));
    }

    [Fact]
    public async Task A_page_without_end_is_not_read_into_memory()
    {
        await using var olt = await TinyWeb.StartAsync(async context =>
        {
            var block = new byte[1 << 20];
            for (var i = 0; i < 64 && !context.RequestAborted.IsCancellationRequested; i++) await context.Response.Body.WriteAsync(block, context.RequestAborted);
        });
        var error = Assert.IsType<PollResult.Failed>(await PollAsync(olt)).Error;
        Assert.Equal("the page is larger than 8 MB", error.Detail);
    }

    [Fact]
    public async Task Nobody_at_the_port_is_unreachable()
    {
        Uri url;
        await using (var olt = await TinyWeb.StartAsync(context => Task.CompletedTask)) url = olt.Url;
        Assert.Equal(PollErrorKind.Unreachable, Assert.IsType<PollResult.Failed>(await PollAsync(url, TimeSpan.FromSeconds(10))).Error.Kind);
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_unsupported()
    {
        await using var olt = await TinyWeb.StartAsync(context => TinyWeb.Send(context, "gone", HttpStatusCode.NotFound));
        Assert.Equal(PollErrorKind.Unsupported, await FailAsync(olt));
        Assert.Equal(["/onuAllPonOnuList.asp", "/onuOverviewPonList.asp", "/onuConfigPonList.asp"], olt.Requests.Select(request => request.Split(' ')[0]));
    }

    [Fact]
    public async Task A_stopped_agent_is_no_error_of_the_device()
    {
        using var stop = new CancellationTokenSource();
        await using var olt = await TinyWeb.StartAsync(async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await using var driver = Driver(olt.Url, TimeSpan.FromSeconds(10));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => driver.PollAsync(stop.Token));
    }

    private static async Task<PollErrorKind> FailAsync(TinyWeb olt, TimeSpan? timeout = null) =>
        Assert.IsType<PollResult.Failed>(await PollAsync(olt.Url, timeout ?? TimeSpan.FromSeconds(10))).Error.Kind;

    private static Task<PollResult> PollAsync(TinyWeb olt) => PollAsync(olt.Url, TimeSpan.FromSeconds(10));

    private static async Task<PollResult> PollAsync(Uri url, TimeSpan timeout)
    {
        await using var driver = Driver(url, timeout);
        return await driver.PollAsync(Stop);
    }

    private static HiosoEponDriver Driver(Uri url, TimeSpan timeout)
    {
        var options = new HiosoEponOptions { Url = url, User = "admin", Password = Password, Timeout = timeout, Gap = TimeSpan.FromMilliseconds(1) };
        return new HiosoEponDriver(options, TimeProvider.System);
    }
}
