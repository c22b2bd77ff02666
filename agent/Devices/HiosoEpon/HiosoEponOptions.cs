using EdgeNoc.Common.Config;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>Where an OLT's web pages are and how often its optics are stored.</summary>
public sealed record HiosoEponOptions : IDriverOptions
{
    /// <summary>The web interface's root, <c>http://192.0.2.10:88/</c>.</summary>
    public required Uri Url { get; init; }

    /// <summary>Null together with <see cref="Password"/>: asks without credentials.</summary>
    public string? User { get; init; }

    public SecretSource? Password { get; init; }

    /// <summary>How long one page may take. A HA7304 with four full PONs needs some seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The wait between two requests: the box's web server is small and has been seen to give half pages under pressure.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Default 5 minutes.</summary>
    public TimeSpan OpticsEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public TimeSpan? OpticsInterval => OpticsEvery;

    /// <inheritdoc/>
    public string Host => Url.IdnHost;

    /// <inheritdoc/>
    public int? Port => Url.Port;

    internal static HiosoEponOptions Read(ConfigSection section) => new()
    {
        Url = section.HttpUrl("url"),
        User = section.Text("user"),
        Password = section.SecretOf("password", withUser: "user"),
        OpticsEvery = section.Seconds("optics_interval_s", 300),
    };
}
