using System.Globalization;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Agent.Devices.Ssh;

/// <summary>Which algorithms are offered besides today's.</summary>
internal enum SshAlgorithms
{
    Modern,

    /// <summary>SHA-1 and CBC: boxes of the years before 2020.</summary>
    Legacy,

    /// <summary>1024-bit Diffie-Hellman and 3DES too, which a listener can break.</summary>
    Obsolete,
}

/// <summary>Where to log in by SSH, and as whom.</summary>
internal sealed record SshTarget
{
    public const int DefaultPort = DeviceAddress.SshPort;

    public required string Host { get; init; }

    public int Port { get; init; } = DefaultPort;

    public required string User { get; init; }

    /// <summary>Null where a key is enough.</summary>
    public SecretSource? Password { get; init; }

    public string? KeyFile { get; init; }

    public SshAlgorithms Algorithms { get; init; }

    public override string ToString() => Port == DefaultPort ? Host : string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    /// <summary>Reads <c>url, user, password_file, key_file, ssh_algorithms</c>.</summary>
    public static SshTarget Read(ConfigSection section)
    {
        var (host, port) = DeviceAddress.Ssh(section);
        var key = section.FileAt("key_file");
        var hasKey = key is not null || section.Has("key_file");
        return new()
        {
            Host = host,
            Port = port,
            User = DeviceAddress.LoginName(section),
            // A key needs none, and may have one beside it.
            Password = section.SecretOf("password", withUser: hasKey ? null : "user", required: !hasKey),
            KeyFile = key,
            Algorithms = section.Choice("ssh_algorithms", "modern", "modern", "legacy", "obsolete") switch
            {
                "legacy" => SshAlgorithms.Legacy,
                "obsolete" => SshAlgorithms.Obsolete,
                _ => SshAlgorithms.Modern,
            },
        };
    }
}
