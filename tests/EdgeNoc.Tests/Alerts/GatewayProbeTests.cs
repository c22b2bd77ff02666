using System.Net;
using System.Net.Sockets;
using EdgeNoc.Collector.Alerts.Offline;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Alerts;

public sealed class GatewayProbeTests
{
    [Fact]
    public async Task Whoever_takes_or_refuses_a_connection_is_there_and_what_is_no_address_is_not()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Assert.True(await GatewayProbe.AnswersAsync($"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", default));
        Assert.True(await GatewayProbe.AnswersAsync($"127.0.0.1:{FreePort.Next()}", default));
        Assert.All(["", "no such host.invalid", "::::", "300.1.1.1:80"], gateway => Assert.False(GatewayProbe.AnswersAsync(gateway, default).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task Only_silent_sites_are_asked_and_what_was_learned_is_forgotten_when_they_are_back()
    {
        using var story = new Story();
        story.ReceiveStatus(AgentState.Online);
        story.ReceiveStatus(AgentState.Online, site: "other-pop");
        story.Do(db => db.Execute("UPDATE sites SET gateway = @gateway", new { gateway = $"127.0.0.1:{FreePort.Next()}" }));
        using var probe = new GatewayProbe(story.Database, new Wakeups(), story.Clock, NullLogger<GatewayProbe>.Instance);
        Assert.Equal(0, await probe.ProbeAsync(default));
        story.ReceiveStatus(AgentState.Offline);
        Assert.Equal(1, await probe.ProbeAsync(default));
        Assert.Equal(0, await probe.ProbeAsync(default));
        Assert.Equal(["demo-pop"], story.Query<string>("SELECT site FROM sites WHERE gateway_answers = 1"));
        await story.PassForAsync(100);
        Assert.Contains("\"gateway\":\"answers\"", story.Query<string>("SELECT labels_json FROM alerts WHERE kind = 'agent.offline' AND site = 'demo-pop'").Single(), StringComparison.Ordinal);
        story.ReceiveStatus(AgentState.Online);
        story.ReceiveStatus(AgentState.Online, site: "other-pop");
        await probe.ProbeAsync(default);
        Assert.Empty(story.Query<string>("SELECT site FROM sites WHERE gateway_answers IS NOT NULL"));
    }
}
