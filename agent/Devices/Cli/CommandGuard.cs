using System.Text.RegularExpressions;

namespace EdgeNoc.Agent.Devices.Cli;

/// <summary>What may ever be sent to an OLT's command line: questions, and what makes the answers whole. Nothing that a config or a request holds changes it.</summary>
internal static partial class CommandGuard
{
    /// <summary>Whether it is one line that asks and changes nothing.</summary>
    public static bool Allows(string command) => AllowedPattern().IsMatch(command);

    // No pipe, no question mark, no semicolon, no control character.
    [GeneratedRegex(@"\A(?:(?:show|display) [a-z][a-z0-9 /:._-]{1,100}|enable|terminal length 0|screen-length 0 temporary)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AllowedPattern();
}
