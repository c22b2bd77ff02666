using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Common.Events;
using EdgeNoc.Demo.Story;
using EdgeNoc.Demo.View;
using EdgeNoc.Demo.Watching;
using EdgeNoc.Simulators.Gateway;
using Spectre.Console;

namespace EdgeNoc.Tests.Demo;

public sealed class ViewTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly DemoSnapshot Snapshot = new()
    {
        AtS = 17,
        BrokerIsUp = true,
        Agent = new AgentView(
            [new("olt-1", "olt", "ok", "94/128 up"), new("olt-2", "olt", "timeout", "see [manual] of the OLT")],
            [new("UPLINK", LampPattern.DoubleBlink), new("ALARM", LampPattern.Fast)],
            BufferRows: 42,
            Connected: true),
        Plant = [new("olt-1", 94, 128, ["0/2"]), new("olt-2", 126, 128, [])],
        PointsStored = 5_321,
        PointsPerS = 273.4,
        Events = 33,
        Incidents = [new OpenIncident(7, Severity.Low, "onu.down", "olt-1", "onu/0/2:1", Noon, null, null)],
        Messages = [new GatewayMessage(1, Noon, "628111", "628123", "🔴 #7 demo-pop olt-1 PON 0/2: 32 ONUs down [bold]\nand more")],
        Notes = [new DemoNote(6, "olt-1: power lost"), new DemoNote(14, "olt-1: fibre cut on PON 0/2")],
    };

    [Fact]
    public void The_live_screen_shows_everything_and_takes_brackets_as_they_are()
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 200;
        console.Write(new LiveView(console, ["look here"]).Render(Snapshot));
        var screen = output.ToString();
        string[] expected =
        [
            "EdgeNoc demo, 17 s", "timeout, see [manual] of the OLT", "●○●○○○○○", "double blink", "42 messages, connected", "5321 (+273/s)", "olt-1 94/128 up, cut: 0/2",
            "14 s  olt-1: fibre cut on PON 0/2", "#7 Low onu.down olt-1 onu/0/2:1", "32 ONUs down [bold]", "look here",
        ];
        Assert.All(expected, text => Assert.Contains(text, screen, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_plain_log_says_each_thing_once()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var over = new CancellationTokenSource();
        var looks = 0;
        await new PlainView(output).RunAsync(
            () =>
            {
                if (++looks == 2) over.Cancel();
                return Task.FromResult(Snapshot with { AtS = 16 + looks, Agent = null });
            },
            over.Token);
        Assert.Equal(
            """
               6 s  *** olt-1: power lost
              14 s  *** olt-1: fibre cut on PON 0/2
              17 s  >>> WhatsApp 1: 🔴 #7 demo-pop olt-1 PON 0/2: 32 ONUs down [bold]
              17 s  broker up  olt-1 94/128 up, cut: 0/2  olt-2 126/128 up  stored 5321 (+273/s)  agent silent  events 33  open #7
              18 s  broker up  olt-1 94/128 up, cut: 0/2  olt-2 126/128 up  stored 5321 (+273/s)  agent silent  events 33  open #7

            """,
            output.ToString());
    }
}
