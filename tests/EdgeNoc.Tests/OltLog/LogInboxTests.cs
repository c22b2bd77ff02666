using System.Net;
using System.Text;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.HiosoEpon;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.OltLog;
using EdgeNoc.Rig;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.OltLog;

public sealed class LogInboxTests
{
    private static readonly IPAddress First = IPAddress.Parse("192.0.2.10");

    private readonly AdjustableTime _time = new(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));
    private readonly List<string> _polls = [];
    private readonly LogInbox _inbox;
    private readonly OltLogWatch _watch;

    public LogInboxTests()
    {
        // Two boxes behind one address, and one of its own.
        DeviceConfig[] devices = [Olt("olt-1", "http://192.0.2.10:88"), Olt("olt-2", "http://192.0.2.10:89"), Olt("olt-3", "http://192.0.2.11")];
        _watch = new OltLogWatch(devices, new DetectionConfig(), _time);
        foreach (var (device, index) in devices.Select((device, index) => (device, index))) _watch.See(device.Id, Reading(index + 1), out _);
        var sources = new LogSources(devices, _time);
        sources.ResolveAsync(CancellationToken.None).GetAwaiter().GetResult();
        _inbox = new LogInbox(sources, _watch, (device, within) => { _polls.Add($"{device} {within.TotalSeconds}"); return true; }, _time, NullLogger.Instance);
    }

    [Fact]
    public void A_line_of_a_known_onu_asks_for_a_poll_of_its_olt_within_three_seconds()
    {
        Take(First, Lost(olt: 2));
        Assert.Equal(["olt-2 0.5"], _polls);
        Assert.Equal(new LogCounts(1, 0, 0, 0, 0), _inbox.Counts);
    }

    [Fact]
    public void Several_lines_may_come_in_one_datagram_and_an_ipv4_address_in_ipv6()
    {
        Take(First.MapToIPv6(), $"{Lost(olt: 1)}\r\n{Lost(olt: 2)}\n\n");
        Assert.Equal(["olt-1 0.5", "olt-2 0.5"], _polls);
    }

    [Fact]
    public void Strangers_unknown_onus_and_other_lines_ask_for_nothing_and_are_counted()
    {
        Take(IPAddress.Parse("192.0.2.99"), Lost(olt: 1));
        Take(First, Lost(olt: 3));
        Take(First, "<14>Jan 18 14:53:57 OLT Web: web connection , current web client=1");
        Take(First, "\0\0");
        Assert.Empty(_polls);
        Assert.Equal(new LogCounts(0, 1, 1, 2, 0), _inbox.Counts);
    }

    [Fact]
    public void Whatever_a_box_sends_shows_it_alive_and_of_two_behind_one_address_only_the_one_whose_onu_it_names()
    {
        Take(First, "<14>Jan 18 14:53:57 OLT Web: web connection , current web client=1");
        Take(IPAddress.Parse("192.0.2.11"), "<14>Jan 18 14:53:57 OLT Web: web connection , current web client=1");
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal([null, null, TimeSpan.FromSeconds(40)], new[] { "olt-1", "olt-2", "olt-3" }.Select(_watch.HeardAgo));
        Take(First, Lost(olt: 2));
        Assert.Equal([null, TimeSpan.Zero, TimeSpan.FromSeconds(40)], new[] { "olt-1", "olt-2", "olt-3" }.Select(_watch.HeardAgo));
    }

    [Fact]
    public void A_flood_is_cut_and_its_neighbour_is_not()
    {
        for (var line = 0; line < 5000; line++) Take(First, Lost(olt: 1));
        Assert.Equal((2048, 5000 - 2048), (_inbox.Counts.Used, _inbox.Counts.Dropped));
        Take(IPAddress.Parse("192.0.2.11"), Lost(olt: 3));
        Assert.Equal("olt-3 0.5", _polls[^1]);
        _time.Advance(TimeSpan.FromSeconds(2));
        for (var line = 0; line < 1000; line++) Take(First, Lost(olt: 1));
        Assert.Equal(2048 + 1 + 400, _inbox.Counts.Used);
    }

    [Fact]
    public void A_village_without_power_is_no_flood()
    {
        for (var onu = 0; onu < 512; onu++)
        {
            Take(First, Lost(olt: 1));
            Take(First, Lost(olt: 1));
        }

        Assert.Equal(0, _inbox.Counts.Dropped);
    }

    private void Take(IPAddress from, string datagram) => _inbox.Take(from, Encoding.UTF8.GetBytes(datagram));

    private static string Lost(int olt) => $"<14>Jan 18 14:53:59 OLT EPON: Slot 0/1/1:4 Onu c0:f6:ec:1e:ff:0{olt}[Na] Lost";

    private static Reading Reading(int olt) => new() { Onus = [new OnuRecord { Pon = "0/1", Onu = "4", Status = OnuStatus.Up, Mac = $"C0:F6:EC:1E:FF:0{olt}" }] };

    private static DeviceConfig Olt(string id, string url) => new(id, HiosoEponDriver.Definition, TimeSpan.FromSeconds(30), new HiosoEponOptions { Url = new Uri(url) });
}
