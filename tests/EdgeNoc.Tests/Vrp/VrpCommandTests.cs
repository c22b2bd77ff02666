using EdgeNoc.Agent.Devices.Vrp;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Vrp;

/// <summary>What can be said to a VRP box at all.</summary>
public sealed class VrpCommandTests
{
    [Theory]
    [InlineData("display version")]
    [InlineData("display access-user slot 9")]
    [InlineData("display interface GigabitEthernet0/1/2.50")]
    [InlineData("screen-length 0 temporary")]
    [InlineData("quit")]
    public void Harmless_lines_pass(string line) => Assert.True(VrpCommand.IsHarmless(line));

    [Theory]
    [InlineData("reboot")]
    [InlineData("system-view")]
    [InlineData("reset counters interface")]
    [InlineData("displayversion")]
    [InlineData("Display version")]
    [InlineData("display version\n")]
    [InlineData("display version\nreboot")]
    [InlineData("display version\rreboot")]
    [InlineData("display version;reboot")]
    [InlineData("display version | save flash:/x")]
    [InlineData("display current-configuration > flash:/x")]
    [InlineData("display  version")]
    [InlineData(" display version")]
    [InlineData("quit now")]
    [InlineData("screen-length 0")]
    [InlineData("")]
    public void Everything_else_is_refused(string line) => Assert.False(VrpCommand.IsHarmless(line));

    [Fact]
    public void Whatever_is_asked_as_an_interface_is_one_display_line_or_nothing() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), Gen.Elements("\n", "\r", ";", "|", "\u0003", " ", "GigabitEthernet0/1/1").ToArbitrary(), (text, sign) =>
        {
            foreach (var name in new[] { text ?? "", $"GigabitEthernet0/1/1{sign}{text}", $"{sign}reboot", $"100GE0/3/1{sign}" })
            {
                if (VrpCommand.InterfaceOf(name) is { } command) Assert.Matches(@"\Adisplay interface [A-Za-z0-9/.:\-]+\z", command.Text);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Every_command_that_is_polled_has_a_parser_and_is_harmless() =>
        Assert.All(VrpParsers.ByCommand.Keys, command => Assert.True(VrpCommand.IsHarmless(command.Text) && command.Text.StartsWith("display ", StringComparison.Ordinal)));
}
