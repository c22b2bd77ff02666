using System.Net;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Tests.Alerts;

namespace EdgeNoc.Tests.Web;

public sealed class FleetPageTests
{
    [Fact]
    public async Task A_technician_sees_his_agents_and_the_office_also_the_collector()
    {
        await using var rig = await DeskRig.StartAsync();
        using var tono = await rig.SignInAsync("tono");
        var his = await tono.TextAsync("/fleet");
        Assert.Contains(Story.Site, his, StringComparison.Ordinal);
        Assert.DoesNotContain(DeskRig.Other, his, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"parts\"", his, StringComparison.Ordinal);
        using var ani = await rig.SignInAsync("ani");
        var all = await ani.TextAsync("/fleet");
        Assert.Contains(DeskRig.Other, all, StringComparison.Ordinal);
        Assert.Contains("id=\"parts\"", all, StringComparison.Ordinal);
        using var vera = await rig.SignInAsync("vera");
        Assert.Equal(HttpStatusCode.Forbidden, await DeskRig.StatusAsync(vera, "/fleet"));
    }

    [Fact]
    public async Task What_it_says_of_the_collector_the_api_says_too()
    {
        await using var rig = await DeskRig.StartAsync();
        var answer = (await rig.Api.GetAsync("/api/v1/collector", Role.Operator)).Json;
        Assert.Equal("noc-1", answer.GetProperty("instance").GetString());
        Assert.Equal(0, answer.GetProperty("queue").GetInt32());
        Assert.Equal(HttpStatusCode.Forbidden, (await rig.Api.GetAsync("/api/v1/collector")).Status);
    }
}
