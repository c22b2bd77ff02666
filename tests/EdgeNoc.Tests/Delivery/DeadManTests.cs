using System.Net;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Probes;
using EdgeNoc.Collector.Watch;
using EdgeNoc.Tests.Alerts;
using EdgeNoc.Tests.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Tests.Delivery;

public sealed class DeadManTests : IAsyncLifetime
{
    private const string Path = "/ping/s3cret-0123456789";
    private readonly StoryClock _clock = new(Story.Start);
    private readonly ListLogger<DeadMan> _log = new();
    private readonly List<string> _calls = [];
    private WebApplication _service = null!;
    private int _status = 200;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _service = builder.Build();
        _service.Run(context =>
        {
            lock (_calls) _calls.Add(context.Request.Path);
            context.Response.StatusCode = _status;
            if (_status == 302) context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });
        await _service.StartAsync();
    }

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task It_is_called_while_all_is_well()
    {
        using var deadMan = New(Plain(), new Probe("broker"), new Probe("database"));
        Assert.Null(await deadMan.CallAsync(default));
        Assert.Equal([Path], _calls);
    }

    [Theory]
    [InlineData("broker")]
    [InlineData("database")]
    [InlineData("loops")]
    public async Task It_is_not_called_while_a_part_is_not_well(string part)
    {
        using var deadMan = New(Plain(), new Probe("broker", part != "broker"), new Probe("database", part != "database"), new Probe("loops", part != "loops"));
        Assert.StartsWith($"{part} is not well", await deadMan.CallAsync(default), StringComparison.Ordinal);
        Assert.Empty(_calls);
    }

    [Fact]
    public async Task One_of_two_channels_is_enough_to_tell_people_and_none_is_not()
    {
        var channels = new ChannelHealth(_clock);
        using var deadMan = new DeadMan(Plain(), [channels], channels, TimeProvider.System, _log);
        channels.Report("wa", "HTTP 500", Story.Start);
        channels.Report("tg", null, null);
        Assert.Null(await deadMan.CallAsync(default));
        channels.ReportDown("tg", "logged out");
        Assert.Equal("no channel works: tg: down: logged out; wa: the oldest message waits for 0s: HTTP 500", await deadMan.CallAsync(default));
        Assert.Single(_calls);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task An_answer_without_success_is_told_by_host_and_never_followed(int status)
    {
        _status = status;
        using var deadMan = New(Plain());
        Assert.Equal($"127.0.0.1 answers {status}: compare the address with what the service gave you", await deadMan.CallAsync(default));
        Assert.Equal([Path], _calls);
    }

    [Fact]
    public async Task The_secret_path_stands_in_no_text()
    {
        var closed = new Uri($"http://127.0.0.1:{EdgeNoc.Rig.FreePort.Next()}{Path}");
        using var deadMan = New(new DeadManUrl(closed, null));
        Assert.Equal("127.0.0.1 does not answer (ConnectionError): check the way to the internet", await deadMan.CallAsync(default));
        using var broken = New(new DeadManUrl(null, TestSecret.Of("no address s3cret")));
        Assert.DoesNotContain("s3cret", await broken.CallAsync(default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_may_stand_in_a_file()
    {
        using var deadMan = New(new DeadManUrl(null, TestSecret.Of(Plain().Plain!.AbsoluteUri)));
        Assert.Null(await deadMan.CallAsync(default));
        Assert.Equal([Path], _calls);
    }

    [Fact]
    public void A_loop_that_hangs_is_not_well()
    {
        var clock = new Ingest.InstantTime();
        var pulse = new Pulse(clock);
        Assert.True(pulse.Check().Healthy);
        pulse.Beat("alerts");
        clock.Advance(TimeSpan.FromMinutes(2));
        pulse.Beat("outbox");
        Assert.True(pulse.Check().Healthy);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.StartsWith("alerts: no good round for 3 minutes", pulse.Check().Detail, StringComparison.Ordinal);
    }

    private DeadManUrl Plain() => new(new Uri(_service.Urls.First() + Path), null);

    private DeadMan New(DeadManUrl url, params IHealthProbe[] probes) => new(url, probes, new ChannelHealth(_clock), TimeProvider.System, _log);

    private sealed record Probe(string Name, bool IsWell = true) : IHealthProbe
    {
        public Health Check() => new(IsWell, "as told");
    }
}
