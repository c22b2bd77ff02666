using System.Net;
using EdgeNoc.Agent.Cabinet.Page.Http;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Config.Cabinet;

namespace EdgeNoc.Tests.Cabinet.Page;

public sealed class CabinetPageGateTests
{
    private static readonly RequestGate Gate = new(Config("192.168.88.2:8080", "pop.lan"));

    [Theory]
    [InlineData("192.168.88.2:8080", "Pass")]
    [InlineData("pop.lan:8080", "Pass")]
    [InlineData("POP.LAN:8080", "Pass")]
    [InlineData("192.168.88.2", "WrongHost")]
    [InlineData("192.168.88.2:8081", "WrongHost")]
    [InlineData("192.168.88.2:8080.attacker.example", "WrongHost")]
    [InlineData("attacker.example:8080", "WrongHost")]
    [InlineData("pop.lan.attacker.example:8080", "WrongHost")]
    [InlineData("127.0.0.1:8080", "WrongHost")]
    [InlineData("localhost:8080", "WrongHost")]
    [InlineData("", "WrongHost")]
    [InlineData(null, "WrongHost")]
    public void Only_the_pages_own_names_lead_to_it(string? host, string verdict) => Assert.Equal(verdict, $"{Gate.Judge("GET", host, null, null)}");

    [Theory]
    [InlineData("POST", "http://192.168.88.2:8080", "application/json", "Pass")]
    [InlineData("POST", "http://pop.lan:8080", "application/json; charset=utf-8", "Pass")]
    [InlineData("POST", null, "application/json", "WrongOrigin")]
    [InlineData("POST", "null", "application/json", "WrongOrigin")]
    [InlineData("POST", "http://attacker.example", "application/json", "WrongOrigin")]
    [InlineData("POST", "https://192.168.88.2:8080", "application/json", "WrongOrigin")]
    [InlineData("POST", "http://192.168.88.2:8081", "application/json", "WrongOrigin")]
    [InlineData("POST", "http://192.168.88.2", "application/json", "WrongOrigin")]
    [InlineData("POST", "http://a@192.168.88.2:8080", "application/json", "WrongOrigin")]
    [InlineData("POST", "http://192.168.88.2:8080/x", "application/json", "WrongOrigin")]
    [InlineData("POST", "http://192.168.88.2:8080", "text/plain", "WrongType")]
    [InlineData("POST", "http://192.168.88.2:8080", "application/x-www-form-urlencoded", "WrongType")]
    [InlineData("POST", "http://192.168.88.2:8080", null, "WrongType")]
    [InlineData("GET", "http://attacker.example", null, "WrongOrigin")]
    [InlineData("GET", "http://pop.lan:8080", null, "Pass")]
    public void Only_the_page_itself_acts(string method, string? origin, string? contentType, string verdict) => Assert.Equal(verdict, $"{Gate.Judge(method, "192.168.88.2:8080", origin, contentType)}");

    [Theory]
    [InlineData("10.1.2.3:80", "10.1.2.3")]
    [InlineData("10.1.2.3:80", "10.1.2.3:80")]
    [InlineData("[fd00::7]:8080", "[fd00::7]:8080")]
    public void An_address_is_known_as_browsers_write_it(string listen, string host) => Assert.Equal(Verdict.Pass, new RequestGate(Config(listen, null)).Judge("GET", host, null, null));

    [Theory]
    [InlineData("192.168.88.2:8080", null, "http://192.168.88.2:8080/")]
    [InlineData("192.168.88.2:80", "pop.lan", "http://pop.lan/")]
    [InlineData("[fd00::7]:8080", null, "http://[fd00::7]:8080/")]
    public void The_address_for_the_sticker_is_what_a_phone_opens(string listen, string? name, string address) => Assert.Equal(address, Config(listen, name).Address.ToString());

    private static PageConfig Config(string listen, string? name) => new(IPEndPoint.Parse(listen), SecretSource.FromFile("/none")) { Name = name };
}
