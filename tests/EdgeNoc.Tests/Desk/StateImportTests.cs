using System.Net;
using System.Text.Json.Nodes;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Users;
using EdgeNoc.Tests.Api;
using EdgeNoc.Tests.Web;

namespace EdgeNoc.Tests.Desk;

/// <summary>The whole state leaves as a document and comes back into an empty collector; lists come as CSV.</summary>
public sealed class StateImportTests : IAsyncLifetime
{
    private const string Devices = """{"devices":[{"id":"olt-1","driver":"hioso-epon","url":"http://192.0.2.10"},{"driver":"ping","group":"onts","targets":[{"id":"ont-1","name":"A","address":"192.0.2.101","latitude":-7.8,"longitude":112.0},{"id":"ont-2","address":"192.0.2.101"}]}]}""";
    private DeskRig _rig = null!;

    private ApiRig Api => _rig.Api;

    public async ValueTask InitializeAsync() => _rig = await DeskRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task What_was_exported_makes_an_empty_collector_the_same()
    {
        await ArrangeAsync();
        var exported = (await Api.GetAsync("/api/v1/export", Role.Admin)).Body;
        Assert.DoesNotContain("horse", exported, StringComparison.Ordinal);
        await using var empty = await ApiRig.StartAsync(withConsole: true);
        var looked = await empty.PostAsync("/api/v1/import", exported, Role.Admin);
        Assert.True(looked.Status == HttpStatusCode.OK, looked.Body);
        Assert.False(looked.Json.GetProperty("applied").GetBoolean());
        Assert.Equal(0, empty.Story.Query<long>("SELECT (SELECT COUNT(*) FROM contacts) + (SELECT COUNT(*) FROM users) + (SELECT COUNT(*) FROM sites)").Single());
        Assert.Contains("onts: kdr-03/ont-1, kdr-03/ont-2 have the same address", looked.Json.GetProperty("remarks").EnumerateArray().Select(one => $"{one.GetProperty("path").GetString()}: {one.GetProperty("problem").GetString()!.Split(':')[0]}"));
        var taken = await empty.PostAsync("/api/v1/import?apply=true", exported, Role.Admin);
        Assert.True(taken.Json.GetProperty("applied").GetBoolean(), taken.Body);
        Assert.Equal(Comparable(exported), Comparable((await empty.GetAsync("/api/v1/export", Role.Admin)).Body));
        var again = (await empty.PostAsync("/api/v1/import?apply=true", exported, Role.Admin)).Json;
        Assert.All(again.GetProperty("kinds").EnumerateArray(), kind => Assert.Equal((0, 0), (kind.GetProperty("new").GetInt32(), kind.GetProperty("changed").GetInt32())));
        Assert.False(new Passwords(rounds: 1).IsRight(empty.Story.Do(db => UserStore.Find(db, "ani")), ""));
        Assert.Equal(HttpStatusCode.Created, (await empty.PutAsync("/api/v1/groups/new", new { category = "OLT 9", name = "LCP-9", site = "kdr-03" })).Status);
    }

    [Fact]
    public async Task A_document_with_anything_wrong_changes_nothing_and_says_where()
    {
        var bad = """{"sites":[{"id":"kdr-03","config":{"devices":7}}],"contacts":[{"id":"budi","addresses":[{"channel":"wa9","address":"1"}]}],"routes":[{"id":"r","steps":[{"after_s":0,"to":["contact:nobody"]}]}],"users":[{"id":"X Y"}],"oops":1}""";
        var answer = await Api.PostAsync("/api/v1/import?apply=true", bad, Role.Admin);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var paths = answer.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetString()).ToList();
        foreach (var path in (string[])["contacts[0].addresses[0].channel", "routes[0].steps[0].to[0]", "users[0]", "oops"]) Assert.Contains(path, paths);
        var config = await Api.PostAsync("/api/v1/import?apply=true", """{"sites":[{"id":"sby-01","config":{"devices":7}}]}""", Role.Admin);
        Assert.True(config.Status == HttpStatusCode.BadRequest && config.Body.Contains("sites.sby-01.config", StringComparison.Ordinal), config.Body);
        Assert.Equal(0, _rig.Story.Query<long>("SELECT (SELECT COUNT(*) FROM contacts) + (SELECT COUNT(*) FROM sites WHERE site IN ('kdr-03', 'sby-01'))").Single());
        foreach (var text in (string[])["", "[1]", "{\"sites\":[{\"id\":\"\\ud800\"}]}", "{\"a\":1,\"a\":2}"]) Assert.Equal(HttpStatusCode.BadRequest, (await Api.PostAsync("/api/v1/import", text, Role.Admin)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Api.PostAsync("/api/v1/import", "{}", Role.Operator)).Status);
    }

    [Fact]
    public async Task Lists_come_line_by_line_and_a_broken_line_costs_that_line_only()
    {
        var sites = await CsvAsync("sites", "id;title;time_zone;latitude;longitude\nsby-01;Surabaya;Asia/Jakarta;-7,25;112,75\nBAD ID;x;;;\nsby-02;\"Never closed;;;\nsby-03;S3;Mars/Base;;\nsby-01;again;;;\n", apply: true);
        Assert.Equal("1 new 0 changed 4 refused: 3 4 5 6", Counts(sites));
        var devices = await CsvAsync("devices", "site,id,driver,url,user,interval_s\nsby-01,olt-1,hioso-epon,http://192.0.2.10,admin,45\nsby-01,olt-2,no-driver,,,\nnowhere,olt-1,hioso-epon,http://192.0.2.11,,\nsby-01,olt-3,hioso-epon,http://192.0.2.12,,often\n", apply: true);
        Assert.Equal("1 new 0 changed 3 refused: 3 4 5", Counts(devices));
        Assert.Contains("\"interval_s\":45", _rig.Story.Do(db => SiteRow.Find(db, "sby-01"))!.ConfigJson, StringComparison.Ordinal);
        var contacts = await CsvAsync("contacts", "id,name,channel,address,quiet_from,quiet_to\nbudi,Budi,my-mpwa,0812-3456-789,22:00,06:00\nsiti,Siti,wa9,1,,\n", apply: true);
        Assert.Equal("1 new 0 changed 1 refused: 3", Counts(contacts));
        var groups = await CsvAsync("groups", "category,name,site,members,is_splitter\nOLT 1,LCP-1,sby-01,0/1:1; olt-1 0/1:2,yes\nOLT 1,LCP-2,nowhere,,\n", apply: true);
        Assert.Equal("1 new 0 changed 1 refused: 3", Counts(groups));
        Assert.Equal("0 new 0 changed 1 refused: 3", Counts(await CsvAsync("groups", "category,name,site,members,is_splitter\nOLT 1,LCP-1,sby-01,0/1:1; olt-1 0/1:2,yes\nOLT 1,LCP-2,nowhere,,\n", apply: true)));
        Assert.Equal("1 new 0 changed 0 refused: ", Counts(await CsvAsync("contacts", "id\nlooked\n", apply: false)));
        Assert.Equal(["budi"], _rig.Story.Query<string>("SELECT id FROM contacts"));
        Assert.Equal(HttpStatusCode.BadRequest, (await CsvAsync("sites", "name,colour\n1,2\n", apply: true)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await CsvAsync("users", "id\nani\n", apply: true)).Status);
        using var ani = await _rig.SignInAsync("ani");
        foreach (var language in new[] { "id", "pt", "en" })
        {
            _rig.Story.Do(db => db.Execute("UPDATE users SET language = @language WHERE id = 'ani'", new { language }));
            foreach (var page in new[] { "/import", "/backups", "/templates", "/templates/problem/id", "/templates/daily/pt", "/templates/digest/en" }) Assert.Contains($"<html lang=\"{language}\"", await ani.TextAsync(page), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Fifty_megabytes_with_broken_lines_are_read_in_bounded_memory_and_the_good_lines_are_kept()
    {
        await using var bytes = new MemoryStream();
        await using (var writer = new StreamWriter(bytes, leaveOpen: true))
        {
            await writer.WriteAsync("id;title\nsby-01;First\n");
            var line = $"BAD;\"never closed;{new string('x', 470)}\n";
            for (var n = 0; bytes.Length < 50 << 20; n++) await writer.WriteAsync(line);
            await writer.WriteAsync("sby-02;Last\n");
        }

        bytes.Position = 0;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        using var ended = new CancellationTokenSource();
        var watch = Task.Run(async () =>
        {
            while (!ended.IsCancellationRequested)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before);
                await Task.Delay(50);
            }
        });
        var view = Collector.Web.State.TableImport.Run(_rig.Context, Collector.Web.State.ImportTables.Find("sites")!, bytes, apply: true, new Actor("t", "test", "api"));
        await ended.CancelAsync();
        await watch;
        Assert.Equal((2, 500), (view.New, view.Findings.Count));
        Assert.True(view.Refused > 50_000, $"{view.Refused} refused");
        Assert.Equal(3, view.Findings[0].Line);
        Assert.Equal(["sby-01", "sby-02"], _rig.Story.Query<string>("SELECT site FROM sites WHERE site LIKE 'sby%' ORDER BY site"));
        Assert.True(most < 100L << 20, $"{most >> 20} MB more than before");
    }

    private async Task ArrangeAsync()
    {
        await GoodAsync(Api.PutAsync("/api/v1/sites/kdr-03", new { title = "Kediri 3", time_zone = "Asia/Jakarta", language = "id", gateway = "192.0.2.1:8291", latitude = -7.8166, longitude = 112.0114 }));
        var config = await Api.PutAsync("/api/v1/sites/kdr-03/config", Devices);
        Assert.True((int)config.Status < 300, config.Body);
        foreach (var n in (int[])[1, 2]) await GoodAsync(Api.PutAsync($"/api/v1/contacts/c{n}", new { name = $"Contact {n}", language = "id", time_zone = "Asia/Jakarta", quiet = new { from = "22:00", to = "06:00", min_severity = "high" }, addresses = new[] { new { channel = "my-mpwa", address = $"62811100000{n}" } } }));
        await GoodAsync(Api.PutAsync("/api/v1/rotations/oncall", new { starts = "2026-11-16T07:00:00+07:00", shift_s = 604800, members = new[] { "c1", "c2" }, time_zone = "Asia/Jakarta", overrides = new[] { new { starts = "2026-11-20T00:00:00Z", ends = "2026-11-21T00:00:00Z", contact = "c2" } } }));
        await GoodAsync(Api.PutAsync("/api/v1/routes/night", new { position = 3, matchers = new[] { new { name = "severity", op = "=", value = "critical" } }, active = new[] { new { days = new[] { "mon" }, from = "17:00", to = "07:00", zone = "Asia/Jakarta" } }, steps = new[] { new { after_s = 0, to = new[] { "rotation:oncall", "contact:c1" } } } }));
        await GoodAsync(Api.PutAsync("/api/v1/reports/morning", new { kind = "daily", contact = "c1", at = "07:00", sites = new[] { "kdr-03" } }));
        await GoodAsync(Api.PutAsync("/api/v1/templates/reminder/id", new { content = "⏰ {{head}}\n{{body}}" }));
        await GoodAsync(Api.PostAsync("/api/v1/silences", new { matchers = new[] { new { name = "site", op = "=", value = "kdr-09" } }, minutes = 600, comment = "not in use" }));
        await GoodAsync(Api.PostAsync("/api/v1/maintenance", new { matchers = new[] { new { name = "site", op = "=", value = "kdr-03" } }, minutes = 60, comment = "splicing" }));
        await GoodAsync(Api.PutAsync("/api/v1/groups/g7", new { category = "OLT 1", subcategory = "ODC 2", name = "LCP-07", site = "kdr-03", is_splitter = true, rule = "device=olt-1 pon=0/3", members = new[] { "olt-1 0/3:1", "00:1A:2B:3C:4D:5E" } }));
        await GoodAsync(Api.PutAsync("/api/v1/sites/kdr-03/places", new { device = "olt-1", at = "0/3:17", latitude = -7.81, longitude = 112.02, category = "CSR" }));
    }

    private async Task<Answer> CsvAsync(string table, string csv, bool apply) => await Api.SendAsync(HttpMethod.Post, $"/api/v1/import/{table}?apply={(apply ? "true" : "false")}", Api.Token(Role.Admin), csv, type: "text/csv");

    private static string Counts(Answer answer)
    {
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return $"{answer.Json.GetProperty("new")} new {answer.Json.GetProperty("changed")} changed {answer.Json.GetProperty("refused")} refused: {string.Join(' ', answer.Json.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("line").GetInt32()))}";
    }

    private static async Task GoodAsync(Task<Answer> sent)
    {
        var answer = await sent;
        Assert.True((int)answer.Status < 300, answer.Body);
    }

    private static string Comparable(string document)
    {
        var root = JsonNode.Parse(document)!.AsObject();
        root.Remove("exported_at");
        root.Remove("onus");
        return root.ToJsonString();
    }
}
