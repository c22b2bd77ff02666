using System.Text;
using System.Text.Json.Nodes;
using EdgeNoc.Tests.Configuration;
using EdgeNoc.Tests.Verbs;

namespace EdgeNoc.Tests.MikroTik;

/// <summary>The verb <c>parse</c> on answers as people keep them: every menu, in the words of old and new versions.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class RouterCaptureTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/system/health/print", "voltage=24.1|current=340|temperature=32|fan-mode=auto|fan1-speed=4200|psu2-state=fail",
        "device temp_c=32 voltage_v=24.1; sensor voltage value=24.1; sensor current value=340; sensor temperature value=32; sensor fan/1 value=4200; sensor psu/2 ok=0")]
    [InlineData("/system/health/print", "voltage=24.1V|power-consumption=8.1W|fan1-speed=4200RPM", "device voltage_v=24.1; sensor voltage value=24.1; sensor power value=8.1; sensor fan/1 value=4200")]
    [InlineData("/system/health/print", "name=cpu-temperature|value=58|type=C||name=psu1-state|value=ok|type=||name=heater-state|value=off", "device temp_c=58; sensor temperature/cpu value=58; sensor psu/1 ok=1")]
    [InlineData("/system/routerboard/print", "routerboard=yes|model=RB750Gr3|serial-number=8B0F0912ABCD|current-firmware=6.49.10", "device model=RB750Gr3 serial=8B0F0912ABCD")]
    [InlineData("/interface/ethernet/monitor", "name=sfp1|status=link-ok|rate=2.5G-baseT|sfp-rx-power=-6.2dBm|sfp-tx-power=-inf", "interface sfp1 speed_bps=2500000000; optic sfp1 rx_dbm=-6.2")]
    [InlineData("/ip/hotspot/host/print", "mac-address=AA:BB:CC:DD:EE:01|authorized=true||mac-address=AA:BB:CC:DD:EE:02|authorized=no|bypassed=yes||mac-address=AA:BB:CC:DD:EE:03", "sessions hotspot authenticated=2 total=3")]
    [InlineData("/ip/hotspot/user/print", "name=a|disabled=false||name=b|disabled=true", "sessions hotspot disabled=1 total=2")]
    [InlineData("/queue/simple/print", "name=q1|rate=512k/2M|dropped=3/4||name=<pppoe-a>|dynamic=true|rate=1/2||name=q2|rate=1234/0bps|max-limit=10M/20M", "queue q1 in_bps=512000 in_drops=3 out_bps=2000000 out_drops=4; queue q2 in_bps=1234 out_bps=0")]
    [InlineData("/ip/pool/print", "name=p1|ranges=10.0.0.2-10.0.0.254|total=253|used=12||name=p2|ranges=10.1.0.0/24,10.2.0.5", "ippool p1 free=241 total=253 used=12 used_pct=4.74; ippool p2 total=257")]
    [InlineData("/ip/pool/used/print", "pool=p2|address=10.1.0.9||pool=p1|address=10.0.0.3||pool=p1|address=10.0.0.4", "ippool p1 used=2; ippool p2 used=1")]
    [InlineData("/interface/wifiwave2/registration-table/print", "interface=wifi1|mac-address=AA:BB:CC:DD:EE:01|signal=-47", "sessions wireless active=1")]
    [InlineData("/log/print", "time=10:11:12|topics=system,info|message=user admin logged in", "log message=user admin logged in time=10:11:12 topics=system,info")]
    public void Each_menu_gives_its_records(string command, string rows, string expected) => Assert.Equal((0, expected), Parse(command, Reply(rows)));

    [Theory]
    [InlineData("/ppp/active")]
    [InlineData("ppp active print")]
    [InlineData("/ppp/active/print ")]
    [InlineData("/ppp/active/print =.proplist=name")]
    public void A_command_may_be_written_as_it_was_sent(string command) => Assert.Equal((0, "sessions pppoe active=1"), Parse(command, Reply("name=a|service=pppoe")));

    [Theory]
    [InlineData("\uFEFF!re\n=name=a\n=service=pppoe\n\n!done\n\n")]
    [InlineData("!re\r\n=name=a\r\n=service=pppoe\r\n\r\n!done\r\n\r\n")]
    [InlineData("<<< /ppp/active/print\n<<< \n>>> !re\n>>> =name=a\n>>> =service=pppoe\n>>> \n>>> !done\n")]
    [InlineData("---> '!re'\n---> '=name=a'\n---> '=service=pppoe'\n---> EOS\n---> '!done'\n---> EOS\n")]
    [InlineData("!re\n.tag=3\n=name=a\n=service=pppoe\n!done\n.tag=3\n")]
    public void A_capture_may_come_from_any_client(string text) => Assert.Equal((0, "sessions pppoe active=1"), Parse("/ppp/active/print", text));

    [Theory]
    [InlineData("!re\n=name=a\n=service=pppoe\n\n!fatal\nsession terminated on request\n\n")]
    [InlineData("!fatal\nsession terminated on request\n\n")]
    [InlineData("!trap\n=message=no such command prefix\n\n!done\n\n")]
    public void An_answer_that_is_none_counts_nobody(string text) => Assert.Equal((1, ""), Parse("/ppp/active/print", text));

    /// <summary>Rows with a double bar between, words with one.</summary>
    private static string Reply(string rows) => string.Concat(rows.Split("||").Select(row => $"!re\n={row.Replace("|", "\n=", StringComparison.Ordinal)}\n\n")) + "!done\n\n";

    /// <summary>Exit code and records, each with its measurement, the value of its tag and its fields.</summary>
    private (int ExitCode, string Records) Parse(string command, string text)
    {
        var file = Path.Combine(_folder.Path, "capture.txt");
        File.WriteAllText(file, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var run = VerbRun.Of("parse", "mikrotik", "--command", command, file);
        Assert.Equal(run.ExitCode == 0, run.Error.Length == 0);
        return (run.ExitCode, run.Output.Length == 0 ? "" : string.Join("; ", JsonNode.Parse(run.Output)!.AsArray().Select(Text)));
    }

    private static string Text(JsonNode? record)
    {
        var values = record!.AsObject().Where(value => value.Key is not ("kind" or "vendor")).ToList();
        var tags = values.Where(value => value.Key is "measurement" or "table" or "sensor" or "interface" or "service" or "queue" or "pool").Select(value => $"{value.Value}");
        var fields = values.Where(value => value.Key is not ("measurement" or "table" or "sensor" or "interface" or "service" or "queue" or "pool")).OrderBy(value => value.Key, StringComparer.Ordinal);
        return string.Join(' ', [.. tags, .. fields.Select(value => $"{value.Key}={value.Value}")]);
    }
}
