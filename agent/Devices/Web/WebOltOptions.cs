using EdgeNoc.Agent.Devices.Tls;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Agent.Devices.Web;

/// <summary>Where an OLT's web pages are, who logs in, and how often its optics are asked for.</summary>
internal sealed record WebOltOptions : IDriverOptions
{
    /// <summary>The web interface's root, <c>https://192.0.2.11/</c>.</summary>
    public required Uri Url { get; init; }

    public string? User { get; init; }

    public SecretSource? Password { get; init; }

    /// <summary>SHA-256 of the certificate that the box shows, 32 bytes: it and no other; null where an authority vouches for it, or there is no TLS.</summary>
    public byte[]? Pin { get; init; }

    /// <summary>How long one answer may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The wait between two requests: these web servers are small.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Default 5 minutes.</summary>
    public TimeSpan OpticsEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public TimeSpan? OpticsInterval => OpticsEvery;

    /// <inheritdoc/>
    public string Host => Url.IdnHost;

    /// <inheritdoc/>
    public int? Port => Url.Port;

    public static WebOltOptions Read(ConfigSection section) => new()
    {
        Url = DeviceAddress.Web(section),
        Pin = CertificateTrust.ReadPin(section, "that a browser shows for the box's certificate"),
        User = section.Text("user", required: true),
        Password = section.SecretOf("password", withUser: "user", required: true),
        OpticsEvery = section.Seconds("optics_interval_s", 300),
    };
}
