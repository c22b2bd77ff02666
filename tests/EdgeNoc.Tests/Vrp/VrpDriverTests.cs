using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Devices.Ssh;
using EdgeNoc.Agent.Devices.Vrp;
using EdgeNoc.Common.Config;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Vrp;

namespace EdgeNoc.Tests.Vrp;

/// <summary>The driver against a simulated box behind a real sshd, by the real OpenSSH client.</summary>
public sealed class VrpDriverTests : IAsyncLifetime
{
    private const string Password = "s3cret of 2026";
    private readonly string _folder = RigDirectory.New("vrp");
    private readonly Pinger _pinger = new(new Random(1));
    private SshServer? _server;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string[] Asked => File.Exists(Path.Combine(_folder, "asked.log")) ? File.ReadAllLines(Path.Combine(_folder, "asked.log")) : [];

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(SshServer.Missing is not null, SshServer.Missing ?? "");
        _server = await SshServer.StartAsync(Path.Combine(_folder, "sshd"), Password, $"{Built.Simulators} vrp --folder {_folder}");
        File.WriteAllText(Path.Combine(_folder, "pw"), Password + "\n");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        await _pinger.DisposeAsync();
    }

    [Fact]
    public async Task A_poll_reads_every_screen_into_one_reading()
    {
        await using var driver = Driver();
        var reading = await ReadAsync(driver);
        Assert.Equal(("NE8000-M8", "NetEngine 8000 M8", "V800R023C10SPC500", 23.0, 34.0, 47.0), (reading.Device!.Identity, reading.Device.Model, reading.Device.Version, reading.Device.CpuPct, reading.Device.MemUsedPct, reading.Device.TempC));
        Assert.Equal(48, reading.Interfaces.Count);
        Assert.Equal((true, 7000L, 14000L, 49L, 10_000_000_000L), (reading.Interfaces[6].Up!.Value, reading.Interfaces[6].RxBps, reading.Interfaces[6].TxBps, reading.Interfaces[6].RxBytes, reading.Interfaces[6].SpeedBps));
        Assert.Equal((812L, 811L, 4000L, 812L), (reading.Sessions[0].Active, reading.Sessions[0].Authenticated, reading.Sessions[0].Max, reading.Sessions[0].Peak));
        Assert.Equal(["all", "pppoe", "ipoe"], reading.Sessions.Select(sessions => sessions.Service));
        Assert.Equal([("residential", 800L), ("business", 12L)], reading.IpPools.Select(pool => (pool.Pool, pool.Used!.Value)));
        Assert.Equal([("10.1.1.2", true), ("10.2.1.1", false)], reading.BgpPeers.Select(peer => (peer.Peer, peer.Up!.Value)));
        Assert.Equal(["9", "10", "1", "11", "12"], reading.Boards.Select(board => board.Slot));
        Assert.Equal([("psu/11", true), ("psu/12", false)], reading.Sensors.Where(sensor => sensor.Ok is not null && sensor.Sensor.StartsWith("psu/", StringComparison.Ordinal)).Select(sensor => (sensor.Sensor, sensor.Ok!.Value)));
        Assert.Equal(-5.2, reading.Optics.Single(optic => optic.Interface == "GigabitEthernet0/1/1").RxDbm);
        Assert.Equal(["alarm/0x8520003:24 major", "alarm/0xD300007:25 critical"], reading.Alarms!.Select(alarm => $"{alarm.Entity} {alarm.Level}"));
        Assert.Empty(reading.Remarks);
        Assert.Equal(0, reading.Dropped);
    }

    [Fact]
    public async Task One_session_serves_many_polls_and_only_harmless_lines_were_sent()
    {
        await using (var driver = Driver())
        {
            await ReadAsync(driver);
            await ReadAsync(driver);
            await ReadAsync(driver);
        }

        Assert.Single(Asked, line => line == "screen-length 0 temporary");
        Assert.Equal(3, Asked.Count(line => line == "display version"));
        Assert.Single(Asked, line => line == "display interface");
        Assert.All(Asked, line => Assert.True(VrpCommand.IsHarmless(line), line));
        Assert.Equal("quit", Asked[^1]);
    }

    [Theory]
    [InlineData(VrpTrap.PasswordQuestion)]
    [InlineData(VrpTrap.Pager)]
    [InlineData(VrpTrap.Timestamp)]
    [InlineData(VrpTrap.TrailingQuestion)]
    [InlineData(VrpTrap.SystemView)]
    [InlineData(VrpTrap.PromptLikeData)]
    [InlineData(VrpTrap.ExecRefused)]
    [InlineData(VrpTrap.TightRows)]
    [InlineData(VrpTrap.PacketsFirst)]
    [InlineData(VrpTrap.WrappedAlarms)]
    [InlineData(VrpTrap.LoginTalk)]
    [InlineData(VrpTrap.PasswordQuestion | VrpTrap.Pager | VrpTrap.Timestamp | VrpTrap.TrailingQuestion | VrpTrap.PromptLikeData | VrpTrap.ExecRefused | VrpTrap.TightRows | VrpTrap.PacketsFirst | VrpTrap.WrappedAlarms | VrpTrap.LoginTalk)]
    public async Task What_boxes_do_besides_answering_changes_nothing_that_is_read(VrpTrap trap)
    {
        await using var plain = Driver();
        var expected = await ReadAsync(plain);
        Set(trap);
        await using var driver = Driver();
        var reading = await ReadAsync(driver);
        Assert.Equal(ReadingJson.Of(VrpDriver.Definition, expected), ReadingJson.Of(VrpDriver.Definition, reading));
        Assert.Equal(expected.Alarms, reading.Alarms);
        Assert.DoesNotContain(Asked, line => line is "Y" or "y");
    }

    [Theory]
    [InlineData(VrpTrap.VtyFull, "session_taken", "all management sessions of")]
    [InlineData(VrpTrap.PasswordExpired, "auth_failed", "password is expired")]
    [InlineData(VrpTrap.NoPrompt, "prompt_lost", "shows no prompt")]
    [InlineData(VrpTrap.UnexpectedQuestion, "prompt_lost", "Enter your badge number")]
    [InlineData(VrpTrap.Flood, "prompt_lost", "without coming to an end")]
    [InlineData(VrpTrap.HangUp, "prompt_lost", "ended the session")]
    public async Task A_box_that_cannot_be_asked_is_a_closed_error_with_its_remedy(VrpTrap trap, string word, string detail)
    {
        Set(trap);
        await using var driver = Driver(timeoutS: 3);
        var error = await FailAsync(driver);
        Assert.Equal(word, error.Word);
        Assert.Contains(detail, error.Detail, StringComparison.Ordinal);
        Assert.NotEmpty(error.Remedy);
        Assert.DoesNotContain(Password, error.Detail + error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_online_is_zero_and_a_refused_screen_is_missing()
    {
        Set(VrpTrap.NobodyOnline | VrpTrap.NotAdmin);
        await using var driver = Driver();
        var reading = await ReadAsync(driver);
        Assert.Equal(0, reading.Sessions[0].Active);
        Assert.Null(reading.Device!.CpuPct);
        Assert.Contains("admin virtual system", Assert.Single(reading.Remarks), StringComparison.Ordinal);
        await ReadAsync(driver);
        Assert.Single(Asked, line => line == "display health");
    }

    [Fact]
    public async Task A_box_that_lists_its_users_is_asked_for_their_number_from_then_on()
    {
        Set(VrpTrap.ListsUsers);
        await using var driver = Driver();
        Assert.Equal(["all 812", "pppoe 800", "ipoe 12"], Counted(await ReadAsync(driver)));
        Assert.Equal(["all 812"], Counted(await ReadAsync(driver)));
        Assert.Single(Asked, line => line == "display access-user");

        static IEnumerable<string> Counted(Reading reading) => reading.Sessions.Select(sessions => $"{sessions.Service} {sessions.Active}");
    }

    [Fact]
    public async Task The_peak_outlives_the_agent_and_begins_anew_where_its_file_is_gone()
    {
        await using (var driver = Driver()) await ReadAsync(driver);
        Set(VrpTrap.NobodyOnline);
        await using (var driver = Driver()) Assert.Equal((0L, 812L), Of((await ReadAsync(driver)).Sessions[0]));
        File.WriteAllText(Path.Combine(_folder, "state", "peaks", "ne-1.txt"), "all many\n\nall\n");
        await using (var driver = Driver()) Assert.Equal((0L, 0L), Of((await ReadAsync(driver)).Sessions[0]));

        static (long, long) Of(SessionsRecord sessions) => (sessions.Active!.Value, sessions.Peak!.Value);
    }

    [Fact]
    public async Task A_box_that_refuses_everything_but_a_shell_refuses_a_bare_command()
    {
        Set(VrpTrap.ExecRefused);
        await using var plain = ManagedProcess.Start(new("ssh", "-i", _server!.KeyFile, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-p", $"{_server.Port}", $"{SshServer.User}@127.0.0.1", "display version") { LogFile = Path.Combine(_folder, "plain.log") });
        await WaitFor.TrueAsync(() => plain.HasExited, TimeSpan.FromSeconds(30), "the client's end");
        Assert.DoesNotContain(plain.Output, line => line.Contains("VRP", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_session_that_was_lost_between_polls_is_opened_anew_at_once()
    {
        await using var driver = Driver();
        await ReadAsync(driver);
        Set(VrpTrap.HangUp);
        Assert.Equal("prompt_lost", (await FailAsync(driver)).Word);
        Set(VrpTrap.None);
        Assert.Equal(48, (await ReadAsync(driver)).Interfaces.Count);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_shown_nowhere()
    {
        File.WriteAllText(Path.Combine(_folder, "pw"), "wr0ng one\n");
        await using var driver = Driver();
        var error = await FailAsync(driver);
        Assert.Equal("auth_failed", error.Word);
        Assert.Contains("refused the login of edgenoc", error.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng", error.Detail + error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_logs_in_without_a_password()
    {
        await using var driver = Driver(target => target with { Password = null, KeyFile = _server!.KeyFile });
        Assert.Equal(48, (await ReadAsync(driver)).Interfaces.Count);
    }

    [Fact]
    public async Task Another_host_key_is_refused_before_anything_is_sent()
    {
        await using (var driver = Driver()) await ReadAsync(driver);
        await _server!.StopAsync();
        _server.NewHostKey();
        await _server.StartAsync();
        var asked = Asked.Length;
        await using var again = Driver();
        var error = await FailAsync(again);
        Assert.Equal("auth_failed", error.Word);
        Assert.StartsWith("SHA256:", error.OtherHostKey, StringComparison.Ordinal);
        Assert.Contains("another host key", error.Detail, StringComparison.Ordinal);
        Assert.Contains("ne-1.known_hosts", error.Remedy, StringComparison.Ordinal);
        Assert.Equal(asked, Asked.Length);
    }

    [Fact]
    public async Task Old_algorithms_need_the_devices_own_leave()
    {
        await _server!.DisposeAsync();
        Directory.Delete(Path.Combine(_folder, "sshd"), recursive: true);
        _server = await SshServer.StartAsync(Path.Combine(_folder, "sshd"), Password, $"{Built.Simulators} vrp --folder {_folder}", "KexAlgorithms diffie-hellman-group14-sha1\nHostKeyAlgorithms ssh-rsa\nCiphers aes128-cbc\nMACs hmac-sha1");
        await using var modern = Driver();
        var error = await FailAsync(modern);
        Assert.Equal("unsupported", error.Word);
        Assert.Contains("diffie-hellman-group14-sha1", error.Detail, StringComparison.Ordinal);
        Assert.Contains("\"ssh_algorithms\": \"legacy\"", error.Remedy, StringComparison.Ordinal);
        await using var legacy = Driver(target => target with { Algorithms = SshAlgorithms.Legacy });
        Assert.Equal(48, (await ReadAsync(legacy)).Interfaces.Count);
    }

    [Fact]
    public async Task Nobody_at_the_port_is_unreachable()
    {
        await using var driver = Driver(target => target with { Port = FreePort.Next() });
        Assert.Equal("unreachable", (await FailAsync(driver)).Word);
    }

    [Fact]
    public async Task Failed_logins_of_subscribers_are_read_on_demand()
    {
        await using var driver = Driver();
        var read = Assert.IsType<PollResult.Read>(await ((ILogKeeper)driver).ReadLogAsync(1, Cancelled));
        Assert.Equal(["116", "user-116@isp1", "", "00:E0:FC:12:34:53", "", "RADIUS authentication reject", "", ""], Assert.Single(Assert.Single(read.Reading.Tables).Rows));
    }

    private void Set(VrpTrap traps) => File.WriteAllText(Path.Combine(_folder, "traps"), traps.ToString());

    private IDriver Driver(Func<SshTarget, SshTarget>? change = null, int timeoutS = 20)
    {
        var target = new SshTarget { Host = "127.0.0.1", Port = _server!.Port, User = SshServer.User, Password = SecretSource.FromFile(Path.Combine(_folder, "pw")) };
        var options = new VrpOptions { Target = change is null ? target : change(target), Timeout = TimeSpan.FromSeconds(timeoutS) };
        var definition = VrpDriver.Definition;
        return definition.Create(new DeviceConfig("ne-1", definition, TimeSpan.FromSeconds(60), options), new DriverContext(TimeProvider.System, _pinger) { StateDir = Path.Combine(_folder, "state") });
    }

    private static async Task<Reading> ReadAsync(IDriver driver)
    {
        var result = await driver.PollAsync(Cancelled);
        return result is PollResult.Read read ? read.Reading : throw new InvalidOperationException($"the poll failed: {result}");
    }

    private static async Task<PollError> FailAsync(IDriver driver) => Assert.IsType<PollResult.Failed>(await driver.PollAsync(Cancelled)).Error;
}
