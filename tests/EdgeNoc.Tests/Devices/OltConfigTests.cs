using EdgeNoc.Tests.Configuration;

namespace EdgeNoc.Tests.Devices;

/// <summary>What an entry of these OLTs may not hold, and what is said of it: a config cannot make an agent send anything of its own.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class OltConfigTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("zte-cli", "\"url\": \"telnet://192.0.2.1\", \"commands\": [\"reboot\"]", "devices[0].commands: is no key that is known here")]
    [InlineData("smartax-cli", "\"url\": \"telnet://192.0.2.1\", \"preamble\": \"reboot\"", "devices[0].preamble: is no key that is known here")]
    [InlineData("zte-cli", "\"url\": \"telnet://192.0.2.1/show;reboot\"", "devices[0].url: \"telnet://192.0.2.1/show;reboot\" is no address of a telnet server: write telnet://ADDRESS or telnet://ADDRESS:PORT, without user and path")]
    [InlineData("zte-cli", "\"url\": \"ssh://-oProxyCommand=reboot\"", "devices[0].url: \"ssh://-oProxyCommand=reboot\" is no address of an SSH server: write ssh://ADDRESS or ssh://ADDRESS:PORT, without user and path")]
    [InlineData("hioso-cli", "\"url\": \"ssh://192.0.2.1\"", "devices[0].url: \"ssh://192.0.2.1\" is no address of a telnet server: write telnet://ADDRESS or telnet://ADDRESS:PORT, without user and path")]
    [InlineData("hioso-cli", "\"url\": \"telnet://192.0.2.1\", \"user\": \"admin\\r\\nreboot\"", "devices[0].user: holds a line break or another control character: write the user's name alone")]
    [InlineData("zte-cli", "\"url\": \"telnet://192.0.2.1\", \"user\": \"admin\\nreboot\"", "devices[0].user: holds a line break or another control character: write the user's name alone")]
    [InlineData("zte-cli", "\"url\": \"ssh://192.0.2.1\", \"user\": \"admin\\nreboot\"", "devices[0].user: holds a line break or another control character: write the user's name alone")]
    [InlineData("vsol-web", "\"url\": \"https://192.0.2.1\", \"pin_sha256\": \"12:34\"", "devices[0].pin_sha256: \"12:34\" is no SHA-256: write the 64 hex digits that check shows, or that a browser shows for the box's certificate")]
    [InlineData("hsgq", "\"url\": \"http://192.0.2.1\", \"pin_sha256\": \"0000000000000000000000000000000000000000000000000000000000000000\"", "devices[0].pin_sha256: needs TLS: write https:// in url, or leave it out")]
    public void What_is_wrong_is_said_with_its_remedy(string driver, string keys, string expected) =>
        Assert.Contains(Errors(driver, keys), error => error.StartsWith($"agent.json: {expected}", StringComparison.Ordinal));

    [Theory]
    [InlineData("zte-cli", "ssh://192.0.2.1:2222")]
    [InlineData("zte-cli", "telnet://192.0.2.1:2323")]
    [InlineData("smartax-cli", "ssh://192.0.2.1")]
    [InlineData("smartax-cli", "telnet://192.0.2.1")]
    [InlineData("hioso-cli", "telnet://192.0.2.1")]
    [InlineData("vsol-web", "http://192.0.2.1:8080")]
    [InlineData("hsgq", "https://192.0.2.1")]
    public void The_scheme_says_which_way(string driver, string url) => Assert.Empty(Errors(driver, $"\"url\": \"{url}\""));

    private IReadOnlyList<string> Errors(string driver, string keys) => _folder.Errors(
        $$"""{ "site": "s-1", "broker": { "urls": ["mqtt://h"] }, "devices": [{ "id": "olt-1", "driver": "{{driver}}", {{(keys.Contains("\"user\"", StringComparison.Ordinal) ? "" : "\"user\": \"admin\", ")}}"password_file": "{{_folder.PasswordFile("olt-1.pw")}}", {{keys}} }] }""");
}
