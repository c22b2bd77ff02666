using System.Net;

namespace EdgeNoc.Tests.Api;

public sealed class PeopleApiTests : IAsyncLifetime
{
    private ApiRig _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiRig.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Who_is_entered_and_routed_to_is_told()
    {
        await PutContactAsync("budi", "0812-3456-789");
        Assert.Equal(HttpStatusCode.Created, (await _api.PutAsync("/api/v1/routes/all", new { steps = new object[] { new { after_s = 0, to = new[] { "contact:budi" } } } })).Status);
        await _api.IncidentAsync();
        Assert.Equal("628123456789", _api.Story.Query<string>("SELECT recipient FROM outbox").Single());
        var told = (await _api.GetAsync("/api/v1/notifications?contact=budi")).Json.GetProperty("items").EnumerateArray().Single();
        Assert.Equal(("my-mpwa", "problem"), (told.GetProperty("channel").GetString(), told.GetProperty("purpose").GetString()));
    }

    [Fact]
    public async Task What_is_read_can_be_put_again_and_changes_nothing()
    {
        await PutContactAsync("budi", "628111222", new { from = "22:00", to = "06:00", min_severity = "high" });
        await _api.PutAsync("/api/v1/rotations/oncall", new { starts = "2026-11-16T07:00:00+07:00", shift_s = 604800, members = new[] { "budi" }, time_zone = "Asia/Jakarta" });
        await _api.PutAsync("/api/v1/routes/night", new
        {
            position = 3,
            matchers = new object[] { new { name = "severity", op = "=~", value = "high|critical" }, new { name = "cause", op = "!=", value = "" } },
            active = new object[] { new { days = new[] { "mon", "sun" }, from = "17:00", to = "07:00", zone = "Asia/Jakarta" } },
            steps = new object[] { new { after_s = 900, to = new[] { "contact:budi" } }, new { after_s = 0, to = new[] { "rotation:oncall" } } },
            repeat_interval_s = 3600,
            @continue = true,
        });
        await _api.PutAsync("/api/v1/reports/morning", new { kind = "daily", contact = "budi", at = "07:00", sites = new[] { "kdr-03" } });
        foreach (var path in (string[])["contacts/budi", "rotations/oncall", "routes/night", "reports/morning"])
        {
            var read = await _api.GetAsync($"/api/v1/{path}");
            var again = await _api.PutAsync($"/api/v1/{path}", read.Body, read.Tag);
            Assert.True(again.Status == HttpStatusCode.OK, read.Body + again.Body);
            Assert.Equal((read.Body, read.Tag), (again.Body, again.Tag));
        }

        Assert.Equal("2026-11-16T00:00:00.000Z", (await _api.GetAsync("/api/v1/rotations/oncall")).Json.GetProperty("starts").GetString());
        Assert.Equal(0, (await _api.GetAsync("/api/v1/routes/night")).Json.GetProperty("steps")[0].GetProperty("after_s").GetInt32());
    }

    [Fact]
    public async Task Two_who_change_the_same_do_not_overwrite_each_other()
    {
        await PutContactAsync("budi", "628111222");
        var read = await _api.GetAsync("/api/v1/contacts/budi");
        object changed = new { name = "Budi S", addresses = new[] { new { channel = "my-mpwa", address = "628111222" } } };
        Assert.Equal(HttpStatusCode.Conflict, (await _api.PutAsync("/api/v1/contacts/budi", changed)).Status);
        var first = await _api.PutAsync("/api/v1/contacts/budi", changed, read.Tag);
        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await _api.PutAsync("/api/v1/contacts/budi", changed, read.Tag)).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await _api.DeleteAsync("/api/v1/contacts/budi", ifMatch: read.Tag)).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await _api.PutAsync("/api/v1/contacts/nobody", changed, first.Tag)).Status);
        var audit = (await _api.GetAsync("/api/v1/audit?action=contact.put")).Json.GetProperty("items")[0].GetProperty("detail");
        Assert.Contains("\"Budi\"", audit.GetProperty("before").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"Budi S\"", audit.GetProperty("after").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_needed_is_not_removed()
    {
        await PutContactAsync("budi", "628111222");
        await _api.PutAsync("/api/v1/rotations/oncall", new { starts = "2026-11-16T00:00:00Z", members = new[] { "budi" } });
        await _api.PutAsync("/api/v1/routes/all", new { steps = new object[] { new { to = new[] { "rotation:oncall" } } } });
        Assert.Contains("rotation oncall", (await _api.DeleteAsync("/api/v1/contacts/budi")).Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("route all", (await _api.DeleteAsync("/api/v1/rotations/oncall")).Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        foreach (var path in (string[])["routes/all", "rotations/oncall", "contacts/budi"]) Assert.Equal(HttpStatusCode.NoContent, (await _api.DeleteAsync($"/api/v1/{path}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync("/api/v1/contacts/budi")).Status);
    }

    [Fact]
    public async Task Each_error_has_its_path_and_a_remedy()
    {
        var contact = await _api.PutAsync("/api/v1/contacts/budi", new
        {
            id = "budhi", language = "de", time_zone = "Asia/Kediri", role = "boss", quiet = new { from = "22:00", to = "6" },
            addresses = new object[] { new { channel = "wa2", address = "628111222" }, new { channel = "my-mpwa", address = "hello" } }, phone = "1",
        });
        Assert.Equal(
            [
                "id: \"budhi\" is not the id in the address", "language: \"de\" is not spoken here", "time_zone: \"Asia/Kediri\" is no time zone that this machine knows",
                "role: \"boss\" is not known here", "quiet.to: \"6\" is no time of the day", "addresses[0].channel: no channel \"wa2\" is configured",
                "addresses[1].address: \"hello\" is no telephone number", "phone: is no key that is known here",
            ],
            contact.Errors);
        Assert.All(contact.Json.GetProperty("errors").EnumerateArray(), error => Assert.NotEmpty(error.GetProperty("remedy").GetString()!));
        var route = await _api.PutAsync("/api/v1/routes/all", new
        {
            active = new object[] { new { days = new[] { "monday" }, from = "25:00", to = "07:00" } }, steps = new object[] { new { after_s = -1, to = new[] { "contact:nobody", "rotation:x", "budi" } } },
        });
        Assert.Equal(
            [
                "active[0].days[0]: \"monday\" is no day", "active[0].from: \"25:00\" is no time of the day", "steps[0].to[0]: \"nobody\" is no contact", "steps[0].to[1]: \"x\" is no rotation",
                "steps[0].to[2]: \"budi\" names nobody", "steps[0].after_s: -1 is out of range",
            ],
            route.Errors);
    }

    [Fact]
    public async Task A_template_is_tried_before_it_is_kept_and_the_shipped_text_comes_back()
    {
        var shipped = (await _api.GetAsync("/api/v1/templates/problem/en")).Json;
        Assert.True(shipped.GetProperty("is_shipped").GetBoolean());
        Assert.StartsWith("🔴 #17 Kediri 3", shipped.GetProperty("preview").GetString(), StringComparison.Ordinal);
        var bad = await _api.PutAsync("/api/v1/templates/problem/en", new { content = "{{head}}\n{{#each alerts}}{{nome}}{{/each}}" });
        Assert.StartsWith("content: line 2: there is no field nome here", bad.Errors.Single(), StringComparison.Ordinal);
        Assert.Contains("{{", (await _api.PostAsync("/api/v1/templates/preview", new { name = "problem", language = "en", content = "{{{head}}}" })).Body + "{{", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _api.PutAsync("/api/v1/templates/problem/en", new { content = "#{{number}} {{site}} is in trouble" })).Status);
        await _api.IncidentAsync();
        Assert.StartsWith("#1 ", _api.Story.Query<string>("SELECT content FROM outbox").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await _api.DeleteAsync("/api/v1/templates/problem/en")).Status);
        Assert.True((await _api.GetAsync("/api/v1/templates/problem/en")).Json.GetProperty("is_shipped").GetBoolean());
        Assert.Equal(21, (await _api.GetAsync("/api/v1/templates")).Json.GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync("/api/v1/templates/nothing/en")).Status);
    }

    [Fact]
    public async Task What_the_office_says_of_a_site_is_what_messages_say()
    {
        var site = await _api.PutAsync("/api/v1/sites/demo-pop", new { title = "Kediri 3", time_zone = "Asia/Jakarta", language = "id", gateway = "192.0.2.1:8291" });
        Assert.Equal("office", site.Json.GetProperty("described_by").GetString());
        await _api.IncidentAsync();
        Assert.Contains("12:00 WIB", _api.Story.Query<string>("SELECT content FROM outbox").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await _api.PutAsync("/api/v1/sites/Demo%20POP", new { title = "x" })).Status);
    }

    private async Task PutContactAsync(string id, string number, object? quiet = null)
    {
        object body = quiet is null
            ? new { name = "Budi", addresses = new[] { new { channel = "my-mpwa", address = number } } }
            : new { name = "Budi", language = "id", time_zone = "Asia/Jakarta", role = "operator", quiet, is_vip = true, addresses = new[] { new { channel = "my-mpwa", address = number } } };
        Assert.Equal(HttpStatusCode.Created, (await _api.PutAsync($"/api/v1/contacts/{id}", body)).Status);
    }
}
