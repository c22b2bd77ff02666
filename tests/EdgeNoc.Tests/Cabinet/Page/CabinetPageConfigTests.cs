using EdgeNoc.Agent.Cabinet.Page.Pin;
using EdgeNoc.Tests.Configuration;

namespace EdgeNoc.Tests.Cabinet.Page;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CabinetPageConfigTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_the_section_there_is_no_page()
    {
        Assert.Null(_folder.Parse("""{ "site": "kdr-03", "broker": { "urls": ["mqtt://h"] } }""").Config!.Cabinet);
        Assert.Null(_folder.Parse("""{ "site": "kdr-03", "broker": { "urls": ["mqtt://h"] }, "cabinet": { "chip": "simulated" } }""").Config!.Cabinet!.Page);
    }

    [Fact]
    public void Its_address_pin_and_name_are_read()
    {
        var file = _folder.PasswordFile("pin", PinHash.Of("481516", rounds: 10).ToString());
        var load = _folder.Parse(Config($$"""{ "listen": "192.168.88.2:8080", "pin_file": "{{file}}", "name": "pop.lan" }"""));
        Assert.Empty(load.Errors);
        Assert.Empty(load.Warnings);
        Assert.Equal("http://pop.lan:8080/", load.Config!.Cabinet!.Page!.Address.ToString());
    }

    [Theory]
    [InlineData("""{ "pin_file": "PIN" }""", "agent.json: cabinet.page.listen: is missing: write this machine's address on the POP's LAN and a port, such as 192.168.88.2:8080")]
    [InlineData("""{ "listen": "192.168.88.2:8080" }""", "agent.json: cabinet.page.pin_file: is missing: make it with: edgenoc-agent cabinet pin FILE")]
    [InlineData("""{ "listen": "0.0.0.0:8080", "pin_file": "PIN" }""", "agent.json: cabinet.page.listen: \"0.0.0.0:8080\" is every address of this machine, the uplink's too: write the one that it has on the POP's LAN")]
    [InlineData("""{ "listen": "192.168.88.2:8080", "pin_file": "PIN", "name": "http://pop" }""", "agent.json: cabinet.page.name: \"http://pop\" is no host name: write the name alone, such as pop.lan, or leave it out")]
    public void What_is_wrong_is_said_with_its_remedy(string page, string expected) =>
        Assert.Contains(_folder.Errors(Config(page.Replace("PIN", _folder.PasswordFile("pin", PinHash.Of("481516", rounds: 10).ToString()), StringComparison.Ordinal))), error => error == expected);

    [Fact]
    public void A_pin_in_clear_or_no_pin_is_a_warning_that_does_not_show_it_and_keeps_nobody_from_polling()
    {
        var load = _folder.Parse(Config($$"""{ "listen": "192.168.88.2:8080", "pin_file": "{{_folder.PasswordFile("pin", "481516\n")}}" }"""));
        Assert.Empty(load.Errors);
        var warning = Assert.Single(load.Warnings).ToString();
        Assert.Contains("holds no hash of a PIN: make it with: edgenoc-agent cabinet pin FILE", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("481516", warning, StringComparison.Ordinal);
        Assert.Contains("is not there", Assert.Single(_folder.Parse(Config("""{ "listen": "192.168.88.2:8080", "pin_file": "/none/pin" }""")).Warnings).ToString(), StringComparison.Ordinal);
    }

    private static string Config(string page) => $$"""{ "site": "kdr-03", "broker": { "urls": ["mqtt://h"] }, "cabinet": { "page": {{page}} } }""";
}
