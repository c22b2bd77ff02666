using System.Text;
using EdgeNoc.Agent.Capture;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.HiosoEpon;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Simulators.RouterOs;
using EdgeNoc.Tests.Configuration;
using EdgeNoc.Tests.Devices;
using EdgeNoc.Tests.Verbs;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Capture;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CaptureMaskTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a FC:8E:5B:11:22:33 b fc:8e:5b:11:22:33 c FC:8E:5B:44:55:66", "a FC:8E:5B:00:00:01 b fc:8e:5b:00:00:01 c FC:8E:5B:00:00:02")]
    [InlineData("00-1a-2b-3c-4d-5e 001a.2b3c.4d5e", "00-1a-2b-00-00-01 001a.2b00.0001")]
    [InlineData("FF:FF:FF:FF:FF:FF 2026-11-20 05:00:00", "FF:FF:FF:FF:FF:FF 2026-11-20 05:00:00")]
    [InlineData("8.8.8.8, 36.66.1.2 and 8.8.8.8; 192.168.1.1 10.0.0.1 100.64.3.4 V1.1.2.21", "198.18.0.1, 198.18.0.2 and 198.18.0.1; 192.168.1.1 10.0.0.1 100.64.3.4 V1.1.2.21")]
    [InlineData("user=budi&pw=s3cret;budiman YnVkaTpzM2NyZXQ=", "user=USER&pw=SECRET;budiman SECRET")]
    public void The_same_thing_gets_the_same_stand_in(string text, string expected) =>
        Assert.Equal(expected, Encoding.Latin1.GetString(Mask().Apply(Encoding.Latin1.GetBytes(text), [])));

    [Fact]
    public void Every_other_byte_stays_as_it_came()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Mask().Apply(bytes, []).SequenceEqual(bytes)).QuickCheckThrowOnFailure();
        Assert.Equal("\r\n\u001b[42D\0 --More-- \r"u8.ToArray(), Mask().Apply("\r\n\u001b[42D\0 --More-- \r"u8, []));
    }

    [Fact]
    public void A_page_keeps_its_sense_and_loses_its_customers()
    {
        var page = OnuTable.Page([.. OnuTable.Row(1)[..1], "O'Brien, Jl. Mawar", .. OnuTable.Row(1)[2..]], [.. OnuTable.Row(2)[..1], "NA", .. OnuTable.Row(2)[2..]], [.. OnuTable.Row(3)[..1], "O'Brien, Jl. Mawar", .. OnuTable.Row(3)[2..]]);
        var bytes = Encoding.UTF8.GetBytes(page.Replace("\n", "\r\n", StringComparison.Ordinal));
        var masked = Mask().Apply(bytes, CaptureTexts.Find(bytes));
        Assert.DoesNotContain("Brien", Encoding.UTF8.GetString(masked), StringComparison.Ordinal);

        var (before, after) = (Onus(bytes), Onus(masked));
        Assert.Equal(["NAME-1", null, "NAME-1"], after.Select(onu => onu.Name));
        Assert.Equal(before.Select(onu => onu with { Name = null, Mac = onu.Mac![..8] }), after.Select(onu => onu with { Name = null, Mac = onu.Mac![..8] }));
        Assert.DoesNotContain(before[0].Mac!, after.Select(onu => onu.Mac));
        Assert.Contains("\r\n", Encoding.UTF8.GetString(masked), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var ponListTable=new Array(\n//\"0/1/1\",\"Budi\"\n'0/1/2','N/A'\n);", "var ponListTable=new Array(\n//\"0/1/1\",\"NAME-1\"\n'0/1/2','N/A'\n);")]
    [InlineData("var onutable=new Array('0/1:1','Budi Sant", "var onutable=new Array('0/1:1NAME-1")]
    public void Names_in_comments_and_broken_pages_do_not_escape(string page, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(page);
        var masked = Encoding.UTF8.GetString(Mask().Apply(bytes, CaptureTexts.Find(bytes)));
        Assert.DoesNotContain("Budi", masked, StringComparison.Ordinal);
        Assert.StartsWith(expected[..30], masked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verb_writes_what_came_and_what_it_is_and_nothing_over_what_is_there()
    {
        await using var olt = await TinyWeb.StartAsync(context => TinyWeb.Send(context, OnuTable.Page(OnuTable.Row(1), OnuTable.Row(2))));
        var target = Path.Combine(_folder.Path, "capture");
        var run = await RunAsync(olt, target);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["onuAllPonOnuList.asp", "system.asp"], Directory.EnumerateDirectories(target).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal));
        var page = Path.Combine(target, "onuAllPonOnuList.asp");
        Assert.Equal(["SOURCE.md", "command.txt", "expected.json", "head.txt", "input.html"], Directory.EnumerateFiles(page).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.StartsWith("HTTP/1.1 200 OK\n", await File.ReadAllTextAsync(Path.Combine(page, "head.txt")), StringComparison.Ordinal);
        var parsed = VerbRun.Of("parse", "hioso-epon", "--command", (await File.ReadAllTextAsync(Path.Combine(page, "command.txt"))).Trim(), Path.Combine(page, "input.html"));
        Assert.Equal((0, await File.ReadAllTextAsync(Path.Combine(page, "expected.json"))), (parsed.ExitCode, parsed.Output));
        Assert.Equal((2, $"capture: {target} is not empty: name a new folder\n"), await RunAsync(olt, target) is var again ? (again.ExitCode, again.Error) : default);
    }

    [Fact]
    public async Task A_refusal_is_kept_too()
    {
        await using var olt = await TinyWeb.StartAsync(context => TinyWeb.Send(context, "<title>Document Error: Unauthorized</title>", System.Net.HttpStatusCode.Unauthorized));
        var target = Path.Combine(_folder.Path, "refused");
        var run = await RunAsync(olt, target);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("‼ ", run.Error, StringComparison.Ordinal);
        Assert.Contains("auth_failed", await File.ReadAllTextAsync(Path.Combine(target, "onuAllPonOnuList.asp", "SOURCE.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_routers_menus_are_captured_without_its_customers()
    {
        await using var router = RouterServer.Start(new RouterServerOptions { Listen = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0), User = "edgenoc", Password = "pw-1", Plan = new RouterPlan("7.18.2", 20) });
        var config = Path.Combine(_folder.Path, "agent.json");
        await File.WriteAllTextAsync(config, $$"""
            { "site": "a", "state_dir": "{{_folder.Path}}", "broker": { "urls": ["mqtt://127.0.0.1:1"] },
              "devices": [ { "id": "router-1", "driver": "mikrotik", "url": "{{router.Url}}", "allow_plain": true, "user": "edgenoc", "password_file": "{{_folder.PasswordFile("pw")}}" } ] }
            """);
        var target = Path.Combine(_folder.Path, "router");
        var run = await Task.Run(() => VerbRun.Of("capture", "router-1", "--config", config, "--out", target));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));

        var active = await File.ReadAllTextAsync(Path.Combine(target, "ppp_active_print", "input.txt"));
        var names = active.Split('\n').Where(word => word.StartsWith("=name=", StringComparison.Ordinal)).Select(word => word[6..]).ToList();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.StartsWith("NAME-", name, StringComparison.Ordinal));
        Assert.Contains($"=name=<pppoe-{names[0]}>\n", await File.ReadAllTextAsync(Path.Combine(target, "interface_print", "input.txt")), StringComparison.Ordinal);
        Assert.DoesNotContain("user_print", Directory.EnumerateDirectories(target).Select(folder => Path.GetFileName(folder)));
        foreach (var folder in Directory.EnumerateDirectories(target).Where(folder => File.Exists(Path.Combine(folder, "expected.json"))))
        {
            var parsed = VerbRun.Of("parse", "mikrotik", "--command", (await File.ReadAllTextAsync(Path.Combine(folder, "command.txt"))).Trim(), Path.Combine(folder, "input.txt"));
            Assert.Equal((0, await File.ReadAllTextAsync(Path.Combine(folder, "expected.json"))), (parsed.ExitCode, parsed.Output));
        }
    }

    private static CaptureMask Mask() => new(("budi", "s3cret"));

    private static IReadOnlyList<OnuRecord> Onus(byte[] page) => Assert.IsType<PollResult.Read>(OnuTablePage.Parse(page)).Reading.Onus;

    private async Task<VerbRun> RunAsync(TinyWeb olt, string target)
    {
        var config = Path.Combine(_folder.Path, "agent.json");
        await File.WriteAllTextAsync(config, $$"""
            { "site": "a", "state_dir": "{{_folder.Path}}", "broker": { "urls": ["mqtt://127.0.0.1:1"] }, "devices": [ { "id": "olt-1", "driver": "hioso-epon", "url": "{{olt.Url}}" } ] }
            """);
        return await Task.Run(() => VerbRun.Of("capture", "olt-1", "--config", config, "--out", target));
    }
}
