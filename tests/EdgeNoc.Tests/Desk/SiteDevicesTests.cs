using System.Text.Json.Nodes;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Fleet;
using EdgeNoc.Collector.Sites;

namespace EdgeNoc.Tests.Desk;

public sealed class SiteDevicesTests
{
    private const string Config =
        """
        {"outbox":{"max_mb":100},"devices":[
          {"id":"olt-1","driver":"hioso-epon","url":"http://192.0.2.10","user":"admin","interval_s":45},
          {"group":"north","driver":"ping","targets":[{"id":"ont-1","address":"192.0.2.101","name":"CLIENT-001"},{"id":"ont-2","address":"192.0.2.102","latitude":-7.8,"longitude":112.02}]}]}
        """;

    [Fact]
    public void One_entry_is_changed_and_all_others_stay_as_they_are()
    {
        var device = (JsonObject)JsonNode.Parse("""{"id":"olt-9","driver":"hioso-epon","url":"http://192.0.2.19"}""")!;
        var (json, index) = SiteDevices.Put(Config, "olt-1", device);
        Assert.Equal(0, index);
        Assert.Equal(["olt-9", "north"], SiteDevices.All(json).Select(entry => entry.Id));
        Assert.Equal(100, (int)JsonNode.Parse(json)!["outbox"]!["max_mb"]!);
        Assert.Equal(SiteDevices.Find(Config, "north")!.Edition, SiteDevices.Find(json, "north")!.Edition);
        Assert.Equal(["north"], SiteDevices.All(SiteDevices.Remove(json, "olt-9")).Select(entry => entry.Id));
        Assert.Equal(["olt-9"], SiteDevices.All(SiteDevices.Put(null, null, device).Json).Select(entry => entry.Id));
    }

    [Fact]
    public void An_ONT_that_changes_its_group_is_in_one_only_and_an_empty_group_goes()
    {
        var moved = SiteOnts.Put(Config, null, [SiteOnts.Find(Config, "ont-1")! with { Group = "south" }]);
        Assert.Equal(["ont-2 north", "ont-1 south"], SiteOnts.All(moved).Select(ont => $"{ont.Id} {ont.Group}"));
        var renamed = SiteOnts.Put(moved, "ont-1", [SiteOnts.Find(moved, "ont-1")! with { Id = "ont-7" }]);
        Assert.Equal(["ont-2 north", "ont-7 south"], SiteOnts.All(renamed).Select(ont => $"{ont.Id} {ont.Group}"));
        Assert.Equal(["north"], SiteOnts.GroupsOf(SiteOnts.Remove(renamed, "ont-7")));
        Assert.Equal("CLIENT-001", SiteOnts.Find(renamed, "ont-7")!.Name);
    }

    [Fact]
    public void Every_driver_has_a_form_and_what_it_makes_of_an_entry_is_that_entry()
    {
        Assert.Equal(10, DriverForms.All.Count);
        foreach (var entry in SiteDevices.All(Config))
        {
            var form = DriverForms.Find(entry.Driver)!;
            var made = DriverForms.Read(form, key => DriverForms.Value(entry.Json, key), DriverForms.More(form, entry.Json), entry.Json);
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(entry.Json), made), made.ToJsonString());
        }
    }

    [Fact]
    public void What_is_no_number_is_complained_of_at_its_field()
    {
        var form = DriverForms.Find("hioso-epon")!;
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["id"] = "olt-2", ["url"] = "ftp://192.0.2.10", ["interval_s"] = "often" };
        var device = DriverForms.Read(form, values.GetValueOrDefault, """{"thresholds":{"onu.rx_low":{"raise":-27}}}""", null);
        var (json, index) = SiteDevices.Put(Config, null, device);
        var problems = SiteSchema.Problems(new SiteRow { Id = "kdr-03", ConfigJson = json }, "form");
        Assert.Equal([$"devices[{index}].interval_s", $"devices[{index}].url"], problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
    }
}
