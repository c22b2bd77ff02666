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
        : new() { Ssh = OneLine(section, SshTarget.Read(section)), OpticsEvery = section.Seconds("optics_interval_s", 300) };

    /// <summary>For boxes that have telnet alone.</summary>
    public static OltCliOptions ReadTelnet(ConfigSection section)
    {
        var (host, port) = TelnetUrl(section);
        return new()
        {
            Telnet = new(host, port, OneLine(section, section.TextOrEmpty("user")), section.SecretOf("password", withUser: "user", required: true)),
            OpticsEvery = section.Seconds("optics_interval_s", 300),
        };
    }

    private static SshTarget OneLine(ConfigSection section, SshTarget target) => target with { User = OneLine(section, target.User) };

    /// <summary>To a command line a line break in a name would be a line of its own.</summary>
    private static string OneLine(ConfigSection section, string user)
    {
        if (user.Any(char.IsControl)) section.Error("user", null, "holds a line break or another control character", "write the user's name alone");
        return user;
    }

    private static (string Host, int Port) TelnetUrl(ConfigSection section)
    {
        if (section.Text("url", required: true) is not { } text) return ("invalid", TelnetTarget.DefaultPort);
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == "telnet" && url.Host.Length > 0 && url.AbsolutePath.Length <= 1 && url.UserInfo.Length == 0)
            return (url.IdnHost, url.Port > 0 ? url.Port : TelnetTarget.DefaultPort);
        section.Error("url", text.Contains('@', StringComparison.Ordinal) ? null : ConfigSection.Quoted(text), "is no address of a telnet server", "write telnet://ADDRESS or telnet://ADDRESS:PORT, without user and path");
        return ("invalid", TelnetTarget.DefaultPort);
    }
}
