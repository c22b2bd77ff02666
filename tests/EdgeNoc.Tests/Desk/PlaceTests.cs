using System.Net;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Tests.Alerts;
using EdgeNoc.Tests.Web;

namespace EdgeNoc.Tests.Desk;

public sealed class PlaceTests : IAsyncLifetime
{
    private DeskRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await DeskRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Theory]
    [InlineData("{\"device\":\"olt-1\",\"at\":\"0/3:17\",\"latitude\":0,\"longitude\":0}", "latitude")]
    [InlineData("{\"device\":\"olt-1\",\"at\":\"0/3:17\",\"latitude\":-7.8}", "longitude")]
    [InlineData("{\"device\":\"olt-1\",\"at\":\"0/3:17\",\"latitude\":-7.8,\"longitude\":181}", "longitude")]
    [InlineData("{\"device\":\"olt-1\",\"at\":\"0/3:17\",\"latitude\":\"NaN\",\"longitude\":1}", "latitude")]
    [InlineData("{\"device\":\"olt-1\",\"at\":\"0/3\\u0000:17\",\"latitude\":1,\"longitude\":1}", "at")]
    [InlineData("{\"device\":\"../etc\",\"latitude\":1,\"longitude\":1}", "device")]
    public async Task Where_nothing_can_stand_is_refused_at_its_key(string body, string path)
    {
        var answer = await _rig.Api.SendAsync(HttpMethod.Put, $"/api/v1/sites/{Story.Site}/places", _rig.Api.Token(Role.Operator), body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(answer.Errors, error => error.StartsWith(path + ":", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_place_is_kept_to_a_tenth_of_a_metre_with_its_category_and_who_gave_it()
    {
        var put = await _rig.Api.PutAsync($"/api/v1/sites/{Story.Site}/places", new { device = "ont-7", latitude = -7.81661234567, longitude = 112.0114, category = "Sekolah" }, role: Role.Operator);
        Assert.Equal(HttpStatusCode.NoContent, put.Status);
        Assert.Equal(["ont-7 device -7.816612 112.0114 Sekolah"], _rig.Story.Query<string>("SELECT device || ' ' || entity || ' ' || latitude || ' ' || longitude || ' ' || category FROM map_places"));
        Assert.Equal(["place.put"], _rig.Story.Query<string>("SELECT action FROM audit WHERE action LIKE 'place%'"));
        Assert.Equal(HttpStatusCode.Forbidden, (await _rig.Api.PutAsync($"/api/v1/sites/{Story.Site}/places", new { device = "ont-7" }, role: Role.Viewer)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await _rig.Api.PutAsync($"/api/v1/sites/{Story.Site}/places", new { device = "ont-7" }, role: Role.Operator)).Status);
        Assert.Empty(_rig.Story.Query<string>("SELECT device FROM map_places"));
    }
}
