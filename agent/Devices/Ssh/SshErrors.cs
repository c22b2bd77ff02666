using System.Text.RegularExpressions;

namespace EdgeNoc.Agent.Devices.Ssh;

/// <summary>What the OpenSSH client says when it gives up, as what a technician can do about it.</summary>
internal static partial class SshErrors
{
    /// <summary>Null where it says nothing that is known.</summary>
    public static CliError? Of(SshTarget target, string knownHosts, string said)
    {
        if (said.Contains("HOST IDENTIFICATION HAS CHANGED", StringComparison.Ordinal) || said.Contains("Host key verification failed", StringComparison.Ordinal))
            return HostKeyChanged(target, knownHosts, FingerprintPattern().Match(said) is { Success: true } print ? print.Value : "unknown");
        if (NoMatch().Match(said) is { Success: true } match)
            return new(CliErrorKind.NoCommonAlgorithm, $"{target} and this machine have no {match.Groups["what"].Value} in common; it offers {match.Groups["offer"].Value}", "set \"ssh_algorithms\": \"legacy\" for this device (\"obsolete\" if that is not enough), or better: update its software or give it a new key");
        if (target.KeyFile is { } key && (said.Contains("UNPROTECTED PRIVATE KEY FILE", StringComparison.Ordinal) || said.Contains("bad permissions", StringComparison.Ordinal)))
            return new(CliErrorKind.AuthFailed, $"the SSH client does not use {key}: others may read it", $"chmod 600 {key}");
        if (said.Contains("Permission denied", StringComparison.Ordinal) && !said.Contains("ssh_askpass", StringComparison.Ordinal))
            return new(CliErrorKind.AuthFailed, $"{target} refused the login of {target.User}", "check user and password file (or key_file); on the box: the user's service-type must be ssh, its level at least 1, and an ACL on the VTYs must hold this machine");
        if (said.Contains("Too many authentication failures", StringComparison.Ordinal))
            return new(CliErrorKind.AuthFailed, $"{target} refused the login of {target.User}: too many failures", "check user and password file; the box may block this machine for a while: display ssh server ip-block all");
        if (said.Contains("ssh_askpass", StringComparison.Ordinal))
            return new(CliErrorKind.NoClient, "the SSH client cannot start the helper that hands it the password", "put state_dir on a file system that is not mounted noexec, or log in by key_file");
        if (Unreachable().Match(said) is { Success: true } reason)
            return new(CliErrorKind.Unreachable, $"{target} cannot be reached: {reason.Value}", reason.Value.Contains("refused", StringComparison.Ordinal) ? "see that SSH is on (stelnet server enable) and on which port" : "check address, route and firewall between this machine and the box");
        if (said.Contains("timed out", StringComparison.Ordinal) || said.Contains("not responding", StringComparison.Ordinal))
            return new(CliErrorKind.Timeout, $"{target} does not answer", "check the link to the box; its port may be filtered");
        if (said.Contains("kex_exchange_identification", StringComparison.Ordinal) || said.Contains("Connection reset", StringComparison.Ordinal) || said.Contains("Connection closed by", StringComparison.Ordinal))
            return new(CliErrorKind.PromptLost, $"{target} closes the connection before the login", "its sessions may all be taken (display users), it may block this machine after failed logins, or its ACL does not hold it");
        return null;
    }

    public static CliError NoPassword(string origin, string problem) => new(CliErrorKind.AuthFailed, $"the password ({origin}) {problem}", "put the password there, readable by the agent");

    public static CliError NoClient(string reason) => new(CliErrorKind.NoClient, $"the SSH client cannot be started ({reason})", "install it: apt-get install openssh-client");

    private static CliError HostKeyChanged(SshTarget target, string knownHosts, string fingerprint) => new(
        CliErrorKind.HostKeyChanged, $"{target} shows another host key than before ({fingerprint}): it is another box, it was reset, or somebody stands between; nothing was sent to it",
        $"ask who changed it; if it is right, delete {knownHosts}, and the next check pins the new key")
    {
        OtherHostKey = fingerprint,
    };

    // Unable to negotiate with 192.0.2.1 port 22: no matching key exchange method found. Their offer: diffie-hellman-group1-sha1
    [GeneratedRegex(@"no matching (?<what>[a-z ]{2,30}?)(?: type| method)? found\. Their offer: (?<offer>[\w@.,\-]{1,200})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex NoMatch();

    [GeneratedRegex(@"Connection refused|No route to host|Network is unreachable|Host is down|Could not resolve hostname|Temporary failure in name resolution|Connection timed out|Operation timed out", RegexOptions.CultureInvariant)]
    private static partial Regex Unreachable();

    [GeneratedRegex(@"SHA256:[A-Za-z0-9+/]{43}", RegexOptions.CultureInvariant)]
    private static partial Regex FingerprintPattern();
}
