using System.Net;
using System.Text.Json.Nodes;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;
using EdgeNoc.Simulators.OltCli;
using EdgeNoc.Simulators.OltWeb;
using EdgeNoc.Simulators.RouterOs;
using EdgeNoc.Tests.Configuration;
using EdgeNoc.Tests.Devices;
using EdgeNoc.Tests.Verbs;

namespace EdgeNoc.Tests.Capture;

/// <summary>What <c>capture</c> writes of any box can be dropped into tests/captures, and <c>captures verify</c> tells before what it is worth.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CaptureVerifyTests : IAsyncLifetime
{
    private const string Secret = "s3cret-2026";
    private readonly ConfigFolder _folder = new();
    private readonly Stack<IAsyncDisposable> _boxes = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        while (_boxes.TryPop(out var box)) await box.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("hioso-epon", 24)]
    [InlineData("hioso-cli", 24)]
    [InlineData("vsol-web", 24)]
    [InlineData("hsgq", 24)]
    [InlineData("zte-cli", 24)]
    [InlineData("smartax-cli", 24)]
    [InlineData("mikrotik", 0)]
    [InlineData("ne8000", 0)]
    [InlineData("huawei-vrp", 0)]
    public async Task A_capture_of_any_box_is_a_test_at_once_and_tells_of_nobody(string driver, int onus)
    {
        var target = await CaptureAsync(driver, await EntryAsync(driver));

        var verify = VerbRun.Of("captures", "verify", target);
        Assert.Equal((0, ""), (verify.ExitCode, verify.Error));
        Assert.All(verify.Output.Split('\n'), line => Assert.False(line.StartsWith('✘'), line));
        Assert.DoesNotContain("as it came:", verify.Output, StringComparison.Ordinal);

        var tests = Directory.EnumerateFiles(target, "expected.json", SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)!).ToList();
        Assert.NotEmpty(tests);
        foreach (var test in tests) CaptureTests.Check(driver, test);
        // Masked as it is, it still shows every ONU, and each as itself.
        Assert.Equal(onus, tests.Max(test => OnusIn(test).Count));
        foreach (var serials in tests.Select(test => OnusIn(test).Select(onu => (string?)onu["serial"] ?? (string?)onu["mac"]).OfType<string>().ToList())) Assert.Equal(serials.Count, serials.Distinct(StringComparer.Ordinal).Count());

        var all = string.Concat(Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.DoesNotContain(Secret, all, StringComparison.Ordinal);
        Assert.DoesNotContain("CLIENT", all, StringComparison.Ordinal);
        Assert.DoesNotContain("token-", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_line_says_what_a_capture_yields()
    {
        var target = await CaptureAsync("zte-cli", await EntryAsync("zte-cli"));
        var states = Path.Combine(target, "show_gpon_onu_state");
        var lines = VerbRun.Of("captures", "verify", target).Output.Split('\n');
        Assert.Equal(6, lines.Length - 1);
        Assert.Contains("✔ show_gpon_onu_state zte-cli \"show gpon onu state\": 24 onu, 1 pon, as expected; masked: 1 name", lines);
        Assert.Contains("✔ show_gpon_onu_baseinfo_gpon-olt_1_1_1 zte-cli \"show gpon onu baseinfo gpon-olt_1/1/1\": 24 onu, as expected; masked: 25 names", lines);
        Assert.Equal("5 captures: 5 ✔, 0 ‼, 0 ✘", lines[^2]);

        File.WriteAllText(Path.Combine(states, "expected.json"), (await File.ReadAllTextAsync(Path.Combine(states, "expected.json"), TestContext.Current.CancellationToken)).Replace("\"status\": \"power_off\"", "\"status\": \"los\"", StringComparison.Ordinal));
        var run = VerbRun.Of("captures", "verify", states);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("✘ show_gpon_onu_state zte-cli \"show gpon onu state\": 24 onu, 1 pon, 2 differences to expected.json; masked: 1 name: onu pon=1/1/1 onu=3: status is \"power_off\", expected \"los\"; onu pon=1/1/1 onu=19: status is \"power_off\", expected \"los\": see which of them is what the device said\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zte-cli/c320", "input.txt=nothing of it", "command.txt=show gpon onu state", "SOURCE.md=a box", "‼ zte-cli/c320 zte-cli \"show gpon onu state\": no records:", 0)]
    [InlineData("zte-cli/c320", "input.txt=gpon-onu_1/1/1:1 enable enable operation working", "SOURCE.md=a box", "", "‼ zte-cli/c320 zte-cli \"show gpon onu state\": 1 onu, 1 pon, no expected.json beside it; masked: nothing: compare", 0)]
    [InlineData("zte-cli/c320", "input.txt=gpon-onu_1/1/1:1 enable enable operation working", "expected.json=nonsense", "SOURCE.md=a box", "✘ zte-cli/c320 zte-cli \"show gpon onu state\": 1 onu, 1 pon, expected.json is no JSON", 1)]
    [InlineData("zte-cli/c320", "input.txt=gpon-onu_1/1/1:1 enable enable operation working", "expected.json=[]", "", "✘ zte-cli/c320 zte-cli \"show gpon onu state\": 1 onu, 1 pon, 2 differences to expected.json", 1)]
    [InlineData("zte-cli/c320", "expected.json=[]", "SOURCE.md=a box", "", "✘ zte-cli/c320 zte-cli, 0 answers: a capture holds one answer", 1)]
    [InlineData("zte-cli/c320", "input.txt=x", "expected.json=[]", "command.txt=show me", "✘ zte-cli/c320 zte-cli \"show me\": nothing of this version reads it", 1)]
    [InlineData("nobody/c320", "input.txt=x", "SOURCE.md=a box", "", "✘ nobody/c320  of no driver of this version: put it below a folder that is called like its driver (hioso-epon, ", 1)]
    [InlineData("olt-1/answer", "input.txt=gpon-onu_1/1/1:1 enable enable operation working", "SOURCE.md=Driver zte-cli; taken 2026-01-01 by the verb capture.", "", "‼ olt-1/answer zte-cli \"show gpon onu state\": 1 onu, 1 pon, no expected.json", 0)]
    [InlineData("zte-cli/c320", "input.txt=  Name:  Budi", "command.txt=show gpon onu detail-info", "SOURCE.md=taken by the verb capture", "‼ zte-cli/c320 zte-cli \"show gpon onu detail-info\": no records: ", 0)]
    public void What_is_not_well_is_said_with_what_to_do(string folder, string one, string two, string three, string line, int exitCode)
    {
        var root = Path.Combine(_folder.Path, "captures");
        var capture = Directory.CreateDirectory(Path.Combine(root, folder)).FullName;
        foreach (var file in new[] { one, two, three }.Where(text => text.Length > 0).Select(text => text.Split('=', 2))) File.WriteAllText(Path.Combine(capture, file[0]), file[1] + "\n");
        var run = VerbRun.Of("captures", "verify", root);
        Assert.StartsWith(line, run.Output, StringComparison.Ordinal);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public void A_folder_without_captures_is_exit_code_2()
    {
        Assert.Equal(2, VerbRun.Of("captures", "verify", Path.Combine(_folder.Path, "nowhere")).ExitCode);
        var run = VerbRun.Of("captures", "verify", _folder.Path);
        Assert.Equal((2, $"captures: {_folder.Path} holds no capture (no input.txt, input.html, … in it or below it): name what the verb capture wrote, or tests/captures\n"), (run.ExitCode, run.Error));
    }

    private static List<JsonNode> OnusIn(string test) =>
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(test, "expected.json")))!.AsArray().OfType<JsonNode>().Where(record => (string?)record["measurement"] == "onu")];

    private async Task<string> CaptureAsync(string driver, string url)
    {
        var config = Path.Combine(_folder.Path, "agent.json");
        var login = driver is "mikrotik" or "ne8000" or "huawei-vrp" ? "edgenoc" : "admin";
        await File.WriteAllTextAsync(config, $$"""
            { "site": "a", "state_dir": "{{_folder.Path}}", "broker": { "urls": ["mqtt://127.0.0.1:1"] },
              "devices": [ { "id": "box-1", "driver": "{{driver}}", "url": "{{url}}", {{(driver == "mikrotik" ? "\"allow_plain\": true," : "")}} "user": "{{login}}", "password_file": "{{_folder.PasswordFile("pw", Secret + "\n")}}" } ] }
            """);
        var target = Path.Combine(_folder.Path, "box-1");
        var run = await Task.Run(() => VerbRun.Of("capture", "box-1", "--config", config, "--out", target));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return target;
    }

    private async Task<string> EntryAsync(string driver)
    {
        switch (driver)
        {
            case "hioso-epon":
                return Keep(await OltServer.StartAsync(new OltServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), User = "admin", Password = Secret, Plan = new OltPlan(24, 2, 1) })).Address.ToString();
            case "vsol-web":
                return Keep(await VsolServer.StartAsync(new OltWebOptions { Password = Secret, Onus = 24 })).Url.ToString();
            case "hsgq":
                return Keep(await HsgqServer.StartAsync(new OltWebOptions { Password = Secret, Onus = 24 })).Url.ToString();
            case "mikrotik":
                return Keep(RouterServer.Start(new RouterServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), User = "edgenoc", Password = Secret, Plan = new RouterPlan("7.18.2", 20) })).Url;
            case "ne8000" or "huawei-vrp":
                Assert.SkipWhen(SshServer.Missing is not null, SshServer.Missing ?? "");
                var folder = RigDirectory.New("capture-vrp");
                return Keep(await SshServer.StartAsync(Path.Combine(folder, "sshd"), Secret, $"{Built.Simulators} vrp --folder {folder}")).Url;
            default:
                var (look, answer) = OltCliBox.Of(driver[..^"-cli".Length], 24);
                return Keep(TelnetOlt.Start(new OltCliBox(look, answer) { Password = Secret })).Url;
        }
    }

    private T Keep<T>(T box)
        where T : IAsyncDisposable
    {
        _boxes.Push(box);
        return box;
    }
}
