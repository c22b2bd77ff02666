using System.Net;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;
using EdgeNoc.Simulators.RouterOs;

namespace EdgeNoc.Tests.Verbs;

/// <summary>Every switch of the simulators, each on a box of its own, and one <c>check</c> of them all: what their lines say. A new switch fails here until its line is written down.</summary>
[Trait("Category", "Slow")]
public sealed class SwitchWalkTests : IAsyncLifetime
{
    private const string Password = "walk-pw-9";

    private const string UrlAndDriver = "check that url and driver fit the box";
    private const string LeftOut = "they made no sense: look at a capture";

    private static readonly Dictionary<MisbehaviourKind, (string State, string Remedy)> OltLines = new()
    {
        [MisbehaviourKind.None] = ("ok", ""),
        [MisbehaviourKind.Unauthorised] = ("failed", "check user and password file by logging in with a browser"),
        [MisbehaviourKind.AccessDenied] = ("failed", "check user and password file by logging in with a browser"),
        [MisbehaviourKind.NoArray] = ("failed", UrlAndDriver),
        [MisbehaviourKind.HalfPage] = ("failed", "poll it more rarely (interval_s)"),
        // Whether the head of the answer is still read depends on how fast the reset comes.
        [MisbehaviourKind.CloseMidBody] = ("failed", "it happens under load; if it stays so, "),
        [MisbehaviourKind.Hang] = ("failed", "check the link to the OLT"),
        [MisbehaviourKind.Slow] = ("ok", ""),
        [MisbehaviourKind.ServerError] = ("failed", "restart the OLT's web server"),
        [MisbehaviourKind.MissingPage] = ("failed", "send a capture of the ONU pages that its menu shows"),
        [MisbehaviourKind.Redirect] = ("ok", ""),
        [MisbehaviourKind.RedirectAway] = ("failed", "if that is the OLT's right address, set url to http://127.0.0.1"),
        [MisbehaviourKind.LoginForm] = ("failed", "a Hioso of this kind asks by the browser's own dialog"),
        [MisbehaviourKind.OtherVendor] = ("failed", UrlAndDriver),
        [MisbehaviourKind.Json] = ("failed", UrlAndDriver),
        [MisbehaviourKind.Empty] = ("failed", "open the page in a browser and restart the OLT's web server"),
        [MisbehaviourKind.Huge] = ("failed", "check that url points at an OLT"),
        [MisbehaviourKind.ByteASecond] = ("failed", "check the link to the OLT"),
    };

    private static readonly Dictionary<PageQuirks, (string State, string Remedy)> QuirkLines = new()
    {
        [PageQuirks.None] = ("ok", ""),
        [PageQuirks.Spaces] = ("ok", ""),
        [PageQuirks.Comments] = ("ok", ""),
        [PageQuirks.NoLineNum] = ("ok", ""),
        [PageQuirks.Dashes] = ("ok", ""),
        [PageQuirks.NoReading] = ("ok", ""),
        [PageQuirks.StatusWords] = ("ok", ""),
        [PageQuirks.Gb2312] = ("ok", ""),
        [PageQuirks.OddNames] = ("warning", LeftOut),
        [PageQuirks.AbsurdLevels] = ("warning", LeftOut),
    };

    private static readonly Dictionary<RouterFault, (string State, string Remedy)> RouterLines = new()
    {
        [RouterFault.None] = ("ok", ""),
        [RouterFault.NoReply] = ("failed", "check the link to the router and its CPU load"),
        [RouterFault.Deaf] = ("failed", "check the link to the router and its CPU load"),
        [RouterFault.SlowBytes] = ("failed", "check the link to the router and its CPU load"),
        [RouterFault.CloseMidAnswer] = ("failed", "the router restarts, or somebody ended the session"),
        [RouterFault.CloseAtOnce] = ("failed", "let this machine in: /ip service set api address=AGENT"),
        [RouterFault.ReservedByte] = ("failed", "check that the url points at the API (api) and not at another service"),
        [RouterFault.StrangeTag] = ("warning", LeftOut),
        [RouterFault.Fatal] = ("failed", "look at the router's log"),
        [RouterFault.Windows1252] = ("ok", ""),
        [RouterFault.NoApiPolicy] = ("failed", "/user group set GROUP policy=api,read"),
        [RouterFault.WrongPassword] = ("failed", "check user and password file; the user's address list must hold this machine"),
        [RouterFault.EmptyLists] = ("ok", ""),
        [RouterFault.MissingMenus] = ("ok", ""),
        [RouterFault.HiddenUsers] = ("warning", "compare its group in /user print"),
        [RouterFault.Flood] = ("failed", "check that the url points at a RouterOS API and not at another service"),
        [RouterFault.Html] = ("failed", "check that the url points at the API (api) and not at another service"),
        [RouterFault.TwoTraps] = ("failed", UrlAndDriver),
        [RouterFault.AnonymousTls] = ("failed", "assign a certificate to api-ssl"),
    };

    private readonly SwitchWalk _walk = new("switches", Password);
    private readonly Stack<IAsyncDisposable> _boxes = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        while (_boxes.TryPop(out var box)) await box.DisposeAsync();
    }

    [Fact]
    public async Task Every_switch_turns_its_line_into_its_remedy()
    {
        foreach (var kind in Enum.GetValues<MisbehaviourKind>()) (await OltAsync($"olt-{kind}", OltLines[kind])).Misbehaviour = new Misbehaviour(kind);
        foreach (var quirk in Enum.GetValues<PageQuirks>()) await OltAsync($"quirk-{quirk}", QuirkLines[quirk], OltFirmware.Ha7304 with { Quirks = quirk });
        await OltAsync("pages-18", ("warning", "18 columns"), OltFirmware.Ha7304 with { AllWidth = 18 });
        await OltAsync("pages-11", ("warning", "11 columns"), OltFirmware.Ha7304 with { Pages = OltPages.Overview, OverviewWidth = 11 });
        await OltAsync("pages-of-8", ("warning", "the others are not seen"), OltFirmware.Ha7304 with { Pages = OltPages.Overview, RowsPerPage = 8 });
        await OltAsync("hangs-under-load", ("ok", ""), OltFirmware.Ha7304 with { Pages = OltPages.Config }, TimeSpan.FromSeconds(30));
        foreach (var fault in Enum.GetValues<RouterFault>())
        {
            var router = Router($"router-{fault}", RouterLines[fault], new RouterPlan("7.18.2", 20), fault == RouterFault.AnonymousTls);
            router.Fault = fault;
            // Before the login all commands go wrong; after it the one that every router has.
            if (fault is RouterFault.NoReply or RouterFault.SlowBytes or RouterFault.CloseMidAnswer or RouterFault.TwoTraps or RouterFault.StrangeTag) router.FaultAt = "/system/resource";
        }

        Router("router-old", ("failed", "set \"legacy_login\": true"), new RouterPlan("6.40.1", 20));
        Router("router-rights", ("warning", "may do more than api,read (write,reboot)"), new RouterPlan("7.18.2", 20) { Policy = "api,read,write,reboot,!ftp" });
        await Router("router-off", ("failed", "switch the API on"), new RouterPlan("7.18.2", 20)).DisposeAsync();

        await _walk.CheckAsync();
    }

    private async Task<OltServer> OltAsync(string id, (string State, string Remedy) line, OltFirmware? firmware = null, TimeSpan? hangsFor = null)
    {
        var olt = await OltServer.StartAsync(new OltServerOptions
        {
            Listen = new IPEndPoint(IPAddress.Loopback, 0), User = "admin", Password = Password, Plan = new OltPlan(32, 2, 1), Firmware = firmware ?? OltFirmware.Ha7304, HangsFor = hangsFor,
        });
        _boxes.Push(olt);
        _walk.Add(id, line, $$"""{ "id": "{{id}}", "driver": "hioso-epon", "url": "{{olt.Address}}", "user": "admin", "password_file": "pw" }""");
        return olt;
    }

    private RouterServer Router(string id, (string State, string Remedy) line, RouterPlan plan, bool tls = false)
    {
        var router = RouterServer.Start(new RouterServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), User = "edgenoc", Password = Password, Plan = plan });
        _boxes.Push(router);
        _walk.Add(id, line, $$"""{ "id": "{{id}}", "driver": "mikrotik", "url": "{{(tls ? "apis" : "api")}}://127.0.0.1:{{router.EndPoint.Port}}", "allow_plain": true, "user": "edgenoc", "password_file": "pw" }""");
        return router;
    }
}
