using EdgeNoc.Agent.Detection.Boxes;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Detection;

/// <summary>A router poll by poll: load, ports, fans, sessions, pools, restarts.</summary>
public sealed class BoxStoryTests
{
    private readonly Pop _pop = new();

    [Fact]
    public async Task A_busy_router_is_told_with_its_name_after_three_polls()
    {
        var busy = new Reading { Device = new DeviceRecord { CpuPct = 97, MemUsedPct = 60, Identity = "RB-KDR", Model = "CCR2004" } };
        Assert.Equal(["+device.cpu_high router-1 device"], await RouterAsync(busy, 3));
        var told = _pop.Last("device.cpu_high");
        Assert.Equal((97, 90, "RB-KDR", "CCR2004", "mikrotik"), (told.Values["cpu_pct"], told.Values["limit"], told.Labels["name"], told.Labels["model"], told.Labels["driver"]));
        // Some polls do not ask.
        Assert.Empty(await RouterAsync(new Reading { Device = new DeviceRecord() }, 5));
        Assert.Equal(["-device.cpu_high router-1 device"], await RouterAsync(new Reading { Device = new DeviceRecord { CpuPct = 20 } }, 3));
    }

    [Theory]
    [InlineData(12.6, 11.4, true)]
    [InlineData(12.6, 11.8, false)]
    [InlineData(26.1, 22.9, true)]
    [InlineData(26.1, 23.5, false)]
    [InlineData(53.0, 45.5, true)]
    [InlineData(5.1, 4.0, false)]
    public async Task A_supply_is_low_by_what_it_was(double before, double after, bool isLow)
    {
        await RouterAsync(new Reading { Device = new DeviceRecord { VoltageV = before } }, 3);
        var events = await RouterAsync(new Reading { Device = new DeviceRecord { VoltageV = after } }, 3);
        Assert.Equal(isLow ? ["+device.voltage_low router-1 device"] : [], events);
    }

    [Fact]
    public async Task A_router_that_started_anew_says_so_once_and_for_ten_minutes()
    {
        await RouterAsync(Uptime(86_400), 1);
        Assert.Equal(["+device.rebooted router-1 device"], await RouterAsync(Uptime(20), 1));
        Assert.Equal((20, 86_400), (_pop.Last("device.rebooted").Values["uptime_s"], _pop.Last("device.rebooted").Values["uptime_before_s"]));
        Assert.Empty(await RouterAsync(Uptime(590), 1));
        Assert.Equal(["-device.rebooted router-1 device"], await RouterAsync(Uptime(620), 1));
    }

    [Fact]
    public async Task One_that_started_while_the_agent_was_away_is_told_and_one_that_did_not_is_not()
    {
        await RouterAsync(Uptime(86_400), 1);
        _pop.Pass(7_200);
        _pop.Restart();
        Assert.Empty(await RouterAsync(Uptime(86_400 + 7_230), 1));
        _pop.Pass(7_200);
        _pop.Restart();
        Assert.Equal(["+device.rebooted router-1 device"], await RouterAsync(Uptime(3_600), 1));
    }

    [Fact]
    public async Task A_counter_of_32_bits_that_begins_anew_is_no_restart()
    {
        await RouterAsync(Uptime((uint.MaxValue / 100) - 20), 1);
        Assert.Empty(await RouterAsync(Uptime(10), 1));
    }

    [Fact]
    public async Task A_port_that_was_up_is_told_and_one_that_is_switched_off_or_never_was_is_not()
    {
        await RouterAsync(Ports(("ether1", true), ("ether2", true), ("ether3", false)), 2);
        var off = Ports(("ether1", false), ("ether2", false), ("ether3", false));
        off = off with { Interfaces = [off.Interfaces[0] with { SpeedBps = null }, off.Interfaces[1] with { IsDisabled = true }, off.Interfaces[2]] };
        Assert.Equal(["+interface.down router-1 if/ether1"], await RouterAsync(off, 3));
        Assert.Equal((1e9, "ether1", Severity.High), (_pop.Last("interface.down").Values["speed_bps"], _pop.Last("interface.down").Labels["interface"], _pop.Last("interface.down").Severity));

        // Switched on again without a cable, it is as it is.
        Assert.Empty(await RouterAsync(Ports(("ether1", false), ("ether2", false), ("ether3", false)), 3));
        var disabled = Ports(("ether1", false), ("ether2", true), ("ether3", false));
        Assert.Equal(["-interface.down router-1 if/ether1"], await RouterAsync(disabled with { Interfaces = [disabled.Interfaces[0] with { IsDisabled = true }, .. disabled.Interfaces.Skip(1)] }, 3));
        Assert.Equal("disabled", _pop.Last("interface.down").Reason);
        _pop.Restart();
        Assert.Equal(["+interface.down router-1 if/ether2"], await RouterAsync(Ports(("ether1", false), ("ether2", false), ("ether3", false)), 3));
    }

    [Fact]
    public async Task A_port_that_is_gone_ends_its_alert_and_a_list_that_is_missing_ends_none()
    {
        await RouterAsync(Ports(("ether1", true), ("vlan7", true)), 2);
        await RouterAsync(Ports(("ether1", true), ("vlan7", false)), 2);
        Assert.Empty(await RouterAsync(new Reading(), 5));
        Assert.Equal(["-interface.down router-1 if/vlan7"], await RouterAsync(Ports(("ether1", true)), 4));
        Assert.DoesNotContain(_pop.Log.LoadStates(), state => state.Entity == "if/vlan7");
    }

    [Fact]
    public async Task Errors_are_counted_by_the_minute_and_a_counter_that_begins_anew_is_none()
    {
        Reading Errors(long rx) => new() { Interfaces = [new InterfaceRecord { Interface = "sfp1", Up = true, RxErrors = rx, TxErrors = 0 }] };
        await RouterAsync(Errors(1_000_000), 1);
        await RouterAsync(Errors(5), 1);
        for (long errors = 45; errors < 105; errors += 40) Assert.Empty(await RouterAsync(Errors(errors), 1));
        Assert.Equal(["+interface.errors router-1 if/sfp1"], await RouterAsync(Errors(125), 1));
        Assert.Equal((80, 60), (_pop.Last("interface.errors").Values["errors_per_min"], _pop.Last("interface.errors").Values["limit"]));
        Assert.Equal(["-interface.errors router-1 if/sfp1"], await RouterAsync(Errors(126), 3));
    }

    [Fact]
    public async Task A_full_port_and_a_dark_module_are_told_and_the_module_of_a_port_that_is_down_is_not()
    {
        Reading Busy(bool up) => new()
        {
            Interfaces = [new InterfaceRecord { Interface = "sfp1", Up = up, UtilPct = up ? 96.5 : null, SpeedBps = 1_000_000_000, RxBps = 965_000_000, TxBps = 20_000_000 }],
            Optics = [new OpticRecord { Interface = "sfp1", RxDbm = up ? -19.5 : -40 }],
        };
        Assert.Equal(["+interface.util_high router-1 if/sfp1", "+optic.rx_low router-1 if/sfp1"], (await RouterAsync(Busy(true), 6)).Order(StringComparer.Ordinal));
        Assert.Equal((965_000_000, -19.5), (_pop.Last("interface.util_high").Values["rx_bps"], _pop.Last("optic.rx_low").Values["rx_dbm"]));
        Assert.Equal(["+interface.down router-1 if/sfp1"], await RouterAsync(Busy(false), 4));
    }

    [Fact]
    public async Task Fans_and_supplies_that_worked_are_told_when_they_fail()
    {
        Reading Parts(bool psu1, bool psu2, double fan, double? tempC) => new()
        {
            Device = new DeviceRecord { TempC = tempC },
            Sensors = [new SensorRecord { Sensor = "psu/1", Ok = psu1 }, new SensorRecord { Sensor = "psu/2", Ok = psu2 }, new SensorRecord { Sensor = "fan/1", Value = fan }],
        };
        await RouterAsync(Parts(true, false, 4_100, 45), 2);
        // Cool boxes stop their fans; the second supply was never there.
        Assert.Empty(await RouterAsync(Parts(true, false, 0, 45), 3));
        Assert.Equal(["+device.psu_fault router-1 sensor/psu/1", "+device.fan_fault router-1 sensor/fan/1"], await RouterAsync(Parts(false, false, 0, 66), 2));
        Assert.Equal(("psu/1", 0), (_pop.Last("device.psu_fault").Labels["sensor"], _pop.Last("device.fan_fault").Values["value"]));
        Assert.Equal(2, (await RouterAsync(Parts(true, false, 4_000, 50), 2)).Count);
    }

    [Fact]
    public async Task A_peer_that_was_established_is_told_when_it_is_lost_and_one_that_is_shut_or_gone_is_not()
    {
        Reading Peers(string first, params (string Peer, string State)[] more) => new()
        {
            BgpPeers = [.. new[] { ("10.1.1.1", first) }.Concat(more).Select(peer => new BgpPeerRecord { Peer = peer.Item1, State = peer.Item2, Up = peer.Item2 == "Established", As = 65001 })],
        };
        await RouterAsync(Peers("Established", ("10.1.1.2", "Idle"), ("10.1.1.3", "Established"), ("10.1.1.4", "Established")), 2);
        // The second was never up, the third is shut by an operator.
        Assert.Equal(["+bgp.peer_down router-1 bgp/10.1.1.1", "+bgp.peer_down router-1 bgp/10.1.1.4"], await RouterAsync(Peers("Active", ("10.1.1.2", "Idle"), ("10.1.1.3", "Idle(Admin)"), ("10.1.1.4", "Connect")), 3));
        Assert.Equal(("10.1.1.4", "Connect", 65001), (_pop.Last("bgp.peer_down").Labels["peer"], _pop.Last("bgp.peer_down").Labels["state"], _pop.Last("bgp.peer_down").Values["as"]));
        // A list that could not be read clears nothing; one without the peer does.
        Assert.Empty(await RouterAsync(new Reading { Device = new DeviceRecord { CpuPct = 5 } }, 2));
        Assert.Equal(["-bgp.peer_down router-1 bgp/10.1.1.4"], await RouterAsync(Peers("Active"), 1));
        Assert.Equal(["-bgp.peer_down router-1 bgp/10.1.1.1"], await RouterAsync(Peers("Established"), 2));
    }

    [Fact]
    public async Task A_fifth_of_the_sessions_is_an_alert_and_accounts_that_were_switched_off_are_none()
    {
        await SessionsAsync(500, disabled: 10, polls: 20);
        Assert.Empty(await SessionsAsync(410, disabled: 10, polls: 3));
        Assert.Empty(await SessionsAsync(380, disabled: 130, polls: 3));
        Assert.Equal(["+sessions.drop router-1 sessions/pppoe"], await SessionsAsync(380, disabled: 10, polls: 1));
        var told = _pop.Last("sessions.drop");
        Assert.Equal((380, 500, 24, 20, "pppoe"), (told.Values["active"], told.Values["median"], told.Values["drop_pct"], told.Values["limit"], told.Labels["service"]));

        // What is usual stands still meanwhile, also over a restart.
        Assert.Empty(await SessionsAsync(380, disabled: 10, polls: 60));
        _pop.Restart();
        Assert.Empty(await SessionsAsync(440, disabled: 10, polls: 10));
        Assert.Equal(["-sessions.drop router-1 sessions/pppoe"], await SessionsAsync(460, disabled: 10, polls: 1));
    }

    [Fact]
    public async Task A_night_that_takes_them_one_by_one_and_a_handful_are_no_drop()
    {
        for (var active = 500; active > 200; active -= 3) Assert.Empty(await SessionsAsync(active, disabled: 0, polls: 1));
        var small = new Pop();
        for (var poll = 0; poll < 20; poll++) Assert.Empty(await small.RouterAsync(Sessions(9, 0)));
        for (var poll = 0; poll < 20; poll++) Assert.Empty(await small.RouterAsync(Sessions(2, 0)));
    }

    [Fact]
    public async Task A_pool_is_high_before_it_is_exhausted()
    {
        Reading Pool(long used) => new() { IpPools = [new IpPoolRecord { Pool = "residential", Total = 1_000, Used = used, Free = 1_000 - used, UsedPct = used / 10.0 }] };
        await RouterAsync(Pool(700), 2);
        Assert.Equal(["+ippool.high router-1 pool/residential"], await RouterAsync(Pool(912), 2));
        Assert.Equal(["+ippool.exhausted router-1 pool/residential"], await RouterAsync(Pool(995), 2));
        Assert.Equal((99.5, 5, Severity.Critical), (_pop.Last("ippool.exhausted").Values["used_pct"], _pop.Last("ippool.exhausted").Values["free"], _pop.Last("ippool.exhausted").Severity));
        Assert.Equal(["-ippool.high router-1 pool/residential", "-ippool.exhausted router-1 pool/residential"], await RouterAsync(Pool(500), 1));
    }

    [Fact]
    public async Task Severity_and_silence_come_from_the_config()
    {
        var changed = new Dictionary<string, Threshold>(StringComparer.Ordinal) { ["device.cpu_high"] = new(Severity: Severity.Critical, Samples: 1), ["device.mem_high"] = new(IsOff: true) };
        var pop = new Pop(thresholds: new ThresholdSet(changed, []));
        Assert.Equal(["+device.cpu_high router-1 device"], await pop.RouterAsync(new Reading { Device = new DeviceRecord { CpuPct = 97, MemUsedPct = 99 } }));
        Assert.Equal(Severity.Critical, pop.Last("device.cpu_high").Severity);
    }

    [Fact]
    public void Signs_of_life_are_taken_in_the_order_of_what_they_prove()
    {
        var minute = TimeSpan.FromMinutes(1);
        Assert.Equal("ping", new LifeSigns(true, true, TimeSpan.Zero).AliveBy(minute, true));
        Assert.Equal("port", new LifeSigns(false, true, TimeSpan.Zero).AliveBy(minute, true));
        Assert.Equal("syslog", new LifeSigns(null, null, TimeSpan.FromSeconds(59)).AliveBy(minute, true));
        Assert.Equal("sessions", new LifeSigns(false, false, minute).AliveBy(minute, true));
        Assert.Null(LifeSigns.None.AliveBy(minute, false));
    }

    private Task<IReadOnlyList<string>> SessionsAsync(long active, long disabled, int polls) => RouterAsync(Sessions(active, disabled), polls);

    private static Reading Sessions(long active, long disabled) =>
        new() { Sessions = [new SessionsRecord { Service = "pppoe", Active = active }, new SessionsRecord { Service = "ppp_accounts", Active = active, Disabled = disabled }] };

    private static Reading Uptime(long seconds) => new() { Device = new DeviceRecord { UptimeS = seconds } };

    private static Reading Ports(params (string Name, bool IsUp)[] ports) =>
        new() { Interfaces = [.. ports.Select(port => new InterfaceRecord { Interface = port.Name, Up = port.IsUp, SpeedBps = port.IsUp ? 1_000_000_000 : null })] };

    private async Task<IReadOnlyList<string>> RouterAsync(Reading reading, int polls)
    {
        var events = new List<string>();
        for (var poll = 0; poll < polls; poll++) events.AddRange(await _pop.RouterAsync(reading));
        return events;
    }
}
