using System.Globalization;
using System.Text.Json;
using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Cabinet;

/// <summary>The published agent on a real kernel's GPIO lines: what is driven on them over time, and what it makes of what is done to them.</summary>
[Trait("Category", "Slow")]
public sealed class CabinetMachineTests(GpioSite site) : IClassFixture<GpioSite>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Each_lamp_tells_in_its_rhythm_how_the_site_does()
    {
        Assert.SkipWhen(site.Missing is not null, site.Missing ?? "");
        await site.CleanAsync();
        var broker = await StartBrokerAsync();
        var began = await site.NowMsAsync();
        var agent = await site.RunAgentAsync("a");

        // A broker, but nobody acknowledges; one device of two; an office that has one critical incident which nobody took on.
        await PublishAsync("incidents", Incident(by: null), retain: true);
        await site.ShowsAsync(GpioSite.Owner, LampPattern.Steady);
        await site.ShowsAsync(GpioSite.Uplink, LampPattern.DoubleBlink);
        await site.ShowsAsync(GpioSite.Devices, LampPattern.SlowBlink);
        await site.ShowsAsync(GpioSite.Alarm, LampPattern.Fast);
        AssertLampTest(await site.SamplesAsync(100_000), began);

        await PublishAsync("incidents", Incident(by: "\"Budi\""), retain: true);
        await site.ShowsAsync(GpioSite.Alarm, LampPattern.Steady);

        await AcknowledgeAsync();
        await site.ShowsAsync(GpioSite.Uplink, LampPattern.Steady);

        await site.EndAsync(broker, "KILL");
        await site.ShowsAsync(GpioSite.Uplink, LampPattern.SlowBlink);
        await site.Machine.RunAsync("ip link set dummy0 down");
        await site.ShowsAsync(GpioSite.Uplink, LampPattern.Off);
        await site.Machine.RunAsync("ip link set dummy0 up; ip addr add 192.0.2.2/24 dev dummy0 2>/dev/null || true");
        await site.EndAsync(agent, "TERM");
    }

    [Fact]
    public async Task Button_and_contacts_do_what_a_person_at_the_cabinet_expects()
    {
        Assert.SkipWhen(site.Missing is not null, site.Missing ?? "");
        await site.CleanAsync();
        var agent = await site.RunAgentAsync("a");

        // Nothing closes the contact: the kernel's resistor makes a cut wire of it, which is an alarm.
        await LogAsync("contact mains: trouble");
        await LogAsync("what waited in RAM is on disk");
        await BeepsAsync();

        await PressAsync(TimeSpan.FromMilliseconds(500));
        await LogAsync("the button was pressed");
        await SilentAsync();

        await site.Machine.PullAsync(GpioSite.Door, high: false);
        await LogAsync("contact door: trouble");
        await BeepsAsync();

        // Faster than its debounce, many times: the kernel lets none of it through.
        await site.Machine.RunAsync($"for i in 1 2 3 4 5 6 7 8 9 10; do echo pull-up >{Pull(GpioSite.Door)}; usleep 20000; echo pull-down >{Pull(GpioSite.Door)}; usleep 20000; done");
        await site.Machine.PullAsync(GpioSite.Mains, high: false);
        await LogAsync("contact mains: well again");
        Assert.Single(await LogLinesAsync("contact door"));

        await PressAsync(TimeSpan.FromSeconds(5));
        await LogAsync("the button was held");
        await LogAsync("the check that was asked for at the button found what");
        Assert.NotEmpty(await LogLinesAsync("check: olt-1:"));
        // The test's second against the beeps' fifth of one.
        var lit = Rhythm.Of(await site.SamplesAsync(3_000), GpioSite.Buzzer, 0, await site.NowMsAsync()).SkipLast(1).Where(stretch => stretch.Lit).Select(stretch => stretch.Ms).Order().ToList();
        Assert.InRange(lit[^1] / lit[lit.Count / 2], 2.5, 25);
        await site.EndAsync(agent, "TERM");
    }

    [Fact]
    public async Task A_line_has_one_holder_who_lets_it_go_however_he_ends()
    {
        Assert.SkipWhen(site.Missing is not null, site.Missing ?? "");
        await site.CleanAsync();
        await site.Machine.RunAsync("mount -t debugfs debugfs /sys/kernel/debug 2>/dev/null || true");
        var first = await site.RunAgentAsync("a");
        Assert.Equal(8, await HeldAsync());

        // A second agent and one without a chip: told in one line, and they poll all the same.
        var (second, third) = (await site.SpawnAgentAsync("b"), await site.SpawnAgentAsync("c"));
        await site.WorksAsync("b");
        await site.Machine.WaitForLineAsync("/b.log", $"line 0 of /dev/gpiochip0 is held by \"edgenoc-agent {first}\": stop that program, or choose another line", Patience);
        await site.WorksAsync("c");
        await site.Machine.WaitForLineAsync("/c.log", "there is no /dev/gpiochip9: look which chips there are", Patience);
        await site.EndAsync(second, "TERM");
        await site.EndAsync(third, "TERM");
        Assert.Equal(8, await HeldAsync());

        await site.EndAsync(first, "TERM");
        Assert.Equal(0, await HeldAsync());
        Assert.Equal("00000", (await site.Machine.LevelsAsync())[..5]);

        first = await site.RunAgentAsync("a");
        Assert.Equal(8, await HeldAsync());
        await site.EndAsync(first, "KILL");
        Assert.Equal(0, await HeldAsync());
        Assert.Equal("00000", (await site.Machine.LevelsAsync())[..5]);
    }

    [Fact]
    public async Task The_walk_shows_each_lamp_alone_and_believes_no_contact_that_did_not_change()
    {
        Assert.SkipWhen(site.Missing is not null, site.Missing ?? "");
        await site.CleanAsync();
        await site.Machine.RunAsync("rm -f /answers; mkfifo /answers");
        await site.Machine.SpawnAsync($"{GpioSite.Agent} cabinet test --config /a.json </answers", "/walk.log");
        await site.Machine.RunAsync("exec 3>/answers");
        foreach (var (name, line, answer) in new[] { ("OWNER", GpioSite.Owner, "y"), ("UPLINK", GpioSite.Uplink, "ya"), ("DEVICES", GpioSite.Devices, "sim"), ("ALARM", GpioSite.Alarm, "n") })
        {
            await site.Machine.WaitForLineAsync("/walk.log", $"{name} (line {line}) blinks now", TimeSpan.FromSeconds(180));
            await site.ShowsAsync(line, LampPattern.SlowBlink);
            foreach (var other in new[] { GpioSite.Owner, GpioSite.Uplink, GpioSite.Devices, GpioSite.Alarm }.Except([line])) await site.ShowsAsync(other, LampPattern.Off);
            await site.Machine.RunAsync($"echo {answer} >&3");
        }

        await site.Machine.WaitForLineAsync("/walk.log", "The buzzer (line 4) beeps now", Patience);
        await BeepsAsync();
        await site.Machine.RunAsync("echo y >&3");
        await site.Machine.WaitForLineAsync("/walk.log", "Contact mains is", Patience);
        await site.Machine.RunAsync($"[ $(cat {Pull(GpioSite.Mains)}) = pull-up ] && echo pull-down >{Pull(GpioSite.Mains)} || echo pull-up >{Pull(GpioSite.Mains)}; usleep 1500000; echo >&3");
        await site.Machine.WaitForLineAsync("/walk.log", "Contact door is", Patience);
        await site.Machine.RunAsync("echo >&3");
        await site.Machine.WaitForLineAsync("/walk.log", "The button is not pressed", Patience);
        await site.Machine.RunAsync("echo skip >&3; exec 3>&-");
        await site.Machine.WaitForLineAsync("/walk.log", "‼ button", Patience);
        var said = await site.Machine.ReadAsync("/walk.log");
        foreach (var line in new[] { "✔ lamp owner", "✔ lamp uplink", "✔ lamp devices", "✘ lamp alarm", "✔ buzzer", "✔ contact mains", "✘ contact door", "‼ button" }) Assert.Contains(said, text => text.Contains(line, StringComparison.Ordinal));
    }

    private static void AssertLampTest(IReadOnlyList<string> samples, double began)
    {
        // All four lamps, of which the last is lit when it is low, before any shows its rhythm. How long it lasts is the panel's own tests' to say:
        // an emulated processor begins to show it up to three seconds late, and the test ends by the clock.
        var looks = samples.Select(sample => (At: double.Parse(sample.Split(' ')[0], CultureInfo.InvariantCulture), Lamps: sample.Split(' ')[1][..4])).Where(look => look.At >= began).ToList();
        // A look between two lines of the same switching is none.
        var lasting = looks.Zip(looks.Skip(1), (look, next) => (look.Lamps, Ms: next.At - look.At)).Where(look => look.Ms >= 50);
        var first = lasting.FirstOrDefault(look => look.Lamps is not ("0000" or "0001"));
        Assert.True(first.Lamps == "1110", $"{first} is no lamp test; the looks: {string.Join(", ", looks.Take(20))}");
    }

    private async Task<int> StartBrokerAsync()
    {
        var broker = await site.Machine.SpawnAsync("mosquitto -p 1883", "/broker.log");
        await site.Machine.WaitForLineAsync("/broker.log", "running", Patience);
        // Whoever publishes to nobody is told so, and waits.
        await site.Machine.SpawnAsync("mosquitto_sub -h 127.0.0.1 -t edgenoc/v1/vm-01/telemetry -t edgenoc/v1/vm-01/events -t edgenoc/v1/vm-01/tables/#", "/dev/null");
        return broker;
    }

    private async Task PublishAsync(string topic, string payload, bool retain = false) =>
        await site.Machine.RunAsync($"mosquitto_pub -h 127.0.0.1 {(retain ? "-r " : "")}-t edgenoc/v1/vm-01/{topic} -m '{payload}'");

    private async Task AcknowledgeAsync()
    {
        var status = (await site.Machine.RunAsync("mosquitto_sub -h 127.0.0.1 -C 1 -t edgenoc/v1/vm-01/status"))[0];
        var boot = JsonDocument.Parse(status).RootElement.GetProperty("boot").GetString();
        var now = (await site.Machine.RunAsync("date -u +%Y-%m-%dT%H:%M:%SZ"))[0];
        await PublishAsync("ack", $$"""{"boot":"{{boot}}","events":"1-9999","telemetry":"1-9999","tables":"1-9999","now":"{{now}}"}""");
    }

    private static string Incident(string? by) =>
        $$"""{"at":"2026-11-20T05:00:00Z","incidents":[{"number":17,"severity":"critical","kind":"device.unreachable","device":"olt-1","entity":"device","since":"2026-11-20T04:50:00Z"{{(by is null ? "" : $",\"acknowledged_by\":{by}")}}}]}""";

    private async Task LogAsync(string text) => await site.Machine.WaitForLineAsync("/a.log", text, Patience);

    private Task<IReadOnlyList<string>> LogLinesAsync(string text) => site.Machine.RunAsync($"grep -F '{text}' /a.log || true");

    private async Task PressAsync(TimeSpan length)
    {
        await site.Machine.PullAsync(GpioSite.Button, high: false);
        await site.Machine.RunAsync(string.Create(CultureInfo.InvariantCulture, $"usleep {length.TotalMicroseconds}"));
        await site.Machine.PullAsync(GpioSite.Button, high: true);
    }

    private Task BeepsAsync() => WaitFor.TrueAsync(async () =>
    {
        var whole = (await site.LastAsync(GpioSite.Buzzer, 5)).Skip(1).SkipLast(1).ToList();
        var (lit, dark) = (whole.Where(stretch => stretch.Lit).ToList(), whole.Where(stretch => !stretch.Lit).ToList());
        return lit.Count > 1 && dark.Count > 1 && lit.Average(stretch => stretch.Ms) * 2 < dark.Average(stretch => stretch.Ms);
    }, Patience, "the buzzer to beep");

    private Task SilentAsync() => WaitFor.TrueAsync(async () => await site.LastAsync(GpioSite.Buzzer, 3) is [{ Lit: false }], Patience, "the buzzer to be silent");

    private static string Pull(int line) => string.Create(CultureInfo.InvariantCulture, $"/sys/devices/platform/gpio-sim.0/gpiochip0/sim_gpio{line}/pull");

    /// <summary>How many lines the kernel says are an agent's.</summary>
    private async Task<int> HeldAsync() => int.Parse((await site.Machine.RunAsync("grep -c edgenoc-agent /sys/kernel/debug/gpio || true"))[0], CultureInfo.InvariantCulture);
}
