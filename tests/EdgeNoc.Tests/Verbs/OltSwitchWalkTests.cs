using EdgeNoc.Rig;
using EdgeNoc.Simulators.Http;
using EdgeNoc.Simulators.OltCli;
using EdgeNoc.Simulators.OltWeb;

namespace EdgeNoc.Tests.Verbs;

/// <summary>Every switch of the simulated VSOL, HSGQ and command lines, each on a box of its own, and one <c>check</c> of them all. A new switch fails here until its line is written down.</summary>
[Trait("Category", "Slow")]
public sealed class OltSwitchWalkTests : IAsyncLifetime
{
    private const string UrlAndDriver = "check that url and driver fit the box";
    private const string DriverFits = "check that the driver fits the box";
    private const string Password = "check user and password file";
    private const string Link = "check the link to the";
    private const string Server = "restart the OLT's web server";
    private const string ByHand = "log in by hand with the same user";
    private const string LogOut = "log out where";

    private static readonly Dictionary<VsolFault, (string State, string Remedy)> VsolLines = new()
    {
        [VsolFault.None] = ("ok", ""),
        [VsolFault.RefusesLogin] = ("failed", Password),
        [VsolFault.SaysLoginFailed] = ("failed", Password),
        [VsolFault.SomebodyIsIn] = ("failed", "log out there when you are done"),
        [VsolFault.Cookie] = ("ok", ""),
        [VsolFault.MintsNoKey] = ("ok", ""),
        [VsolFault.EmptyKey] = ("failed", "log out there when you are done"),
        [VsolFault.HasNoStatusPage] = ("ok", ""),
        [VsolFault.Gpon] = ("warning", "its pages list no levels"),
        [VsolFault.NoOpticsPage] = ("warning", "its pages list no levels"),
        [VsolFault.DeadRails] = ("ok", ""),
        [VsolFault.Gb2312] = ("ok", ""),
        [VsolFault.NoTable] = ("failed", UrlAndDriver),
        [VsolFault.Hangs] = ("failed", Link),
        [VsolFault.ServerError] = ("failed", Server),
        [VsolFault.Huge] = ("failed", "check that url points at an OLT"),
        [VsolFault.OtherVendor] = ("failed", UrlAndDriver),
    };

    private static readonly Dictionary<HsgqFault, (string State, string Remedy)> HsgqLines = new()
    {
        [HsgqFault.None] = ("ok", ""),
        [HsgqFault.Gpon] = ("ok", ""),
        [HsgqFault.ByPort] = ("ok", ""),
        [HsgqFault.OtherSpelling] = ("ok", ""),
        [HsgqFault.RefusesLogin] = ("failed", Password),
        [HsgqFault.SessionsFull] = ("failed", LogOut),
        [HsgqFault.TokenExpires] = ("failed", LogOut),
        [HsgqFault.NoJson] = ("failed", UrlAndDriver),
        [HsgqFault.HalfJson] = ("failed", UrlAndDriver),
        [HsgqFault.SaysError] = ("failed", UrlAndDriver),
        [HsgqFault.Hangs] = ("failed", Link),
        [HsgqFault.ServerError] = ("failed", Server),
        [HsgqFault.Huge] = ("failed", "check that url points at an OLT"),
        [HsgqFault.OtherVendor] = ("failed", UrlAndDriver),
    };

    /// <summary>For a ZTE; the other families differ only in what they do not have.</summary>
    private static readonly Dictionary<OltCliFault, (string State, string Remedy)> CliLines = new()
    {
        [OltCliFault.None] = ("ok", ""),
        [OltCliFault.IacEverywhere] = ("ok", ""),
        [OltCliFault.IacFlood] = ("failed", "check that the url points at the OLT's telnet port"),
        [OltCliFault.Silent] = ("failed", ByHand),
        [OltCliFault.RefusesLogin] = ("failed", Password),
        [OltCliFault.Full] = ("failed", LogOut),
        [OltCliFault.NoPrompt] = ("failed", ByHand),
        [OltCliFault.UnexpectedQuestion] = ("failed", ByHand),
        [OltCliFault.EnablePassword] = ("ok", ""),
        [OltCliFault.Endless] = ("failed", "at nothing that makes up answers"),
        [OltCliFault.HangsUp] = ("failed", "look at the box's log"),
        [OltCliFault.StopsInAnswer] = ("failed", Link),
        [OltCliFault.PressAnyKey] = ("ok", ""),
        [OltCliFault.AsksForMore] = ("ok", ""),
        [OltCliFault.KeepsPager] = ("ok", ""),
        [OltCliFault.PromptLikeNames] = ("ok", ""),
        [OltCliFault.StatesAlone] = ("ok", ""),
        [OltCliFault.OtherForm] = ("ok", ""),
        [OltCliFault.NoOnus] = ("ok", ""),
        [OltCliFault.NoRights] = ("failed", "give the user the right to show things"),
        [OltCliFault.OtherBox] = ("failed", DriverFits),
    };

    private readonly SwitchWalk _walk = new("olt-switches", "pw-1");
    private readonly Stack<IAsyncDisposable> _boxes = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        while (_boxes.TryPop(out var box)) await box.DisposeAsync();
    }

    [Fact]
    public async Task Every_switch_turns_its_line_into_its_remedy()
    {
        foreach (var fault in Enum.GetValues<VsolFault>()) await VsolAsync($"vsol-{fault}", fault, VsolLines[fault]);
        foreach (var fault in Enum.GetValues<HsgqFault>()) await HsgqAsync($"hsgq-{fault}", fault, HsgqLines[fault]);
        foreach (var fault in Enum.GetValues<OltCliFault>()) Telnet("zte", fault, CliLines[fault]);
        foreach (var family in new[] { "smartax", "hioso" })
        {
            foreach (var fault in new[] { OltCliFault.None, OltCliFault.AsksForMore, OltCliFault.KeepsPager, OltCliFault.PromptLikeNames, OltCliFault.StatesAlone, OltCliFault.OtherForm, OltCliFault.NoOnus }) Telnet(family, fault, ("ok", ""));
            Telnet(family, OltCliFault.EnablePassword, ("failed", "from its login on"));
        }

        using var certificate = SelfSigned.Create("olt");
        var (pin, other) = (SelfSigned.PinOf(certificate), new string('0', 64));
        await VsolAsync("tls-unpinned", VsolFault.None, ("failed", $"\"pin_sha256\": \"{pin}\""), new OltWebOptions { Certificate = certificate });
        await VsolAsync("tls-pinned", VsolFault.None, ("ok", ""), new OltWebOptions { Certificate = certificate }, $"\"pin_sha256\": \"{pin}\",");
        await VsolAsync("tls-other", VsolFault.None, ("failed", "somebody stands in between"), new OltWebOptions { Certificate = certificate }, $"\"pin_sha256\": \"{other}\",");

        var lines = await _walk.CheckAsync();

        // Who has such a box is asked for a capture, with the command that makes it.
        Assert.All(lines.Where(line => line.Value.State == "ok"), line => Assert.Equal(
            line.Key.StartsWith("vsol-", StringComparison.Ordinal) || line.Key.StartsWith("hsgq-", StringComparison.Ordinal) || line.Key.StartsWith("tls-", StringComparison.Ordinal),
            line.Value.Detail.Contains($"unproven on real hardware: please send a capture: edgenoc-agent capture {line.Key} --out {line.Key}", StringComparison.Ordinal)));
    }

    private async Task VsolAsync(string id, VsolFault fault, (string State, string Remedy) line, OltWebOptions? options = null, string more = "")
    {
        var olt = await VsolServer.StartAsync(options);
        olt.Fault = fault;
        _boxes.Push(olt);
        _walk.Add(id, line, $$"""{ "id": "{{id}}", "driver": "vsol-web", "url": "{{olt.Url}}", {{more}} "user": "admin", "password_file": "pw" }""");
    }

    private async Task HsgqAsync(string id, HsgqFault fault, (string State, string Remedy) line)
    {
        var olt = await HsgqServer.StartAsync();
        olt.Fault = fault;
        _boxes.Push(olt);
        _walk.Add(id, line, $$"""{ "id": "{{id}}", "driver": "hsgq", "url": "{{olt.Url}}", "user": "admin", "password_file": "pw" }""");
    }

    private void Telnet(string family, OltCliFault fault, (string State, string Remedy) line)
    {
        var olt = TelnetOlt.Start(family, 24, fault);
        _boxes.Push(olt);
        _walk.Add($"{family}-{fault}", line, $$"""{ "id": "{{family}}-{{fault}}", "driver": "{{family}}-cli", "url": "{{olt.Url}}", "user": "admin", "password_file": "pw" }""");
    }
}
