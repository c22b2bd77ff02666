using System.Text;
using System.Text.Json;
using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Cabinet.Patterns;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Live;
using EdgeNoc.Collector.Web.Panel;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Tests.Web;

public sealed class PanelTests
{
    private readonly LiveHub _hub = new();

    [Fact]
    public void The_console_draws_each_lamp_in_the_rhythm_that_it_has_at_the_door() => Assert.All(Enum.GetValues<LampPattern>(), pattern =>
    {
        var blink = Blinks.Of(pattern);
        var drawn = Rhythm.Of(PanelStatus.Of(Snapshot(PanelState.All(pattern))).Owner);
        for (var ms = 5; ms < Rhythm.Length * 1_000; ms += 10)
        {
            var within = ms % blink.Period.TotalMilliseconds;
            var step = blink.Steps.First(one => (within -= one.Length.TotalMilliseconds) < 0);
            Assert.Equal(step.Lit, drawn.Any(bar => bar.From * 1_000 <= ms && ms < bar.To * 1_000));
        }
    });

    [Fact]
    public void What_an_agent_says_of_its_door_is_understood_whatever_the_door_does() => Assert.All(Enum.GetValues<PanelMode>(), mode =>
    {
        var book = new PanelBook(_hub);
        var said = PanelStatus.Of(Snapshot(new PanelState(LampPattern.Steady, LampPattern.DoubleBlink, LampPattern.SlowBlink, LampPattern.Fast)) with { Mode = mode });
        Hear(book, new StatusMessage(AgentState.Online, Guid.Empty) { Panel = said });
        Assert.Equal(said, book.Of("kdr-03"));
        Assert.Equal(("steady", "double_blink", "slow_blink", "fast"), (said.Owner, said.Uplink, said.Devices, said.Alarm));
        Assert.Equal(mode == PanelMode.Live, PanelText.OfMode(said.Mode) is null);
    });

    [Fact]
    public void A_lamp_that_changes_is_told_to_who_sees_the_site_and_the_same_again_is_not()
    {
        var book = new PanelBook(_hub);
        var (all, other) = (_hub.Join(SiteScope.All)!, _hub.Join(SiteScope.Of(["mlg-01"]))!);
        var status = new StatusMessage(AgentState.Online, Guid.Empty) { Panel = new StatusPanel("steady", "steady", "steady", "off", Buzzer: false, "live") };
        Hear(book, status);
        Hear(book, status);
        Hear(book, status with { Panel = status.Panel with { Alarm = "fast" } });
        Hear(book, new StatusMessage(AgentState.Offline, Guid.Empty));
        Assert.Equal("fast", book.Of("kdr-03")!.Alarm);
        Assert.Equal(2, all.Queue.Reader.Count);
        Assert.Equal("event: panel\ndata: {\"site\":\"kdr-03\"}\n\n", all.Queue.Reader.TryRead(out var one) ? Encoding.UTF8.GetString(one.Frame) : "");
        Assert.Equal(0, other.Queue.Reader.Count);
        Hear(book, status with { Panel = null });
        Assert.Null(book.Of("kdr-03"));
    }

    [Theory]
    [InlineData("{\"state\":\"online\",\"boot\":\"00000000-0000-0000-0000-000000000000\",\"panel\":{\"owner\":\"<b>\",\"uplink\":\"off\",\"devices\":\"off\",\"alarm\":\"off\",\"buzzer\":false,\"mode\":\"live\"}}")]
    [InlineData("{\"state\":\"online\",\"boot\":\"00000000-0000-0000-0000-000000000000\",\"panel\":{\"owner\":\"off\",\"uplink\":\"off\",\"devices\":\"off\",\"alarm\":\"off\",\"mode\":\"party\"}}")]
    [InlineData("{\"state\":\"online\",\"boot\":\"00000000-0000-0000-0000-000000000000\",\"panel\":7}")]
    [InlineData("[]")]
    [InlineData("")]
    public void What_is_no_panel_is_none(string json)
    {
        var book = new PanelBook(_hub);
        book.Accept(Topic, new MqttMessage(Topics.Status("kdr-03"), Encoding.UTF8.GetBytes(json)));
        Assert.Null(book.Of("kdr-03"));
    }

    private static SiteTopic Topic => new("kdr-03", TopicKind.Status);

    private static CabinetSnapshot Snapshot(PanelState lamps) => new(lamps, PanelMode.Live, DateTimeOffset.UnixEpoch, BuzzerState.Idle, [], Simulated: false, []);

    private static void Hear(PanelBook book, StatusMessage status) => book.Accept(Topic, new MqttMessage(Topics.Status("kdr-03"), JsonSerializer.SerializeToUtf8Bytes(status, WireJson.Default.StatusMessage)));
}
