using EdgeNoc.Agent.Devices.MikroTik.Api;
using EdgeNoc.Agent.Devices.Tls;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Agent.Devices.MikroTik;

/// <summary>Where a router's API is, how it is logged in to, and how often the heavier menus are read.</summary>
public sealed record MikroTikOptions : IDriverOptions
{
    internal const int PlainPort = DeviceAddress.ApiPort;
    internal const int TlsPort = DeviceAddress.ApiTlsPort;

    internal ApiTarget Target { get; init; } = new("invalid", TlsPort, Tls: true);

    public required string User { get; init; }

    public required SecretSource Password { get; init; }

    /// <summary>The operator knows that user and password can be read on the way.</summary>
    public bool AllowPlain { get; init; }

    /// <summary>The MD5 challenge of routers before 6.43 is tried first.</summary>
    public bool LegacyLogin { get; init; }

    /// <summary>How often ports are asked for speed and optics. Default 5 minutes.</summary>
    public TimeSpan OpticsEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often accounts, leases, hosts, pools, wireless clients and health are read. Default 5 minutes: reading health loads some routers' CPU.</summary>
    public TimeSpan SlowEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one menu may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public string Host => Target.Host;

    /// <inheritdoc/>
    public int? Port => Target.Port;

    internal static MikroTikOptions Read(ConfigSection section) => new()
    {
        Target = ReadTarget(section),
        User = section.Text("user") ?? "",
        Password = section.SecretOf("password", withUser: "user", required: true) ?? SecretSource.FromFile("/dev/null"),
        AllowPlain = section.Flag("allow_plain", fallback: false),
        LegacyLogin = section.Flag("legacy_login", fallback: false),
        OpticsEvery = section.Seconds("optics_interval_s", 300),
        SlowEvery = section.Seconds("slow_interval_s", 300),
    };

    private static ApiTarget ReadTarget(ConfigSection section)
    {
        var (caFile, pin) = (section.FileAt("ca_file"), CertificateTrust.ReadPin(section, "the router's /certificate print"));
        var (host, port, tls) = DeviceAddress.RouterApi(section);
        return new ApiTarget(host, port, tls, caFile, pin);
    }
}
