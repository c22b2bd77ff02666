using EdgeNoc.Common.Config.Cabinet;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Configuration;

namespace EdgeNoc.Tests.Cabinet;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CabinetConfigTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_sample_of_the_readme_loads_and_is_what_it_says()
    {
        var readme = File.ReadAllText(Path.Combine(RigDirectory.RepositoryRoot, "agent", "Cabinet", "README.md"));
        const string fence = "```jsonc\n";
        var sample = readme[(readme.IndexOf(fence, StringComparison.Ordinal) + fence.Length)..];
        sample = sample[..sample.IndexOf("```", StringComparison.Ordinal)];
        var cabinet = Cabinet(sample.Trim()["\"cabinet\":".Length..].Trim().TrimEnd(','));
        Assert.Equal((new LampConfig(17, false, "/sys/class/leds/ACT"), new LampConfig(23, true, null)), (cabinet.Owner, cabinet.Alarm));
        Assert.Equal(new InputConfig(25, true, LineBias.PullUp, TimeSpan.FromMilliseconds(30)), cabinet.Button);
        Assert.Equal(["mains", "door", "battery_low"], cabinet.Contacts.Keys);
        Assert.Equal(new ContactConfig(new InputConfig(5, true, LineBias.PullUp, TimeSpan.FromSeconds(1)), AlarmWhenClosed: false), cabinet.Contacts["mains"]);
        Assert.True(cabinet.Contacts["battery_low"].AlarmWhenClosed);
        Assert.Equal("+62 812-3456-7890", cabinet.Phone);
    }

    [Fact]
    public void Without_a_section_there_is_no_cabinet_and_an_empty_one_has_the_defaults()
    {
        Assert.Null(_folder.Parse(Config("")).Config!.Cabinet);
        var cabinet = Cabinet("{}");
        Assert.Equal(("/dev/gpiochip0", LampConfig.None, null), (cabinet.Chip, cabinet.Owner, cabinet.Button));
        Assert.Equal((new TimeOnly(21, 0), new TimeOnly(7, 0), TimeSpan.FromSeconds(60)), (cabinet.Buzzer.QuietFrom, cabinet.Buzzer.QuietUntil, cabinet.Buzzer.Longest));
        Assert.Equal(["site.mains_lost", "site.door_open", "agent.temp_high", "device.temp_high"], cabinet.Buzzer.Causes);
    }

    [Theory]
    [InlineData("""{ "lamps": { "owner": { "line": 17 }, "alarm": { "line": 17 } } }""", "agent.json: cabinet.lamps.alarm.line: 17 is used twice: lamps.owner has it too: give each its own line")]
    [InlineData("""{ "button": { "line": 4 }, "contacts": { "door": { "line": 4 } } }""", "agent.json: cabinet.contacts.door.line: 4 is used twice: button has it too: give each its own line")]
    [InlineData("""{ "lamps": { "owner": { "active_low": true } } }""", "agent.json: cabinet.lamps.owner.line: is missing: write the line's number on the chip, or a led such as /sys/class/leds/ACT")]
    [InlineData("""{ "button": {} }""", "agent.json: cabinet.button.line: is missing: write the line's number on the chip")]
    [InlineData("""{ "chip": "gpiochip0" }""", "agent.json: cabinet.chip: \"gpiochip0\" is no chip: write a device such as /dev/gpiochip0, or \"simulated\"")]
    [InlineData("""{ "buzzer": { "causes": ["door.open"] } }""", "agent.json: cabinet.buzzer.causes[0]: \"door.open\" is no kind of alert: write kinds such as site.mains_lost or pon.down")]
    [InlineData("""{ "buzzer": { "quiet_from": "9pm" } }""", "agent.json: cabinet.buzzer.quiet_from: \"9pm\" is no time of day: write hours and minutes, such as 21:00")]
    [InlineData("""{ "buzzer": { "longest_s": 61 } }""", "agent.json: cabinet.buzzer.longest_s: 61 is out of range: write a whole number from 1 to 60")]
    [InlineData("""{ "contacts": { "mians": { "line": 5 } } }""", "agent.json: cabinet.contacts.mians: is no key that is known here: did you mean mains?")]
    [InlineData("""{ "contacts": { "mains": { "line": 5, "alarm_when": "high" } } }""", "agent.json: cabinet.contacts.mains.alarm_when: \"high\" is not known here: write one of open, closed")]
    [InlineData("""{ "lamps": { "owner": { "line": -1 } } }""", "agent.json: cabinet.lamps.owner.line: -1 is out of range: write a whole number from 0 to 1023")]
    public void What_is_wrong_is_said_with_its_place_and_the_remedy(string cabinet, string error) => Assert.Contains(error, _folder.Errors(Config($", \"cabinet\": {cabinet}")));

    private CabinetConfig Cabinet(string json)
    {
        var load = _folder.Parse(Config($", \"cabinet\": {json}"));
        Assert.Empty(load.Errors);
        return load.Config!.Cabinet!;
    }

    private static string Config(string more) => $$"""{ "site": "kdr-03", "broker": { "urls": ["mqtt://127.0.0.1"] }{{more}} }""";
}
