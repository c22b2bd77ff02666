using System.Net;
using EdgeNoc.Collector.Alerts;

namespace EdgeNoc.Tests.Web;

/// <summary>How the collector itself does, as a page and as an endpoint.</summary>
public sealed class CollectorPageTests
{
    [Fact]
    public async Task It_is_for_the_office_and_not_for_who_has_some_sites()
    {
        await using var rig = await DeskRig.StartAsync();
        using var ani = await rig.SignInAsync("ani");
        var page = await ani.TextAsync("/collector");
        Assert.Contains("id=\"parts\"", page, StringComparison.Ordinal);
        Assert.Contains("noc-1", page, StringComparison.Ordinal);
        foreach (var other in (string[])["tono", "vera"])
        {
            using var browser = await rig.SignInAsync(other);
            Assert.Equal(HttpStatusCode.Forbidden, await DeskRig.StatusAsync(browser, "/collector"));
        }

        var answer = (await rig.Api.GetAsync("/api/v1/collector", Role.Operator)).Json;
        Assert.Equal("noc-1", answer.GetProperty("instance").GetString());
        Assert.Equal(0, answer.GetProperty("queue").GetInt32());
        Assert.Equal(HttpStatusCode.Forbidden, (await rig.Api.GetAsync("/api/v1/collector")).Status);
    }
}
