using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.MikroTik;
using EdgeNoc.Agent.Devices.MikroTik.Menus;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Simulators.RouterOs;
using static EdgeNoc.Tests.MikroTik.TestRouter;

namespace EdgeNoc.Tests.MikroTik;

/// <summary>Whole polls of a simulated router, of both versions.</summary>
public sealed class MikroTikDriverTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("7.18.2")]
    [InlineData("6.49.10")]
    public async Task A_poll_reads_everything(string version)
    {
        await using var router = Start(version);

        var reading = await ReadAsync(Options(router));

        Assert.Equal(("core-1", "CCR2004-16G-2S+", $"{version} (stable)", "HE00000001"), (reading.Device!.Identity, reading.Device.Model, reading.Device.Version, reading.Device.Serial));
        Assert.Equal((46.0, 24.2), (reading.Device.TempC, reading.Device.VoltageV));
        Assert.Equal(["ether1", "ether2", "ether3", "ether4", "sfp-sfpplus1", "sfp-sfpplus2", "bridge-lan"], reading.Interfaces.Select(record => record.Interface));
        Assert.Equal((true, 1_000_000_000L), (reading.Interfaces[0].Up, reading.Interfaces[0].SpeedBps));
        Assert.Equal((false, null), (reading.Interfaces[5].Up, reading.Interfaces[5].SpeedBps));
        Assert.Equal([("sfp-sfpplus1", -7.25), ("sfp-sfpplus2", -40.0)], reading.Optics.Select(optic => (optic.Interface, optic.RxDbm!.Value)));
        Assert.Contains(new SensorRecord { Sensor = "fan/1", Value = 6090 }, reading.Sensors);
        Assert.Contains(new SensorRecord { Sensor = "psu/2", Ok = false }, reading.Sensors);
        Assert.Equal(["dedicated-1", "dedicated-2", "dedicated-3", "dedicated-4"], reading.Queues.Select(queue => queue.Queue));
        Assert.Equal(new QueueRecord { Queue = "dedicated-2", InBps = 200_000, OutBps = 1_800_000, InDrops = 2, OutDrops = 0 }, reading.Queues[1]);
        Assert.Equal((2045L, "residential"), (reading.IpPools[0].Total, reading.IpPools[0].Pool));
        Assert.InRange(reading.IpPools[0].Used!.Value, 100, 120);
        Assert.Equal(0, reading.Dropped);
        Assert.Empty(reading.Remarks);
    }

    [Fact]
    public async Task Sessions_and_accounts_are_counted_and_disabled_is_not_offline()
    {
        await using var router = Start(sessions: 200);

        var reading = await ReadAsync(Options(router));

        var byService = reading.Sessions.ToDictionary(sessions => sessions.Service, StringComparer.Ordinal);
        Assert.Equal(["dhcp", "hotspot", "ppp_accounts", "pppoe", "wireless"], byService.Keys.Order(StringComparer.Ordinal));
        var accounts = byService["ppp_accounts"];
        Assert.Equal((220L, 10L), (accounts.Total, accounts.Disabled));
        Assert.Equal(byService["pppoe"].Active, accounts.Active);
        Assert.Equal(accounts.Total, accounts.Active + accounts.Offline + accounts.Disabled);
        Assert.Equal(new SessionsRecord { Service = "hotspot", Active = 20, Total = 30, Authenticated = 25 }, byService["hotspot"]);
        Assert.Equal(new SessionsRecord { Service = "dhcp", Active = 30, Total = 40 }, byService["dhcp"]);
        Assert.Equal(3, byService["wireless"].Active);
    }

    [Fact]
    public async Task Tables_name_who_it_is_and_what_he_moves()
    {
        await using var router = Start();

        var reading = await ReadAsync(Options(router));

        Assert.Equal(
            ["dhcp_leases", "hotspot_active", "hotspot_hosts", "ip_addresses", "ppp_accounts", "ppp_active", "queues", "wireless_clients"],
            reading.Tables.Select(table => table.Name).Order(StringComparer.Ordinal));
        var active = reading.Tables.Single(table => table.Name == "ppp_active");
        var row = active.Rows.Single(cells => cells[0] == "user0010");
        Assert.Equal(RouterModel.CallerId(10), row[active.Columns.Index().Single(column => column.Item == "caller_id").Index]);
        var (up, down) = (Cell(active, row, "upload_bytes"), Cell(active, row, "download_bytes"));
        // The router receives what the subscriber sends, a tenth here.
        Assert.Equal(10, down / up);
        Assert.Contains(active.Rows, cells => cells[0] == "bu \"siti\"");
        Assert.DoesNotContain(reading.Interfaces, record => record.Interface.StartsWith('<'));
        Assert.Contains("offline_s", reading.Tables.Single(table => table.Name == "ppp_accounts").Volatile);
    }

    [Fact]
    public async Task The_second_poll_has_rates_over_the_same_session_and_leaves_out_the_slow_menus()
    {
        var time = new EdgeNoc.Rig.AdjustableTime(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));
        await using var router = Start(time: time);
        await using var driver = new MikroTikDriver(Options(router), time);
        var first = Assert.IsType<PollResult.Read>(await driver.PollAsync(Stop)).Reading;
        time.Advance(TimeSpan.FromSeconds(10));

        var second = Assert.IsType<PollResult.Read>(await driver.PollAsync(Stop)).Reading;

        Assert.Equal(1, router.Connections);
        Assert.All(first.Interfaces, record => Assert.Null(record.RxBps));
        Assert.Equal(24_000_000L, second.Interfaces[0].RxBps);
        Assert.Equal(2.4, second.Interfaces[0].UtilPct);
        var table = second.Tables.Single(known => known.Name == "ppp_active");
        var bps = Cell(table, table.Rows.Single(cells => cells[0] == "user0010"), "download_bps");
        Assert.Equal((10_000 + (10 * 7919)) * 8, bps);
        Assert.Empty(second.Sensors);
        Assert.Equal(["hotspot_active", "ppp_accounts", "ppp_active"], second.Tables.Select(known => known.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("core-1", "HE00000001"), (second.Device!.Identity, second.Device.Serial));
    }

    [Fact]
    public async Task Every_command_names_its_fields_and_none_asks_for_a_password()
    {
        await using var router = Start("6.49.10");
        await ReadAsync(Options(router));
        var asked = router.Commands.Where(words => words[0] != "/login").ToList();
        Assert.All(asked, words => Assert.Single(words, word => word.StartsWith("=.proplist=", StringComparison.Ordinal)));
        Assert.All(asked, words => Assert.True(words[0].EndsWith("/print", StringComparison.Ordinal) || words[0].EndsWith("/monitor", StringComparison.Ordinal), words[0]));
        Assert.All(RouterCommand.All, command => Assert.DoesNotContain("password", command.Fields));
        Assert.True(asked.Select(words => words[0]).Distinct().Count() >= 18);
    }

    [Fact]
    public async Task A_menu_that_is_not_there_is_asked_for_once()
    {
        await using var router = Start("6.49.10");
        router.Fault = RouterFault.MissingMenus;
        await using var driver = new MikroTikDriver(Options(router) with { SlowEvery = TimeSpan.FromTicks(1) }, TimeProvider.System);
        for (var i = 0; i < 3; i++) Assert.Equal(0, Assert.IsType<PollResult.Read>(await driver.PollAsync(Stop)).Reading.Dropped);
        Assert.Single(router.Commands, words => words[0] == "/system/health/print");
        Assert.Single(router.Commands, words => words[0] == "/queue/simple/print");
        Assert.Equal(3, router.Commands.Count(words => words[0] == "/ppp/secret/print"));
    }

    [Theory]
    [InlineData("7.18.2")]
    [InlineData("6.49.10")]
    public async Task Empty_lists_count_zero(string version)
    {
        await using var router = Start(version);
        router.Fault = RouterFault.EmptyLists;
        var reading = await ReadAsync(Options(router));
        Assert.Equal(0, reading.Sessions.Single(sessions => sessions.Service == "pppoe").Active);
        Assert.Equal(new SessionsRecord { Service = "ppp_accounts", Total = 0, Active = 0, Offline = 0, Disabled = 0 }, reading.Sessions.Single(sessions => sessions.Service == "ppp_accounts"));
        Assert.Equal(0, reading.Sessions.Single(sessions => sessions.Service == "wireless").Active);
        Assert.Empty(reading.Tables.Single(table => table.Name == "wireless_clients").Rows);
        Assert.Equal(0, reading.Dropped);
    }

    [Fact]
    public async Task Names_of_an_old_pc_are_read()
    {
        await using var router = Start();
        router.Fault = RouterFault.Windows1252;
        var reading = await ReadAsync(Options(router));
        Assert.Contains(reading.Tables.Single(table => table.Name == "ppp_active").Rows, cells => cells[0] == "café-é");
    }

    [Fact]
    public async Task A_session_that_was_lost_between_polls_is_opened_anew_at_once()
    {
        await using var router = Start();
        await using var driver = new MikroTikDriver(Options(router), TimeProvider.System);
        Assert.IsType<PollResult.Read>(await driver.PollAsync(Stop));
        router.DropConnections();
        Assert.IsType<PollResult.Read>(await driver.PollAsync(Stop));
        Assert.Equal(2, router.Connections);
    }

    [Fact]
    public async Task The_log_gives_its_last_lines()
    {
        await using var router = Start();
        await using var driver = new MikroTikDriver(Options(router), TimeProvider.System);
        var log = Assert.Single(Assert.IsType<PollResult.Read>(await driver.ReadLogAsync(50, Stop)).Reading.Tables);
        Assert.Equal(Enumerable.Range(11, 50).Select(number => $"line {number}"), log.Rows.Select(row => row[0]));
        Assert.Equal(["message", "time", "topics"], log.Columns);
    }

    [Fact]
    public async Task Rights_beyond_reading_are_remarked()
    {
        await using var router = Start(policy: "local,!ftp,reboot,read,write,api");
        var remark = Assert.Single((await ReadAsync(Options(router))).Remarks);
        Assert.StartsWith("edgenoc may do more than api,read (local,reboot,write): /user group add", remark, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rights_that_cannot_be_seen_are_said_to_be_so()
    {
        await using var router = Start();
        router.Fault = RouterFault.HiddenUsers;
        Assert.Contains("cannot be seen from here", Assert.Single((await ReadAsync(Options(router))).Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plain_api_is_remarked_unless_allowed()
    {
        await using var router = Start();
        Assert.Contains("without TLS", Assert.Single((await ReadAsync(Options(router) with { AllowPlain = false })).Remarks), StringComparison.Ordinal);
    }

    private static long Cell(DeviceTable table, IReadOnlyList<string> row, string column) =>
        long.Parse(row[table.Columns.Index().Single(known => known.Item == column).Index], System.Globalization.CultureInfo.InvariantCulture);
}
