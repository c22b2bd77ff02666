using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.MikroTik;
using EdgeNoc.Agent.Devices.MikroTik.Api;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Simulators.RouterOs;
using EdgeNoc.Tests.Configuration;

namespace EdgeNoc.Tests.MikroTik;

/// <summary>Simulated routers and drivers for them.</summary>
internal static class TestRouter
{
    public const string User = "edgenoc";
    public const string Password = "pw-1";

    public static RouterServer Start(string version = "7.18.2", int sessions = 120, X509Certificate2? certificate = null, string? policy = null, TimeProvider? time = null)
    {
        var plan = new RouterPlan(version, sessions);
        return RouterServer.Start(new RouterServerOptions
        {
            Listen = new IPEndPoint(IPAddress.Loopback, 0),
            User = User,
            Password = Password,
            Plan = policy is null ? plan : plan with { Policy = policy },
            Certificate = certificate,
            Time = time ?? TimeProvider.System,
        });
    }

    public static ApiTarget Target(RouterServer router, bool tls = false) => new("127.0.0.1", router.EndPoint.Port, tls);

    public static MikroTikOptions Options(RouterServer router) => Options(Target(router));

    public static MikroTikOptions Options(ApiTarget target, string password = Password) =>
        new() { Target = target, User = User, Password = TestSecret.Of(password), AllowPlain = true, Timeout = TimeSpan.FromSeconds(20) };

    public static async Task<PollResult> PollAsync(MikroTikOptions options)
    {
        await using var driver = new MikroTikDriver(options, TimeProvider.System);
        return await driver.PollAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<Reading> ReadAsync(MikroTikOptions options) => Assert.IsType<PollResult.Read>(await PollAsync(options)).Reading;

    public static async Task<PollError> FailAsync(MikroTikOptions options) => Assert.IsType<PollResult.Failed>(await PollAsync(options)).Error;

    /// <summary>An open session without the driver.</summary>
    public static async Task<ApiConnection> ConnectAsync(RouterServer router)
    {
        var target = Target(router);
        var connection = new ApiConnection(await ApiTransport.ConnectAsync(target, TimeProvider.System, TestContext.Current.CancellationToken), target, TimeProvider.System);
        await ApiLogin.LogInAsync(connection, target, User, Password, legacy: false, TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        return connection;
    }

    public static X509Certificate2 Certificate(string name = "CN=router")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest(name, key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
