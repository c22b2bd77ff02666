using EdgeNoc.Agent.Devices.MikroTik;
using EdgeNoc.Agent.Devices.MikroTik.Api;
using EdgeNoc.Tests.Configuration;

namespace EdgeNoc.Tests.MikroTik;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class MikroTikOptionsTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("apis://192.0.2.1", "192.0.2.1", 8729, true)]
    [InlineData("apis://router.example.net:443", "router.example.net", 443, true)]
    [InlineData("api://192.0.2.1", "192.0.2.1", 8728, false)]
    [InlineData("api://192.0.2.1:18728/", "192.0.2.1", 18728, false)]
    public void The_url_says_where_and_whether_with_tls(string url, string host, int port, bool tls)
    {
        var load = _folder.Parse(Config($"\"url\": \"{url}\""));
        Assert.Empty(load.Errors);
        var options = Assert.IsType<MikroTikOptions>(load.Config!.Devices.Single().Options);
        Assert.Equal(new ApiTarget(host, port, tls), options.Target);
        Assert.Equal((TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5), host), (options.SlowEvery, options.OpticsEvery, options.Host));
    }

    [Theory]
    [InlineData("\"url\": \"http://192.0.2.1\"", "agent.json: devices[0].url: \"http://192.0.2.1\" is no address of a RouterOS API: write apis://ADDRESS (TLS, port 8729) or api://ADDRESS (port 8728), without user and path")]
    [InlineData("\"url\": \"api://admin:pw@192.0.2.1\"", "agent.json: devices[0].url: is no address of a RouterOS API: write apis://ADDRESS (TLS, port 8729) or api://ADDRESS (port 8728), without user and path")]
    [InlineData("\"url\": \"apis://192.0.2.1\", \"pin_sha256\": \"12:34\"", "agent.json: devices[0].pin_sha256: \"12:34\" is no SHA-256: write the 64 hex digits that check shows, or the router's /certificate print")]
    [InlineData("\"url\": \"api://192.0.2.1\", \"pin_sha256\": \"0000000000000000000000000000000000000000000000000000000000000000\"", "agent.json: devices[0].pin_sha256: needs TLS: write apis:// in url, or leave it out")]
    public void What_is_wrong_is_said_with_its_remedy(string keys, string expected) => Assert.Contains(expected, _folder.Errors(Config(keys)));

    [Fact]
    public void A_router_needs_a_user_with_a_password() =>
        Assert.Contains(_folder.Errors("""{ "site": "s-1", "broker": { "urls": ["mqtt://h"] }, "devices": [{ "id": "r-1", "driver": "mikrotik", "url": "api://192.0.2.1" }] }"""), error => error.Contains("devices[0].password_file: is missing", StringComparison.Ordinal));

    private string Config(string keys) =>
        $$"""{ "site": "s-1", "broker": { "urls": ["mqtt://h"] }, "devices": [{ "id": "r-1", "driver": "mikrotik", "user": "edgenoc", "password_file": "{{_folder.PasswordFile("r-1.pw")}}", {{keys}} }] }""";
}
