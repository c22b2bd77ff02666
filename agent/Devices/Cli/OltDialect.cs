using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Ssh;
using EdgeNoc.Agent.Devices.Telnet;

namespace EdgeNoc.Agent.Devices.Cli;

/// <summary>How the command lines of these OLTs speak: prompts <c>ZXAN#</c>, <c>MA5800-X7(config)#</c>, <c>Epon&gt;</c>, and pagers of all sorts.</summary>
internal static partial class OltDialect
{
    public static CliDialect Dialect { get; } = new()
    {
        Prompt = Prompt(),
        Pager = Pager(),
        Questions =
        [
            // MA5600 asks for the rest of a command that has more forms: { <cr>||<K> }:
            new CliQuestion(Rest(), ""),
            new CliQuestion(YesNo(), "n"),
            // "enable" with a password of its own: the agent has none.
            new CliQuestion(Password(), null),
        ],
        SessionFull = Full(),
    };

    /// <summary>A session opener for a device: by SSH or telnet, as its config says.</summary>
    public static Func<CancellationToken, Task<ICliSession>> Opener(OltCliOptions options, string device, DriverContext context) => async cancellationToken =>
    {
        ICliTransport transport = options.Ssh is { } ssh
            ? SshTransport.Start(ssh, device, context.StateDir, options.Timeout)
            : await TelnetLogin.OpenAsync(options.Telnet!, options.Timeout, context.Time, cancellationToken).ConfigureAwait(false);
        return await CliSession.OpenAsync(transport, Dialect, context.Time, options.Timeout, cancellationToken).ConfigureAwait(false);
    };

    [GeneratedRegex(@"^(?<name>[A-Za-z][\w.\-]{0,63})(?:\([^()\s]{1,40}\))?[>#]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Prompt();

    [GeneratedRegex(@"^\s*-{2,4}\s?(?:More\b[^-]{0,40}|Enter Key To Continue\s?)-{2,4}$|^\s*--More--$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Pager();

    [GeneratedRegex(@"^\s*\{\s?<cr>.{0,200}\}\s?:$", RegexOptions.CultureInvariant)]
    private static partial Regex Rest();

    [GeneratedRegex(@"(?:\(y/n\)|\[y/n\]|\[yes/no\])\s*(?:\[n\])?\s*:?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex YesNo();

    /// <summary>What the boxes say before they hang up on one too many.</summary>
    [GeneratedRegex(@"too many (?:users|sessions|connections)|maximum (?:number of )?(?:users|sessions|connections)|reached the (?:upper )?limit|max(?:imum)? (?:user|session)|no (?:free|available) (?:vty|line|session)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    internal static partial Regex Full();

    [GeneratedRegex(@"^(?:enable )?password\s?:$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Password();
}
