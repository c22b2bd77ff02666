using System.Text;
using System.Text.Json;
using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Sites;

namespace EdgeNoc.Tests.Enrolment;

public sealed class SiteConfigTests
{
    private static readonly EnrolmentConfig Enrolment = new(new Uri("https://noc.example.net:8443"), ["mqtts://a.example.net:8883", "mqtts://b.example.net:8883"], "/ca.pem");

    [Fact]
    public void An_agents_config_is_what_the_office_says_of_its_devices_and_what_follows_from_the_site()
    {
        var (json, errors) = Read("""{ /* the POP */ "devices": [ {"id":"olt-1","driver":"hioso-epon","url":"http://192.0.2.10","user":"admin"}, {"driver":"ping","group":"onts","targets":[]} ], }""");
        Assert.Empty(errors);
        var site = new SiteRow { Id = "kdr-03", Title = "Kediri 3", TimeZone = "Asia/Jakarta", Language = "id", Latitude = -7.81, Longitude = 112.01, ConfigJson = json };
        var config = JsonDocument.Parse(SiteConfig.Compose(site, Enrolment)).RootElement;
        Assert.Equal(("kdr-03", "Kediri 3", -7.81), (config.GetProperty("site").GetString(), config.GetProperty("name").GetString(), config.GetProperty("latitude").GetDouble()));
        Assert.Equal(["mqtts://a.example.net:8883", "mqtts://b.example.net:8883"], config.GetProperty("broker").GetProperty("urls").EnumerateArray().Select(url => url.GetString()));
        Assert.Equal("secrets/olt-1.pw", config.GetProperty("devices")[0].GetProperty("password_file").GetString());
        Assert.False(config.GetProperty("devices")[1].TryGetProperty("password_file", out _));
        Assert.Equal([("olt-1", "admin")], SiteConfig.Logins(json));
    }

    [Theory]
    [InlineData("""{"site":"kdr-04"}""", "devices.json: site: \"kdr-04\" is another site's id: this config is for kdr-03: leave it out, or give it to that site")]
    [InlineData("""{"broker":{}}""", "devices.json: broker: is not for here: it follows from the site itself: leave it out")]
    [InlineData("""{"state_dir":"/"}""", "devices.json: state_dir: is not for here: it follows from the site itself: leave it out")]
    [InlineData("""{"devices":[{"id":"olt-1","password":"x"}]}""", "devices.json: devices[0].password: stands here in clear: leave it out and type it with: edgenoc-collector secret set")]
    [InlineData("""{"devices":[{"id":"../olt"}]}""", "devices.json: devices[0].id: \"../olt\" cannot be an id: use 1 to 64 letters, digits, dots, dashes and underscores")]
    [InlineData("[]", "devices.json: is no JSON object of at most 8 MB: write {\"devices\": […]}")]
    public void What_is_wrong_is_said_with_its_place(string json, string expected)
    {
        var (kept, errors) = Read(json);
        Assert.Null(kept);
        Assert.Equal(expected, errors.Single().ToString());
    }

    [Fact]
    public void What_stands_there_twice_or_is_no_text_is_said_too()
    {
        Assert.NotEmpty(Read("""{"site":"a","site":"b"}""").Errors);
        Assert.NotEmpty(Read("{\"site\":\"\\ud800\"}").Errors);
        Assert.NotEmpty(Read("{").Errors);
    }

    [Fact]
    public void Devices_whose_password_nobody_typed_wait_and_the_others_do_not()
    {
        var config = """{"site":"kdr-03","devices":[{"id":"olt-1","password_file":"secrets/olt-1.pw"},{"id":"olt-2","password_file":"secrets/olt-2.pw"},{"driver":"ping","group":"onts"}]}"""u8.ToArray();
        var (kept, waiting) = EnrolledConfig.WithoutUnknownPasswords(config, device => device == "olt-2");
        Assert.Equal(["olt-1"], waiting);
        Assert.Equal("""{"site":"kdr-03","devices":[{"id":"olt-2","password_file":"secrets/olt-2.pw"},{"driver":"ping","group":"onts"}]}""", Encoding.UTF8.GetString(kept));
    }

    private static (string? Json, IReadOnlyList<Common.Config.ConfigError> Errors) Read(string json) => SiteConfig.Read(Encoding.UTF8.GetBytes(json), "kdr-03", "devices.json");
}
