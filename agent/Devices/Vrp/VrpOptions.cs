using EdgeNoc.Agent.Devices.Ssh;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Agent.Devices.Vrp;

/// <summary>Where a box's SSH is, who logs in, and how often the heavier screens are read.</summary>
public sealed record VrpOptions : IDriverOptions
{
    internal SshTarget Target { get; init; } = new() { Host = "invalid", User = "" };

    /// <summary>How often boards, sensors, optics, counters, pools, domains and alarms are read. Default 5 minutes, as the box's own averages.</summary>
    public TimeSpan SlowEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a box may be silent in an answer. A full <c>display interface</c> begins late on a loaded box.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public string Host => Target.Host;

    /// <inheritdoc/>
    public int? Port => Target.Port;

    /// <inheritdoc/>
    public string User => Target.User;

    /// <inheritdoc/>
    public SecretSource? Password => Target.Password;

    /// <inheritdoc/>
    public TimeSpan? OpticsInterval => SlowEvery;

    internal static VrpOptions Read(ConfigSection section) => new() { Target = SshTarget.Read(section), SlowEvery = section.Seconds("slow_interval_s", 300), Timeout = section.Seconds("timeout_s", 20) };
}
