using System.Text;
using EdgeNoc.Agent.RemoteConfig;
using EdgeNoc.Common.Fleet;

namespace EdgeNoc.Tests.RemoteConfig;

public sealed class ConfigReachTests
{
    private const string Own = """{ /* by hand */ "site": "kdr-03", "broker": {"urls":["mqtts://noc:8883"]}, "outbox": {"max_mb": 64}, "state_dir": "/data", "name": "old", "compress": false, }""";

    [Fact]
    public void What_is_the_machines_own_stays_and_all_else_is_as_the_office_wants()
    {
        var (config, problems) = ConfigReach.Merge(Encoding.UTF8.GetBytes(Own), """{"devices":[{"id":"olt-1"}],"name":"Kediri ß"}""");
        Assert.Empty(problems);
        Assert.True(ConfigReach.AreSame(
            """{"site":"kdr-03","state_dir":"/data","broker":{"urls":["mqtts://noc:8883"]},"outbox":{"max_mb":64},"devices":[{"id":"olt-1"}],"name":"Kediri ß"}"""u8, Encoding.UTF8.GetBytes(config!)));
    }

    [Theory]
    [InlineData("site", "\"kdr-04\"")]
    [InlineData("state_dir", "\"/tmp\"")]
    [InlineData("broker", "{\"urls\":[\"mqtt://evil\"]}")]
    [InlineData("outbox", "{\"max_mb\":16}")]
    [InlineData("outbox", "null")]
    public void What_is_out_of_reach_is_refused_by_its_path(string key, string value)
    {
        var (config, problems) = ConfigReach.Merge(Encoding.UTF8.GetBytes(Own), $$"""{"devices":[],"{{key}}":{{value}}}""");
        Assert.Null(config);
        Assert.Equal($"{key} is out of the office's reach", Assert.Single(problems) is var problem ? $"{problem.Path} {problem.Problem}" : "");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"devices\":[],\"devices\":[]}")]
    [InlineData("{\"name\":\"\\ud800\"}")]
    [InlineData("{\"a\":")]
    public void What_is_no_config_is_said_to_be_none(string wanted) =>
        Assert.Equal("is no JSON object", Assert.Single(ConfigReach.Merge(Encoding.UTF8.GetBytes(Own), wanted).Problems).Problem);

    [Fact]
    public void Devices_that_are_new_or_say_something_else_are_found_with_their_places()
    {
        var before = """{"devices":[{"id":"olt-1","url":"a"},{"id":"olt-2","url":"b"},{"driver":"ping","group":"onts","targets":[1]}]}"""u8;
        var after = """{"devices":[{"id":"olt-3","url":"c"},{"url":"a","id":"olt-1"},{"id":"olt-2","url":"B"},{"driver":"ping","group":"onts","targets":[1,2]}]}"""u8;
        Assert.Equal([(0, "olt-3"), (2, "olt-2"), (3, "onts")], ConfigChanges.Devices(before, after));
        Assert.Empty(ConfigChanges.Devices(after, after));
        Assert.Empty(ConfigChanges.Devices(after, "{}"u8));
        Assert.Equal([(0, "olt-1")], ConfigChanges.Devices("{}"u8, """{"devices":[{"id":"olt-1"}]}"""u8));
    }
}
