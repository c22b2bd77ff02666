using System.Net;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Api;

namespace EdgeNoc.Tests.Desk;

public sealed class ImportApiTests : IAsyncLifetime
{
    private const string List = "id,name,ip,latitude,longitude\nont-1,A,192.0.2.101,-7.8,112.0\nont-2,B,192.0.2.101,-7.9,112.1\nont-3,\"open,192.0.2.103\nont-4,D,not an address,,\nont-1,E,192.0.2.105,,\n";
    private ApiRig _api = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ApiRig.StartAsync(withConsole: true);
        await _api.PutAsync("/api/v1/sites/kdr-03", new { title = "Kediri 3" });
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_list_is_looked_at_first_and_then_what_is_good_of_it_is_taken()
    {
        var looked = await ImportAsync(List, apply: false);
        Assert.Equal((2, false), (looked.Json.GetProperty("new").GetInt32(), looked.Json.GetProperty("applied").GetBoolean()));
        Assert.Equal([3, 4, 5, 6], looked.Json.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("line").GetInt32()));
        Assert.Empty((await OntsAsync()));
        Assert.True((await ImportAsync(List, apply: true)).Json.GetProperty("applied").GetBoolean());
        Assert.Equal(["ont-1 A 192.0.2.101", "ont-2 B 192.0.2.101"], await OntsAsync());
        var again = await ImportAsync(List.Replace(",B,", ",C,", StringComparison.Ordinal) + "ont-9,Z,192.0.2.101,,\n", apply: true);
        Assert.Equal((1, 1, 1), (again.Json.GetProperty("new").GetInt32(), again.Json.GetProperty("changed").GetInt32(), again.Json.GetProperty("same").GetInt32()));
        Assert.Equal(HttpStatusCode.Forbidden, (await _api.SendAsync(HttpMethod.Post, "/api/v1/sites/kdr-03/onts/import", _api.Token(Role.Operator), List, type: "text/csv")).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await _api.SendAsync(HttpMethod.Post, "/api/v1/sites/kdr-03/onts/import", _api.Token(Role.Admin), List, type: "text/html")).Status);
    }

    [Fact]
    public async Task Whole_state_is_one_document_without_passwords()
    {
        await ImportAsync(List, apply: true);
        await _api.PutAsync("/api/v1/contacts/budi", new { name = "Budi" });
        await _api.PutAsync("/api/v1/sites/kdr-03/secrets/olt-1", new { password = "horse-7" });
        var state = await _api.GetAsync("/api/v1/export", Role.Admin);
        Assert.Equal("ont-1", state.Json.GetProperty("sites")[0].GetProperty("config").GetProperty("devices")[0].GetProperty("targets")[0].GetProperty("id").GetString());
        Assert.Equal("budi", state.Json.GetProperty("contacts")[0].GetProperty("id").GetString());
        Assert.DoesNotContain("horse", state.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await _api.GetAsync("/api/v1/export", Role.Operator)).Status);
    }

    [Fact]
    public void Fifty_megabytes_with_broken_lines_are_read_with_a_report_and_not_held_as_a_whole()
    {
        var path = Path.Combine(RigDirectory.New("import"), "onts.csv");
        using (var file = new StreamWriter(path))
        {
            file.Write("id,name,ip,note\n");
            for (var n = 0; n < 400_000; n++) file.Write(n % 50_000 == 7 ? "ont-broken,\"never closed,192.0.2.1,x\n" : $"no id {n % 15_000},,,{new string('x', 110)}\n");
        }

        using var list = File.OpenRead(path);
        Assert.InRange(list.Length, 45 << 20, 64 << 20);
        var report = OntImport.Read(list, "onts", null);
        Assert.Contains("split it by site", report.Unusable, StringComparison.Ordinal);
        Assert.Equal(8, report.Findings.Count(finding => finding.Problem.Contains("never closed", StringComparison.Ordinal)));
    }

    private Task<Answer> ImportAsync(string list, bool apply) => _api.SendAsync(HttpMethod.Post, $"/api/v1/sites/kdr-03/onts/import?apply={(apply ? "true" : "false")}", _api.Token(Role.Admin), list, type: "text/csv");

    private async Task<IEnumerable<string>> OntsAsync() => (await _api.GetAsync("/api/v1/sites/kdr-03/onts", Role.Operator)).Json.GetProperty("items").EnumerateArray()
        .Select(ont => $"{ont.GetProperty("id").GetString()} {ont.GetProperty("name").GetString()} {ont.GetProperty("address").GetString()}");
}
