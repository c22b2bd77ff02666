using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Cabinet.Gpio;
using EdgeNoc.Agent.Cabinet.Outputs;
using EdgeNoc.Agent.Cabinet.Walk;
using EdgeNoc.Common.Config.Cabinet;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Verbs;

namespace EdgeNoc.Tests.Cabinet;

/// <summary>What is missing, on any machine; what is there needs a kernel with GPIO lines: <see cref="CabinetMachineTests"/>.</summary>
public sealed class CabinetHardwareTests
{
    [Fact]
    public void A_chip_that_is_not_there_is_said_with_what_to_do()
    {
        var error = Assert.Throws<GpioException>(() => GpioChip.Open("/dev/gpiochip99"));
        Assert.Equal(GpioProblem.ChipMissing, error.Problem);
        Assert.Equal("there is no /dev/gpiochip99: look which chips there are (ls /dev/gpiochip*) and name one as cabinet.chip, or \"simulated\" where no lamps are wired", error.Message);
    }

    [Fact]
    public void A_file_that_is_no_chip_is_said_so() => Assert.Equal(GpioProblem.NotAChip, Assert.Throws<GpioException>(() => GpioChip.Open("/dev/null")).Problem);

    [Fact]
    public void Without_its_chip_a_panel_is_simulated_and_says_why()
    {
        using var hardware = PanelHardware.Open(new CabinetConfig { Chip = "/dev/gpiochip99", Owner = new LampConfig(17, false, null), Button = new InputConfig(25, true, LineBias.PullUp, TimeSpan.FromMilliseconds(30)) }, "edgenoc-agent 1");
        Assert.True(hardware.Bank.IsSimulated);
        Assert.Null(hardware.Lines);
        Assert.StartsWith("there is no /dev/gpiochip99", Assert.Single(hardware.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_simulated_panel_is_no_fault()
    {
        using var hardware = PanelHardware.Open(new CabinetConfig { Chip = CabinetConfig.Simulated, Owner = new LampConfig(17, false, null) }, "edgenoc-agent 1");
        Assert.True(hardware.Bank.IsSimulated);
        Assert.Empty(hardware.Faults);
    }

    [Fact]
    public void An_LED_of_the_kernel_is_taken_from_its_trigger_lit_as_bright_as_it_can_be_and_left_dark()
    {
        var folder = Led(most: "255\n");
        using (var hardware = PanelHardware.Open(new CabinetConfig { Owner = new LampConfig(null, false, folder) }, "edgenoc-agent 1"))
        {
            Assert.False(hardware.Bank.IsSimulated);
            Assert.Equal("none", File.ReadAllText(Path.Combine(folder, "trigger")));
            hardware.Bank.Set(Outlets.Owner | Outlets.Alarm);
            Assert.StartsWith("255\n", File.ReadAllText(Path.Combine(folder, "brightness")), StringComparison.Ordinal);
            hardware.Bank.Set(Outlets.Alarm);
            Assert.StartsWith("0\n", File.ReadAllText(Path.Combine(folder, "brightness")), StringComparison.Ordinal);
            hardware.Bank.Set(Outlets.Owner);
        }

        Assert.StartsWith("0\n", File.ReadAllText(Path.Combine(folder, "brightness")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_LED_that_is_not_there_is_a_fault_and_the_others_go_on()
    {
        using var hardware = PanelHardware.Open(new CabinetConfig { Owner = new LampConfig(null, false, "/sys/class/leds/none"), Alarm = new LampConfig(null, false, Led("1\n")) }, "edgenoc-agent 1");
        Assert.False(hardware.Bank.IsSimulated);
        Assert.Equal("there is no LED /sys/class/leds/none: look which there are (ls /sys/class/leds) and correct cabinet.lamps", Assert.Single(hardware.Faults));
    }

    [Fact]
    public void The_verb_dark_switches_off_what_a_dead_agent_left_lit()
    {
        var folder = Led("1\n");
        File.WriteAllText(Path.Combine(folder, "brightness"), "1\n");
        var config = Path.Combine(folder, "agent.json");
        File.WriteAllText(config, $$"""{ "site": "kdr-03", "broker": { "urls": ["mqtt://127.0.0.1"] }, "cabinet": { "lamps": { "owner": { "led": "{{folder}}" } } } }""");
        Assert.Equal(new VerbRun(0, "", ""), VerbRun.Of("cabinet", "dark", "--config", config));
        Assert.Equal("0\n", File.ReadAllText(Path.Combine(folder, "brightness")));
    }

    [Fact]
    public async Task The_walk_says_what_is_missing_and_what_nobody_answered()
    {
        using var hardware = PanelHardware.Simulated();
        var config = new CabinetConfig { Owner = new LampConfig(17, false, null), Alarm = new LampConfig(23, true, "/sys/class/leds/ACT"), Buzzer = new BuzzerConfig { Line = 24 } };
        using var output = new StringWriter();
        var lines = await new CabinetWalk(config, hardware, TimeProvider.System, new StringReader("ya\nno\n"), output).RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal([("lamp owner", true), ("lamp alarm", false), ("buzzer", (bool?)null)], lines.Select(line => (line.Part, line.Well)));
        Assert.Contains("ALARM (line 23 and /sys/class/leds/ACT) blinks now, slowly and alone. Do you see that? [y/n] ", output.ToString(), StringComparison.Ordinal);
    }

    private static string Led(string most)
    {
        var folder = RigDirectory.New("led");
        File.WriteAllText(Path.Combine(folder, "trigger"), "mmc0");
        File.WriteAllText(Path.Combine(folder, "max_brightness"), most);
        File.WriteAllText(Path.Combine(folder, "brightness"), "");
        return folder;
    }
}
