using System.Net;
using System.Text;
using EdgeNoc.Agent.Config;
using EdgeNoc.Collector.Channels.Mpwa;
using EdgeNoc.Collector.Config;
using EdgeNoc.Demo;
using EdgeNoc.Demo.Setup;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Demo;

public sealed class DemoSetupTests
{
    private static readonly DemoPorts Ports = new(
        4001, 4002, 4003, 4004, [new IPEndPoint(IPAddress.Parse("127.0.0.2"), 4005), new IPEndPoint(IPAddress.Parse("127.0.0.3"), 4006)], new IPEndPoint(IPAddress.Parse("127.0.0.4"), 4007), new IPEndPoint(IPAddress.Parse("127.0.0.6"), 4008));

    [Theory]
    [InlineData("60s", 60)]
    [InlineData("90", 90)]
    [InlineData("2m", 120)]
    [InlineData("1h", 3600)]
    [InlineData("0s", null)]
    [InlineData("-5", null)]
    [InlineData("s", null)]
    [InlineData("1d", null)]
    [InlineData("1.5m", null)]
    [InlineData("", null)]
    public void A_duration_is_a_number_with_a_unit(string text, int? expected_s)
    {
        Assert.Equal(expected_s is not null, DemoOptions.TryParseDuration(text, out var duration));
        if (expected_s is { } seconds) Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_agent_takes_its_config(bool hasNe8000)
    {
        var folder = RigDirectory.New("demo-config");
        var secret = Path.Combine(folder, "pw");
        File.WriteAllText(secret, "secret\n");
        var json = DemoConfigs.Agent(Ports, folder, secret, secret, secret, hasNe8000 ? secret : null);

        var load = AgentConfigFile.Parse(Encoding.UTF8.GetBytes(json), Path.Combine(folder, "agent.json"));

        Assert.Empty(load.Errors);
        Assert.Equal(["olt-1", "olt-2", "router-1", .. hasNe8000 ? ["ne-1"] : Array.Empty<string>(), "onts"], load.Config!.Devices.Select(device => device.Id));
        Assert.Equal(30, load.Config.Devices[^1].Options.MemberIds.Count);
    }

    [Fact]
    public void The_collector_takes_its_config()
    {
        var folder = RigDirectory.New("demo-config");
        var secret = Path.Combine(folder, "pw");
        File.WriteAllText(secret, "secret\n");
        var file = Path.Combine(folder, "collector.json");
        File.WriteAllText(file, DemoConfigs.Collector(Ports, folder, secret, secret));

        var load = CollectorConfigFile.Load(file);

        Assert.Empty(load.Errors);
        Assert.Equal(["628123456789"], load.Config!.Alerts.Recipients);
        Assert.Equal(new Uri("http://127.0.0.1:4004/send-message"), Assert.IsType<MpwaSettings>(Assert.Single(load.Config.Channels)).Url);
    }
}
