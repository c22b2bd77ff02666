using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Ssh;

namespace EdgeNoc.Agent.Devices.Vrp;

/// <summary>How VRP's command line speaks, from login to logout.</summary>
internal static partial class VrpDialect
{
    public static CliDialect Dialect { get; } = new()
    {
        Prompt = Prompt(),
        Pager = Pager(),
        Questions =
        [
            // "The password needs to be changed. Change now? [Y/N]:", "Are you sure to display some information? [Y/N]:": never yes, to anything.
            new CliQuestion(YesNo(), "N"),
            // A box that does not take the N goes on to ask for a new password: an agent changes none.
            new CliQuestion(NewPassword(), null),
        ],
        NoPaging = VrpCommand.NoPaging.Text,
        SessionFull = SessionFull(),
        PasswordExpired = PasswordExpired(),
    };

    // <BRAS-01>, <SSH Server>, [~BRAS-01], [*BRAS-01-aaa], [BRAS-01]; a mark of a second main board before it: HRP_M<FW-1>
    [GeneratedRegex(@"^(?:HRP_[MS])?(?:<(?<name>[^<>]{1,64})>|\[[~*]?(?<name>[^\[\]]{1,64})\])$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Prompt();

    [GeneratedRegex(@"^\s*-{2,4} ?More ?-{2,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex Pager();

    [GeneratedRegex(@"\[Y(?:es)?/N(?:o)?\]\s*:?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex YesNo();

    [GeneratedRegex(@"^\s*(?:Please )?(?:enter|input|confirm)\b.{0,30}password\s*:$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NewPassword();

    // Not the line of every login: "Info: The max number of VTY users is 21, the number of current VTY users online is 1"
    [GeneratedRegex(@"All user interfaces are used|number of (?:VTY |online )?users (?:has )?(?:reache[sd]|exceed(?:s|ed)) the|too many (?:users|sessions)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SessionFull();

    [GeneratedRegex(@"password (?:is already|has) expired|password needs to be changed", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PasswordExpired();
}
