using EdgeNoc.Agent.Devices.Ssh;
using EdgeNoc.Agent.Devices.Telnet;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Agent.Devices.Cli;

/// <summary>Where an OLT's command line is, by SSH or by telnet, and how often its optics are asked for.</summary>
internal sealed record OltCliOptions : IDriverOptions
{
    /// <summary>Null where <see cref="Telnet"/> is given.</summary>
    public SshTarget? Ssh { get; init; }

    public TelnetTarget? Telnet { get; init; }

    /// <summary>How long a box may be silent.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Default 5 minutes.</summary>
    public TimeSpan OpticsEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public TimeSpan? OpticsInterval => OpticsEvery;

    /// <inheritdoc/>
    public string? Host => Ssh?.Host ?? Telnet?.Host;

    /// <inheritdoc/>
    public int? Port => Ssh?.Port ?? Telnet?.Port;

    /// <inheritdoc/>
    public string? User => Ssh?.User ?? Telnet?.User;

    /// <inheritdoc/>
    public SecretSource? Password => Ssh?.Password ?? Telnet?.Password;

    /// <summary>For boxes that have both.</summary>
    public static OltCliOptions Read(ConfigSection section) => section.Text("url") is { } url && url.StartsWith("telnet:", StringComparison.OrdinalIgnoreCase)
        ? ReadTelnet(section)
        : new() { Ssh = SshTarget.Read(section), OpticsEvery = section.Seconds("optics_interval_s", 300) };

    /// <summary>For boxes that have telnet alone.</summary>
    public static OltCliOptions ReadTelnet(ConfigSection section)
    {
        var (host, port) = DeviceAddress.Telnet(section);
        return new()
        {
            Telnet = new(host, port, DeviceAddress.LoginName(section), section.SecretOf("password", withUser: "user", required: true)),
            OpticsEvery = section.Seconds("optics_interval_s", 300),
        };
    }
}
