using System.Security.Cryptography.X509Certificates;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Hsgq;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Devices.Tls;
using EdgeNoc.Agent.Devices.VsolWeb;
using EdgeNoc.Agent.Devices.Web;
using EdgeNoc.Common.Config;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Http;
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
    [InlineData(VsolFault.Cookie)]
    [InlineData(VsolFault.Gb2312)]
    [InlineData(VsolFault.DeadRails)]
    public async Task The_pages_of_a_vsol_come_together_over_one_login(VsolFault fault)
    {
        await using var olt = await VsolServer.StartAsync();
        olt.Fault = fault;
        await using var driver = new VsolWebDriver(Options(olt.Url), TimeProvider.System);
        var reading = await ReadAsync(driver);
        Assert.Equal(["0/2:1", "0/1:1", "0/2:2"], reading.Onus.Take(3).Select(onu => $"{onu.Pon}:{onu.Onu}"));
        Assert.Equal([("0/2", 8L, 4L), ("0/1", 8L, 8L)], reading.Pons.Select(pon => (pon.Pon, pon.Total!.Value, pon.Online!.Value)));
        Assert.Equal([(OnuStatus.Up, null), (OnuStatus.PowerOff, OnuReason.DyingGasp), (OnuStatus.Los, (OnuReason?)OnuReason.Los)], new[] { 3, 2, 4 }.Select(place => (reading.Onus[place].Status, reading.Onus[place].Reason)));
        Assert.Equal((-20.04, 2.04, 1004L, fault == VsolFault.Gb2312 ? "用户004" : "CLIENT-004", "True"), (reading.Onus[3].RxDbm, reading.Onus[3].TxDbm, reading.Onus[3].DistanceM, reading.Onus[3].Name, reading.Onus[3].Auth));
        Assert.All(reading.Onus.Where(onu => onu.Status != OnuStatus.Up), onu => Assert.Null(onu.RxDbm));
        Assert.Equal(fault == VsolFault.DeadRails ? new double?[] { null, null } : [-20.01, -20.02], reading.Onus.Take(2).Select(onu => onu.RxDbm));
        Assert.Equal(("OLT-VSOL", "V1600D4", 12.0), (reading.Device!.Identity, reading.Device.Model, reading.Device.CpuPct));
        Assert.Empty(reading.Remarks);

        await ReadAsync(driver);
        Assert.Equal(1, olt.Logins);
        Assert.Equal("POST /action/onustatusinfo.html", olt.Requests.Last());
    }

    [Fact]
    public async Task A_gpon_box_is_read_pon_by_pon()
    {
        await using var olt = await VsolServer.StartAsync();
        olt.Fault = VsolFault.Gpon;
        await using var driver = new VsolWebDriver(Options(olt.Url), TimeProvider.System);
        var reading = await ReadAsync(driver);
        Assert.Equal(16, reading.Onus.Count);
        Assert.Equal("VSOL00000004", reading.Onus.Single(onu => onu.Name == "CLIENT-004").Serial);
        Assert.Contains(reading.Remarks, remark => remark.Contains("list no levels", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Levels_are_read_before_their_time_when_a_person_waits_for_them()
    {
        await using var olt = await VsolServer.StartAsync();
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
        await using var olt = await VsolServer.StartAsync();
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
        await using var olt = await VsolServer.StartAsync();
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
    [InlineData(VsolFault.SomebodyIsIn, PollErrorKind.SessionTaken)]
    [InlineData(VsolFault.ServerError, PollErrorKind.ParseFailed)]
    [InlineData(VsolFault.Huge, PollErrorKind.ParseFailed)]
    [InlineData(VsolFault.OtherVendor, PollErrorKind.Unsupported)]
    [InlineData(VsolFault.EmptyKey, PollErrorKind.SessionTaken)]
    [InlineData(VsolFault.NoTable, PollErrorKind.ParseFailed)]
    public async Task What_a_vsol_does_wrong_is_a_closed_error_with_a_remedy(VsolFault fault, PollErrorKind kind)
    {
        await using var olt = await VsolServer.StartAsync();
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
        await using var olt = await VsolServer.StartAsync();
        olt.Fault = VsolFault.HasNoStatusPage;
        await using var driver = new VsolWebDriver(Options(olt.Url), TimeProvider.System);
        Assert.Equal(16, (await ReadAsync(driver)).Onus.Count);
    }

    [Theory]
    [InlineData(HsgqFault.None)]
    [InlineData(HsgqFault.OtherSpelling)]
    [InlineData(HsgqFault.Gpon)]
    [InlineData(HsgqFault.ByPort)]
    public async Task An_hsgq_is_read_by_the_list_it_has_and_always_left(HsgqFault fault)
    {
        await using var olt = await HsgqServer.StartAsync();
        olt.Fault = fault;
        await using var driver = new HsgqDriver(Options(olt.Url), TimeProvider.System);
        for (var poll = 0; poll < 6; poll++)
        {
            var onus = (await ReadAsync(driver)).Onus.OrderBy(onu => onu.Name, StringComparer.Ordinal).ToList();
            Assert.Equal(16, onus.Count);
            Assert.Equal([(OnuStatus.Up, null), (OnuStatus.PowerOff, OnuReason.DyingGasp), (OnuStatus.Los, (OnuReason?)OnuReason.Los)], new[] { 3, 2, 4 }.Select(place => (onus[place].Status, onus[place].Reason)));
            if (poll == 0) Assert.Equal((-22.0004, 24.0, null), (onus[3].RxDbm, onus[3].TempC, onus[2].RxDbm));
            Assert.Equal(fault == HsgqFault.Gpon ? "HSGQ00000004" : null, onus[3].Serial);
            Assert.Equal(0, olt.OpenSessions);
        }
    }

    [Theory]
    [InlineData(HsgqFault.TokenExpires, PollErrorKind.SessionTaken)]
    [InlineData(HsgqFault.NoJson, PollErrorKind.ParseFailed)]
    [InlineData(HsgqFault.HalfJson, PollErrorKind.ParseFailed)]
    [InlineData(HsgqFault.SaysError, PollErrorKind.Unsupported)]
    [InlineData(HsgqFault.Huge, PollErrorKind.ParseFailed)]
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

    [Fact]
    public async Task A_certificate_that_nobody_pinned_gets_no_password_and_shows_what_to_pin()
    {
        using var certificates = new SelfSignedPair();
        await using var vsol = await VsolServer.StartAsync(new OltWebOptions { Certificate = certificates.Own });
        await using var hsgq = await HsgqServer.StartAsync(new OltWebOptions { Certificate = certificates.Own });
        foreach (var (url, driver) in new (Uri, Func<WebOltOptions, IDriver>)[] { (vsol.Url, options => new VsolWebDriver(options, TimeProvider.System)), (hsgq.Url, options => new HsgqDriver(options, TimeProvider.System)) })
        {
            await using (var unpinned = driver(Options(url)))
            {
                var error = await FailAsync(unpinned);
                Assert.Equal(PollErrorKind.AuthFailed, error.Kind);
                Assert.Contains($"\"pin_sha256\": \"{SelfSigned.PinOf(certificates.Own)}\"", error.Remedy, StringComparison.Ordinal);
            }

            await using (var wrong = driver(Options(url) with { Pin = CertificateTrust.ParsePin(SelfSigned.PinOf(certificates.Other)) }))
            {
                var error = await FailAsync(wrong);
                Assert.Contains("another certificate than the pinned one", error.Detail, StringComparison.Ordinal);
            }

            await using var pinned = driver(Options(url) with { Pin = CertificateTrust.ParsePin(SelfSigned.PinOf(certificates.Own)) });
            Assert.Equal(16, (await ReadAsync(pinned)).Onus.Count);
        }

        Assert.Equal(1, vsol.Logins);
        Assert.Single(hsgq.Requests, request => request == "/userlogin?form=login");
    }

    private sealed class SelfSignedPair : IDisposable
    {
        public X509Certificate2 Own { get; } = SelfSigned.Create("olt");

        public X509Certificate2 Other { get; } = SelfSigned.Create("other");

        public void Dispose()
        {
            Own.Dispose();
            Other.Dispose();
        }
    }

    private static WebOltOptions Options(Uri url) => new() { Url = url, User = "admin", Password = Password, Gap = TimeSpan.Zero };

    private static async Task<Reading> ReadAsync(IDriver driver) => await driver.PollAsync(Stop) switch
    {
        PollResult.Read read => read.Reading,
        var other => throw new Xunit.Sdk.XunitException($"{other}"),
    };

    private static async Task<PollError> FailAsync(IDriver driver) => Assert.IsType<PollResult.Failed>(await driver.PollAsync(Stop)).Error;
}
