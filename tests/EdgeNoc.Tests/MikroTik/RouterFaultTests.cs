using System.Net;
using System.Security.Cryptography;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.MikroTik;
using EdgeNoc.Agent.Devices.MikroTik.Api;
using EdgeNoc.Agent.Devices.Tls;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.RouterOs;
using static EdgeNoc.Tests.MikroTik.TestRouter;

namespace EdgeNoc.Tests.MikroTik;

/// <summary>Each way a router goes wrong is one closed error with its remedy, or is got over.</summary>
public sealed class RouterFaultTests
{
    [Theory]
    [InlineData(RouterFault.WrongPassword, PollErrorKind.AuthFailed, "check user and password file")]
    [InlineData(RouterFault.NoApiPolicy, PollErrorKind.AuthFailed, "policy=api,read")]
    [InlineData(RouterFault.CloseAtOnce, PollErrorKind.Unreachable, "/ip service set api address=")]
    [InlineData(RouterFault.CloseMidAnswer, PollErrorKind.PromptLost, "the next poll logs in again")]
    [InlineData(RouterFault.Fatal, PollErrorKind.PromptLost, "the next poll logs in again")]
    [InlineData(RouterFault.ReservedByte, PollErrorKind.ParseFailed, "points at the API")]
    [InlineData(RouterFault.Flood, PollErrorKind.ParseFailed, "RouterOS API")]
    [InlineData(RouterFault.TwoTraps, PollErrorKind.Unsupported, "url and driver fit")]
    public async Task A_fault_is_a_closed_error_with_a_remedy(RouterFault fault, PollErrorKind kind, string remedy)
    {
        await using var router = Start();
        (router.Fault, router.FaultAt) = (fault, "/system/resource");
        if (fault is RouterFault.WrongPassword or RouterFault.NoApiPolicy or RouterFault.CloseAtOnce) router.FaultAt = null;
        var error = await FailAsync(Options(router));
        Assert.Equal(kind, error.Kind);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, error.Detail + error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fatals_reason_is_its_bare_word()
    {
        await using var router = Start();
        router.Fault = RouterFault.Fatal;
        Assert.EndsWith("ended the session: not logged in any more", (await FailAsync(Options(router))).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RouterFault.NoReply)]
    [InlineData(RouterFault.Deaf)]
    [InlineData(RouterFault.SlowBytes)]
    public async Task A_router_that_does_not_answer_is_a_timeout(RouterFault fault)
    {
        await using var router = Start();
        (router.Fault, router.FaultAt) = (fault, "/system/resource");
        var error = await FailAsync(Options(router) with { Timeout = TimeSpan.FromMilliseconds(300) });
        Assert.Equal(PollErrorKind.Timeout, error.Kind);
        Assert.Contains("/system/resource/print within 0.3 s", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_menu_that_hangs_costs_no_other_menu()
    {
        await using var router = Start();
        (router.Fault, router.FaultAt) = (RouterFault.NoReply, "/system/health");
        var reading = await ReadAsync(Options(router) with { Timeout = TimeSpan.FromSeconds(2) });
        Assert.Equal((0, 1), (reading.Sensors.Count, reading.Dropped));
        Assert.NotEmpty(reading.Tables);
        Assert.Contains(router.Commands, words => words[0] == "/cancel");
    }

    [Fact]
    public async Task Answers_that_nobody_asked_for_are_dropped_and_counted()
    {
        await using var router = Start();
        (router.Fault, router.FaultAt) = (RouterFault.StrangeTag, "/ppp/active");
        var reading = await ReadAsync(Options(router));
        Assert.Equal(2, reading.Dropped);
        Assert.DoesNotContain(reading.Tables.SelectMany(table => table.Rows), row => row[0] == "stranger");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("/system/resource")]
    public async Task A_web_page_instead_of_the_api_is_named_as_such_at_the_login_and_in_mid_session(string? at)
    {
        await using var router = Start();
        (router.Fault, router.FaultAt) = (RouterFault.Html, at);
        var error = await FailAsync(Options(router));
        Assert.Equal(PollErrorKind.ParseFailed, error.Kind);
        Assert.Contains("points at the API (api) and not at another service", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_at_the_port_is_unreachable_and_names_the_service()
    {
        var error = await FailAsync(Options(new ApiTarget("127.0.0.1", FreePort.Next(), Tls: true)));
        Assert.Equal(PollErrorKind.Unreachable, error.Kind);
        Assert.Contains("/ip service set api-ssl disabled=no", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_router_gets_no_password_when_the_old_login_is_allowed()
    {
        await using var router = Start("6.40.1");
        await ReadAsync(Options(router) with { LegacyLogin = true });
        Assert.DoesNotContain(router.Commands, words => words.Any(word => word.StartsWith("=password=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_old_router_is_refused_without_leave_for_the_old_login()
    {
        await using var router = Start("6.40.1");
        var error = await FailAsync(Options(router));
        Assert.Equal(PollErrorKind.Unsupported, error.Kind);
        Assert.Contains("legacy_login", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_router_takes_its_own_login_also_when_the_old_one_is_allowed()
    {
        await using var router = Start();
        await ReadAsync(Options(router) with { LegacyLogin = true });
    }

    [Fact]
    public async Task A_router_without_a_certificate_is_told_to_get_one()
    {
        await using var router = Start();
        router.Fault = RouterFault.AnonymousTls;
        var error = await FailAsync(Options(Target(router, tls: true)));
        Assert.Equal(PollErrorKind.Unsupported, error.Kind);
        Assert.StartsWith("assign a certificate to api-ssl", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_nobody_vouches_for_shows_its_pin_and_the_pin_opens()
    {
        using var certificate = Certificate();
        await using var router = Start(certificate: certificate);
        var target = Target(router, tls: true);
        var pin = certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();

        var error = await FailAsync(Options(target));
        Assert.Equal(PollErrorKind.AuthFailed, error.Kind);
        Assert.Contains($"\"pin_sha256\": \"{pin}\"", error.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(router.Commands, words => words[0] == "/login");

        Assert.NotEmpty((await ReadAsync(Options(target with { Pin = CertificateTrust.ParsePin(pin) }))).Interfaces);
    }

    [Fact]
    public async Task Another_certificate_than_the_pinned_one_is_refused()
    {
        using var certificate = Certificate();
        await using var router = Start(certificate: certificate);
        var error = await FailAsync(Options(Target(router, tls: true) with { Pin = new byte[32] }));
        Assert.Equal(PollErrorKind.AuthFailed, error.Kind);
        Assert.Contains("another certificate than the pinned one", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_the_ca_signed_is_trusted()
    {
        var files = TestCertificates.Create(RigDirectory.New("router-ca"), "router");
        using var fromPem = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPemFile(files.CertificateFile, files.KeyFile);
        await using var router = Start(certificate: fromPem);
        Assert.NotEmpty((await ReadAsync(Options(Target(router, tls: true) with { CaFile = files.CaFile }))).Interfaces);
    }

    [Fact]
    public async Task Tls_to_a_service_without_tls_says_so()
    {
        await using var router = Start();
        // By the random bytes of the handshake the plain API closes, or waits for the rest of a long word.
        var error = await FailAsync(Options(Target(router, tls: true)));
        Assert.Contains(error.Kind, (PollErrorKind[])[PollErrorKind.Unsupported, PollErrorKind.Timeout]);
        Assert.Contains("api-ssl (8729)", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_agent_is_no_error_of_the_router()
    {
        await using var router = Start();
        router.Fault = RouterFault.Deaf;
        using var stop = new CancellationTokenSource();
        await using var driver = new MikroTikDriver(Options(router), TimeProvider.System);
        var polling = driver.PollAsync(stop.Token);
        await WaitFor.TrueAsync(() => router.Commands.Count >= 2, TimeSpan.FromSeconds(20), "the first command");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => polling);
    }
}
