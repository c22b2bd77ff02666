using System.Net;
using System.Net.Sockets;
using EdgeNoc.Agent.Probe;
using EdgeNoc.Simulators.Http;
using EdgeNoc.Simulators.Olt;
using EdgeNoc.Simulators.OltCli;
using EdgeNoc.Simulators.OltWeb;
using EdgeNoc.Tests.Devices;
using EdgeNoc.Tests.Verbs;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Probe;

public sealed class ProbeTests
{
    private const string Vrp = "a Huawei box (VRP); ne8000 is for one that terminates subscribers, huawei-vrp for any other router or switch, smartax-cli for an OLT";

    private static readonly string[] AllDrivers = ["hioso-epon", "mikrotik", "ping"];

    public static TheoryData<string, string?, string?> Boxes => new()
    {
        { "goahead", "a Hioso HA7304 or one of its siblings", "hioso-epon" },
        { "vsol", "a VSOL OLT or one of its clones", "vsol-web" },
        { "hsgq", "an HSGQ OLT", "hsgq" },
        { "webfig", "a MikroTik router", "mikrotik" },
        { "rosssh", "a MikroTik router", "mikrotik" },
        { "winbox", "a MikroTik router", "mikrotik" },
        { "huawei", Vrp, "ne8000" },
        { "huawei-8", Vrp, "ne8000" },
        { "zte", "a ZTE OLT", "zte-cli" },
        { "smartax", "a Huawei OLT (SmartAX MA5600 or MA5800)", "smartax-cli" },
        { "bare", "a bare login, perhaps of a Hioso OLT whose web interface is off", "hioso-cli" },
        { "form", "a box with a GoAhead web server, perhaps a newer Hioso with a login form", null },
        { "nginx", null, null },
    };

    [Theory]
    [MemberData(nameof(Boxes))]
    public void A_box_is_known_by_what_it_says(string box, string? what, string? driver)
    {
        var guess = Classifier.Classify(Seen(box));
        Assert.Equal((what, driver), (guess?.What, guess?.Driver));
    }

    [Fact]
    public void The_snippet_has_the_port_that_answered()
    {
        var text = string.Join('\n', ProbeText.Of(Seen("goahead"), Classifier.Classify(Seen("goahead")), AllDrivers));
        Assert.Contains("this looks like a Hioso HA7304 or one of its siblings (GoAhead on port 88 asks for HTTP Basic on every page): use hioso-epon", text, StringComparison.Ordinal);
        Assert.Contains("""{ "id": "olt-1", "driver": "hioso-epon", "url": "http://192.0.2.10:88", "user": "admin", "password_file": "/etc/edgenoc/olt-1.pw" }""", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_snippet_of_a_vrp_box_is_for_its_command_line()
    {
        var text = string.Join('\n', ProbeText.Of(Seen("huawei"), Classifier.Classify(Seen("huawei")), ["ne8000"]));
        Assert.Contains("""{ "id": "ne-1", "driver": "ne8000", "url": "ssh://192.0.2.10", "user": "edgenoc", "password_file": "/etc/edgenoc/ne-1.pw" }""", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_knows_is_described_and_asked_for()
    {
        var text = ProbeText.Of(Seen("nginx"), null, AllDrivers).ToList();
        Assert.Equal("  80: http 200, Server nginx, title \"Welcome\"", text[1]);
        Assert.Equal("this is no box that this version knows", text[2]);
        Assert.Contains("to have it known, send in what stands above", text[3], StringComparison.Ordinal);
        Assert.StartsWith("nothing answers", ProbeText.Of(new Observation("192.0.2.9") { AnswersPing = false }, null, AllDrivers).Last(), StringComparison.Ordinal);
        Assert.Contains("watched with ping", ProbeText.Of(new Observation("192.0.2.9") { AnswersPing = true }, null, AllDrivers).ElementAt(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_simulated_olt_is_recognised_without_a_login()
    {
        await using var olt = await OltServer.StartAsync(new OltServerOptions { Listen = new IPEndPoint(IPAddress.Parse("127.0.0.9"), 0), User = "admin", Password = "pw-1", Plan = new OltPlan(16, 2, 1) });
        var run = await Task.Run(() => VerbRun.Of("probe", "127.0.0.9", "--port", $"{olt.Address.Port}"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("use hioso-epon", run.Output, StringComparison.Ordinal);
        Assert.Contains($"\"url\": \"http://127.0.0.9:{olt.Address.Port}\"", run.Output, StringComparison.Ordinal);
        Assert.Empty(olt.Ledger.Pages);
    }

    [Theory]
    [InlineData("zte", "zte-cli", "127.0.0.10")]
    [InlineData("smartax", "smartax-cli", "127.0.0.11")]
    [InlineData("hioso", "hioso-cli", "127.0.0.12")]
    public async Task A_simulated_command_line_is_recognised_without_a_login(string family, string driver, string address)
    {
        Assert.SkipUnless(Environment.UserName == "root", "listening on port 23 needs root");
        var (look, answer) = OltCliBox.Of(family, 4);
        await using var olt = TelnetOlt.Start(new OltCliBox(look, answer), new IPEndPoint(IPAddress.Parse(address), 23));
        var run = await Task.Run(() => VerbRun.Of("probe", address));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($"use {driver}", run.Output, StringComparison.Ordinal);
        Assert.Contains($"\"url\": \"telnet://{address}\"", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, olt.Sessions);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Simulated_web_interfaces_are_recognised_without_a_login(bool tls)
    {
        using var certificate = tls ? SelfSigned.Create("olt") : null;
        await using var vsol = await VsolServer.StartAsync(new OltWebOptions { Listen = new IPEndPoint(IPAddress.Parse("127.0.0.12"), 0), Certificate = certificate });
        await using var hsgq = await HsgqServer.StartAsync(new OltWebOptions { Listen = new IPEndPoint(IPAddress.Parse("127.0.0.13"), 0), Certificate = certificate });
        foreach (var (url, driver) in new[] { (vsol.Url, "vsol-web"), (hsgq.Url, "hsgq") })
        {
            var run = await Task.Run(() => VerbRun.Of("probe", url.Host, "--port", $"{url.Port}"));
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            Assert.Contains($"use {driver}", run.Output, StringComparison.Ordinal);
            Assert.Contains($"\"url\": \"{url.GetLeftPart(UriPartial.Authority)}\"", run.Output, StringComparison.Ordinal);
        }

        Assert.Equal(0, vsol.Logins);
        Assert.Equal(0, hsgq.OpenSessions);
    }

    [Fact]
    public async Task Nothing_is_sent_with_credentials_and_only_the_first_page_is_asked_for()
    {
        await using var web = await TinyWeb.StartAsync(context => TinyWeb.Send(context, "<title>Welcome</title>"));
        await Task.Run(() => VerbRun.Of("probe", "127.0.0.1", "--port", $"{web.Url.Port}"));
        Assert.Equal(["/ "], web.Requests);
    }

    [Fact]
    public async Task A_port_that_never_says_anything_does_not_hold_the_probe_up()
    {
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start();
        var run = await Task.Run(() => VerbRun.Of("probe", "127.0.0.1", "--port", $"{((IPEndPoint)deaf.LocalEndpoint).Port}")).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(1, run.ExitCode);
    }

    [Theory]
    [InlineData("olt.local", "probe: \"olt.local\" is no IP address")]
    [InlineData("10", "probe: \"10\" is no IP address")]
    [InlineData("192.0.2.1:88", "probe: \"192.0.2.1:88\" is no IP address")]
    public void Wrong_arguments_are_exit_code_2(string ip, string expected)
    {
        var run = VerbRun.Of("probe", ip);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_box_says_never_reaches_a_terminal_with_control_codes()
    {
        Assert.Equal("User Access Verification\nUsername:", BannerText.Of([0xff, 0xfb, 0x01, 0xff, 0xfd, 0x03, .. "\r\nUser Access Verification\r\n\u001b[0mUsername:"u8]).Replace("[0m", "", StringComparison.Ordinal));
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => BannerText.Of(bytes).All(letter => letter == '\n' || !char.IsControl(letter))).QuickCheckThrowOnFailure();
    }

    private static Observation Seen(string box) => box switch
    {
        "goahead" => Web(88, page => page with { Status = 401, Server = "GoAhead-Webs", Challenge = "Basic realm=\"GoAhead\"" }),
        "vsol" => Web(80, page => page with { Server = "GoAhead-Webs", Status = 302, Location = "http://192.0.2.10/action/login.html" }),
        "hsgq" => Web(80, page => page with { Server = "nginx", Title = "HSGQ EPON OLT" }),
        "webfig" => Web(80, page => page with { Title = "RouterOS router configuration page", Body = "<a href=\"/webfig/\">" }),
        "rosssh" => Says(22, "SSH-2.0-ROSSSH"),
        "winbox" => new Observation("192.0.2.10") { OpenPorts = [8291, 8728] },
        "huawei" => Says(22, "SSH-2.0-HUAWEI-1.5"),
        "huawei-8" => Says(22, "SSH-2.0--"),
        "zte" => Says(23, "************\nWelcome to ZXAN product C320 of ZTE Corporation"),
        "smartax" => Says(23, "Warning: Telnet is not a secure protocol\n>>User name:"),
        "bare" => Says(23, "\nUsername:"),
        "form" => Web(80, page => page with { Server = "GoAhead-http", Body = "<input type=password id=b>" }),
        _ => Web(80, page => page with { Server = "nginx", Title = "Welcome" }),
    };

    private static Observation Web(int port, Func<WebPage, WebPage> page) => new("192.0.2.10") { OpenPorts = [port], Pages = [page(new WebPage(port, Tls: false, 200))] };

    private static Observation Says(int port, string banner) => new("192.0.2.10") { OpenPorts = [port], Banners = new Dictionary<int, string> { [port] = banner } };
}
