using System.Net;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Sites.Enrolment;
using EdgeNoc.Tests.Api;

namespace EdgeNoc.Tests.Desk;

public sealed class DeskApiTests : IAsyncLifetime
{
    private const string Olt = """{"driver":"hioso-epon","url":"http://192.0.2.10","user":"admin"}""";
    private ApiRig _api = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ApiRig.StartAsync();
        await _api.PutAsync("/api/v1/sites/kdr-03", new { title = "Kediri 3" });
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Two_who_change_the_same_device_are_told_and_two_who_change_different_ones_are_not()
    {
        Assert.Equal(HttpStatusCode.OK, (await PutDeviceAsync("olt-1", Olt)).Status);
        Assert.Equal(HttpStatusCode.OK, (await PutDeviceAsync("olt-2", Olt)).Status);
        var (one, two) = ((await DeviceAsync("olt-1")).Tag, (await DeviceAsync("olt-2")).Tag);
        Assert.Equal(HttpStatusCode.OK, (await PutDeviceAsync("olt-1", Olt.Replace(".10", ".11", StringComparison.Ordinal), one)).Status);
        Assert.Equal(HttpStatusCode.OK, (await PutDeviceAsync("olt-2", Olt.Replace(".10", ".12", StringComparison.Ordinal), two)).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutDeviceAsync("olt-1", Olt, one)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await PutDeviceAsync("olt-1", Olt)).Status);
        var all = (await _api.GetAsync("/api/v1/sites/kdr-03/devices", Role.Operator)).Json.GetProperty("items").EnumerateArray();
        Assert.Equal(["olt-1 http://192.0.2.11", "olt-2 http://192.0.2.12"], all.Select(device => $"{device.GetProperty("id").GetString()} {device.GetProperty("url").GetString()}"));
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_key_and_nothing_is_kept()
    {
        Assert.Equal(["url: \"ftp://192.0.2.10\" cannot be used"], (await PutDeviceAsync("olt-1", Olt.Replace("http:", "ftp:", StringComparison.Ordinal))).Errors.Select(Short));
        Assert.Equal(["password: stands here in clear"], (await PutDeviceAsync("olt-1", Olt.Replace("\"user\"", "\"password\":\"x\",\"user\"", StringComparison.Ordinal))).Errors);
        Assert.Equal(HttpStatusCode.BadRequest, (await PutDeviceAsync("olt-1", "[1]")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await DeviceAsync("olt-1")).Status);

        static string Short(string error) => error.Contains("ftp", StringComparison.Ordinal) ? "url: \"ftp://192.0.2.10\" cannot be used" : error;
    }

    [Fact]
    public async Task What_was_removed_comes_back_within_thirty_days_and_not_later()
    {
        await PutDeviceAsync("olt-1", Olt);
        await _api.PutAsync("/api/v1/sites/kdr-03/onts/ont-1", new { address = "192.0.2.101", name = "<script>", group = "north" });
        await _api.PutAsync("/api/v1/contacts/budi", new { name = "Budi" });
        foreach (var path in (string[])["sites/kdr-03/devices/olt-1", "sites/kdr-03/onts/ont-1", "contacts/budi", "sites/kdr-03"])
            Assert.Equal(HttpStatusCode.NoContent, (await _api.DeleteAsync($"/api/v1/{path}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync("/api/v1/sites/kdr-03")).Status);

        var removed = (await _api.GetAsync("/api/v1/removed", Role.Operator)).Json.GetProperty("items").EnumerateArray().Select(entry => (Id: entry.GetProperty("id").GetInt64(), Kind: entry.GetProperty("kind").GetString())).ToList();
        Assert.Equal(["site", "contact", "ont", "device"], removed.Select(entry => entry.Kind));
        foreach (var (id, _) in removed) Assert.Equal(HttpStatusCode.OK, (await _api.PostAsync($"/api/v1/removed/{id}/restore", role: Role.Admin)).Status);
        Assert.Equal("Kediri 3", (await _api.GetAsync("/api/v1/sites/kdr-03")).Json.GetProperty("title").GetString());
        Assert.Equal("http://192.0.2.10", (await DeviceAsync("olt-1")).Json.GetProperty("url").GetString());
        Assert.Equal("<script>", (await _api.GetAsync("/api/v1/sites/kdr-03/onts/ont-1", Role.Operator)).Json.GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.OK, (await _api.GetAsync("/api/v1/contacts/budi")).Status);
        Assert.Empty((await _api.GetAsync("/api/v1/removed", Role.Operator)).Json.GetProperty("items").EnumerateArray());

        await _api.DeleteAsync("/api/v1/sites/kdr-03/devices/olt-1");
        var last = (await _api.GetAsync("/api/v1/removed", Role.Operator)).Json.GetProperty("items")[0].GetProperty("id").GetInt64();
        _api.Story.After(31 * 86_400);
        Assert.Equal(HttpStatusCode.NotFound, (await _api.PostAsync($"/api/v1/removed/{last}/restore", role: Role.Admin)).Status);
    }

    [Fact]
    public async Task A_site_that_a_machine_is_is_not_removed()
    {
        _api.Story.Do(db =>
        {
            IdentityStore.Put(db, "kdr-03", "key", "serial1111", "1.0", _api.Story.Clock.Now);
            return true;
        });
        Assert.Equal(HttpStatusCode.Conflict, (await _api.DeleteAsync("/api/v1/sites/kdr-03")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _api.DeleteAsync("/api/v1/sites/kdr-03", Role.Operator)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _api.GetAsync("/api/v1/sites/kdr-03/devices", Role.Viewer)).Status);
    }

    private Task<Answer> DeviceAsync(string device) => _api.GetAsync($"/api/v1/sites/kdr-03/devices/{device}", Role.Operator);

    private Task<Answer> PutDeviceAsync(string device, string entry, string? ifMatch = null) => _api.PutAsync($"/api/v1/sites/kdr-03/devices/{device}", entry, ifMatch);
}
