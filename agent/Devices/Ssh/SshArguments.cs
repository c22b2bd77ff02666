using System.Globalization;

namespace EdgeNoc.Agent.Devices.Ssh;

/// <summary>How the SSH client is called. Each setting is given here, so that a machine's own configuration can add a jump host but not take away what keeps the session safe.</summary>
internal static class SshArguments
{
    /// <param name="target">Where to.</param>
    /// <param name="knownHosts">The file that pins this device's host key; written on the first connection, never changed after.</param>
    /// <param name="connectTimeout">For TCP and the key exchange.</param>
    public static IReadOnlyList<string> Of(SshTarget target, string knownHosts, TimeSpan connectTimeout)
    {
        List<string> arguments =
        [
            // A terminal at the box's side: some accept a login and then close a channel that is no shell.
            "-tt", "-e", "none",
            .. Option("StrictHostKeyChecking", "accept-new"),
            .. Option("UserKnownHostsFile", $"\"{knownHosts}\""), .. Option("GlobalKnownHostsFile", "/dev/null"),
            .. Option("UpdateHostKeys", "no"), .. Option("CheckHostIP", "no"), .. Option("HashKnownHosts", "no"),
            .. Option("ConnectTimeout", Math.Ceiling(connectTimeout.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
            // Boxes log out who is silent, and a dead way must be noticed before the next poll.
            .. Option("ServerAliveInterval", "15"), .. Option("ServerAliveCountMax", "3"),
            .. Option("NumberOfPasswordPrompts", "1"), .. Option("BatchMode", "no"),
            .. Option("PreferredAuthentications", target switch { { KeyFile: null } => "password,keyboard-interactive", { Password: null } => "publickey", _ => "publickey,password,keyboard-interactive" }),
            .. Option("IdentitiesOnly", "yes"), .. Option("PubkeyAuthentication", target.KeyFile is null ? "no" : "yes"),
            .. Option("ControlMaster", "no"), .. Option("ControlPath", "none"), .. Option("ClearAllForwardings", "yes"),
            .. Option("ForwardAgent", "no"), .. Option("ForwardX11", "no"), .. Option("PermitLocalCommand", "no"), .. Option("LogLevel", "INFO"),
            .. Algorithms(target.Algorithms),
        ];
        if (target.KeyFile is { } key) arguments.AddRange(["-i", key]);
        return [.. arguments, "-p", target.Port.ToString(CultureInfo.InvariantCulture), "-l", target.User, "--", target.Host];
    }

    private static IEnumerable<string> Algorithms(SshAlgorithms algorithms) => algorithms switch
    {
        SshAlgorithms.Modern => [],
        SshAlgorithms.Legacy => Added("", ""),
        _ => Added(",diffie-hellman-group1-sha1", ",3des-cbc"),
    };

    private static IEnumerable<string> Added(string kex, string cipher) =>
    [
        .. Option("KexAlgorithms", $"+diffie-hellman-group14-sha1,diffie-hellman-group-exchange-sha1{kex}"),
        .. Option("HostKeyAlgorithms", "+ssh-rsa"), .. Option("PubkeyAcceptedAlgorithms", "+ssh-rsa"),
        .. Option("Ciphers", $"+aes128-cbc,aes192-cbc,aes256-cbc{cipher}"), .. Option("MACs", "+hmac-sha1"),
    ];

    private static string[] Option(string name, string value) => ["-o", $"{name}={value}"];
}
