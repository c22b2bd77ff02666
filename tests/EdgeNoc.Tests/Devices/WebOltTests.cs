using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Hsgq;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Devices.VsolWeb;
using EdgeNoc.Agent.Devices.Web;
using EdgeNoc.Common.Config;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.OltWeb;
using EdgeNoc.Tests.Configuration;

namespace EdgeNoc.Tests.Devices;

/// <summary>The drivers of VSOL's and HSGQ's web interfaces against servers that behave as these boxes do, well or badly.</summary>
public sealed class WebOltTests
{
    private static readonly SecretSource Password = TestSecret.Of("pw-1");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(VsolFault.None)]
    [InlineData(VsolFault.MintsNoKey)]
    public async Task The_pages_of_a_vsol_come_together_over_one_login(VsolFault fault)
    {
        await using var olt = await VsolAsync();
        olt.Fault = fault;
        await using var driver = new VsolWebDriver(Options(olt.Url), TimeProvider.System);
        var reading = await ReadAsync(driver);
        Assert.Equal(["0/1:1", "0/1:2", "0/2:1"], reading.Onus.Select(onu => $"{onu.Pon}:{onu.Onu}"));
        Assert.Equal([(OnuStatus.Up, null), (OnuStatus.PowerOff, OnuReason.DyingGasp), (OnuStatus.Los, (OnuReason?)OnuReason.Los)], reading.Onus.Select(onu => (onu.Status, onu.Reason)));
        Assert.Equal((-20.01, 2.01, 1001L, "CLIENT-001", "True"), (reading.Onus[0].RxDbm, reading.Onus[0].TxDbm, reading.Onus[0].DistanceM, reading.Onus[0].Name, reading.Onus[0].Auth));
        Assert.All(reading.Onus.Skip(1), onu => Assert.Null(onu.RxDbm));
        Assert.Contains(reading.Remarks, remark => remark.Contains("unproven on real hardware", StringComparison.Ordinal));

        await ReadAsync(driver);
        Assert.Equal(1, olt.Logins);
        Assert.Equal("POST /action/onustatusinfo.html", olt.Requests.Last());
    }

    [Fact]
    public async Task Levels_are_read_before_their_time_when_a_person_waits_for_them()
    {
        await using var olt = await VsolAsync();
        await using var driver = new VsolWebDriver(Options(olt.Url), TimeProvider.System);
        await ReadAsync(driver);
        Assert.Equal((null, "CLIENT-001"), ((await ReadAsync(driver)).Onus[0].RxDbm, (await ReadAsync(driver)).Onus[0].Name));
        ((ILevelKeeper)driver).ReadLevelsNext();
        Assert.Equal(-20.01, (await ReadAsync(driver)).Onus[0].RxDbm);
        Assert.Null((await ReadAsync(driver)).Onus[0].RxDbm);
    }

    [Fact]
    public async Task A_session_that_a_person_took_is_left_to_him()
    {
        await using var olt = await VsolAsync();
        await using var driver = new VsolWebDriver(Options(olt.Url), TimeProvider.System);
        await ReadAsync(driver);
        olt.EndSession();
        Assert.Equal(PollErrorKind.SessionTaken, (await FailAsync(driver)).Kind);
        Assert.Equal(1, olt.Logins);
        // The scheduler comes back after a quarter of an hour; then the agent may log in.
        await ReadAsync(driver);
        Assert.Equal(2, olt.Logins);
    }

    [Fact]
    public async Task A_session_that_ended_by_itself_is_opened_again()
    {
        var time = new AdjustableTime(DateTimeOffset.UnixEpoch);
        await using var olt = await VsolAsync();
        await using var driver = new VsolWebDriver(Options(olt.Url), time);
        await ReadAsync(driver);
        olt.EndSession();
        time.Advance(TimeSpan.FromMinutes(10));
        await ReadAsync(driver);
        Assert.Equal(2, olt.Logins);
    }

    [Theory]
    [InlineData(VsolFault.RefusesLogin, PollErrorKind.AuthFailed)]
    [InlineData(VsolFault.SaysLoginFailed, PollErrorKind.AuthFailed)]
    [InlineData(VsolFault.EmptyKey, PollErrorKind.SessionTaken)]
    [InlineData(VsolFault.NoTable, PollErrorKind.ParseFailed)]
    public async Task What_a_vsol_does_wrong_is_a_closed_error_with_a_remedy(VsolFault fault, PollErrorKind kind)
    {
        await using var olt = await VsolAsync();
        olt.Fault = fault;
        await using var driver = new VsolWebDriver(Options(olt.Url), TimeProvider.System);
        var error = await FailAsync(driver);
        Assert.Equal(kind, error.Kind);
        Assert.NotEmpty(error.Remedy);
        Assert.DoesNotContain("pw-1", error.Detail + error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_box_without_a_page_of_states_is_read_by_the_other_one()
    {
        await using var olt = await VsolAsync();
        olt.Fault = VsolFault.HasNoStatusPage;
        await using var driver = new VsolWebDriver(Options(olt.Url), TimeProvider.System);
        Assert.Equal(3, (await ReadAsync(driver)).Onus.Count);
    }

    [Theory]
    [InlineData("/onutable")]
    [InlineData("/ontinfo_table")]
    [InlineData("/onu_allow_list?port_id=1")]
    public async Task An_hsgq_is_read_by_the_list_it_has_and_always_left(string list)
    {
        await using var olt = await HsgqServer.StartAsync();
        olt.Lists["/board?info=pon"] = """[{"port_id":1,"online":1,"offline":1}]""";
        olt.Lists["/gponmgmt?form=optical_onu"] = """[{"port_id":1,"ont_id":1,"receive_power":"-22.6780 dBm","work_temprature":"21 C"}]""";
        olt.Lists[list] = list == "/ontinfo_table"
            ? """[{"port_id":1,"ont_id":1,"ont_sn":"HSGQ00000001","rstate":1},{"port_id":1,"ont_id":2,"rstate":"2","last_d_cause":"dying-gasp"}]"""
            : """[{"port_id":1,"onu_id":1,"status":"Online","receive_power":"-22.6780 dBm"},{"port_id":1,"onu_id":2,"status":"Offline","last_down_reason":"Power Down","receive_power":"-1.0000 dBm"}]""";
        await using var driver = new HsgqDriver(Options(olt.Url), TimeProvider.System);
        for (var poll = 0; poll < 6; poll++)
        {
            var reading = await ReadAsync(driver);
            Assert.Equal([(OnuStatus.Up, null), (OnuStatus.PowerOff, (OnuReason?)OnuReason.DyingGasp)], reading.Onus.Select(onu => (onu.Status, onu.Reason)));
            if (poll == 0) Assert.Equal([-22.678, null], reading.Onus.Select(onu => onu.RxDbm));
            Assert.Contains(reading.Remarks, remark => remark.Contains("unproven on real hardware: ", StringComparison.Ordinal) || remark.Contains("unproven on real hardware (", StringComparison.Ordinal));
            Assert.Equal(0, olt.OpenSessions);
        }
    }

    [Theory]
    [InlineData(HsgqFault.TokenExpires, PollErrorKind.SessionTaken)]
    [InlineData(HsgqFault.NoJson, PollErrorKind.ParseFailed)]
    public async Task What_an_hsgq_does_wrong_is_a_closed_error(HsgqFault fault, PollErrorKind kind)
    {
        await using var olt = await HsgqServer.StartAsync();
        olt.Fault = fault;
        await using var driver = new HsgqDriver(Options(olt.Url), TimeProvider.System);
        Assert.Equal(kind, (await FailAsync(driver)).Kind);
        Assert.Equal("/userlogin?form=logout", olt.Requests.Last());
    }

    [Fact]
    public async Task Four_sessions_of_others_are_told_apart_from_a_wrong_password()
    {
        await using var olt = await HsgqServer.StartAsync();
        olt.TakeSessions(HsgqServer.MaxSessions);
        await using var driver = new HsgqDriver(Options(olt.Url), TimeProvider.System);
        Assert.Equal(PollErrorKind.SessionTaken, (await FailAsync(driver)).Kind);
        await using var stranger = new HsgqDriver(Options(olt.Url) with { Password = TestSecret.Of("other") }, TimeProvider.System);
        Assert.Equal(PollErrorKind.AuthFailed, (await FailAsync(stranger)).Kind);
    }

    private static async Task<VsolServer> VsolAsync()
    {
        var olt = await VsolServer.StartAsync();
        olt.Tables["onustatusinfo"] =
        [
            ["ONU ID", "Status", "MAC Address", "Description", "Distance(m)", "Last Register Time", "Last Deregister Time", "Last Deregister Reason", "Alive Time"],
            ["EPON0/1:1", "Online", "00:D3:9E:00:00:01", "CLIENT-001", "1001", "2026/01/01 00:00:00", "2026/01/01 00:00:00", "Wire Down", "1 02:03:04"],
            ["EPON0/1:2", "Offline", "00:D3:9E:00:00:02", "CLIENT-002", "1002", "", "", "Power Off", ""],
            ["EPON0/2:1", "Offline", "00:D3:9E:00:00:03", "", "", "", "", "Wire Down", ""],
        ];
        olt.Tables["onuauthinfo"] =
        [
            ["ONU ID", "Status", "MAC Address", "Description", "RTT(TQ)", "Type", "Auth Flag", "Exchange"],
            .. Enumerable.Range(1, 2).Select(onu => new[] { $"EPON0/1:{onu}", onu == 1 ? "Online" : "Offline", $"00:D3:9E:00:00:{onu:00}", $"CLIENT-{onu:000}", "672", "1GE", "True", "Finish" }),
            ["EPON0/2:1", "Offline", "00:D3:9E:00:00:03", "", "0", "", "True", "MPCP DEREG"],
        ];
        olt.Tables["onuopmdiag"] =
        [
            ["ONU ID", "MAC Address", "Description", "Distance(m)", "Temperature(&deg;C)", "Supply Voltage", "TX Bias Current", "TX Power", "RX Power"],
            ["EPON0/1:1", "00:D3:9E:00:00:01", "CLIENT-001", "1001", "46.01", "3.21", "13.55", "2.01", "-20.01"],
            ["EPON0/1:2", "00:D3:9E:00:00:02", "CLIENT-002", "1002", "46.02", "6.55", "131.07", "8.16", "-40.00"],
        ];
        return olt;
    }

    private static WebOltOptions Options(Uri url) => new() { Url = url, User = "admin", Password = Password, Gap = TimeSpan.Zero };

    private static async Task<Reading> ReadAsync(IDriver driver) => await driver.PollAsync(Stop) switch
    {
        PollResult.Read read => read.Reading,
        var other => throw new Xunit.Sdk.XunitException($"{other}"),
    };

    private static async Task<PollError> FailAsync(IDriver driver) => Assert.IsType<PollResult.Failed>(await driver.PollAsync(Stop)).Error;
}
