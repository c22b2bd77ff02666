using System.Globalization;

namespace EdgeNoc.Agent.Devices.Ssh;

/// <summary>The ways a session can fail that any transport has, each with what to do.</summary>
internal static class CliErrors
{
    public static CliError Silent(string where, TimeSpan timeout, bool isLogin, string lastLine) => new(
        isLogin && lastLine.Length > 0 ? CliErrorKind.PromptLost : CliErrorKind.Timeout,
        string.Create(CultureInfo.InvariantCulture, $"{where} {(isLogin ? "shows no prompt" : "does not end its answer")}: nothing more within {timeout.TotalSeconds:0} s{Shown(lastLine)}"),
        isLogin ? "log in by hand with the same user and see what stands there instead of a prompt" : "check the link to the box and its CPU; if it is slow, poll it more rarely (interval_s)");

    public static CliError Closed(string where, string lastLine) => new(
        CliErrorKind.PromptLost, $"{where} ended the session{Shown(lastLine)}", "it is opened anew at the next poll; if it stays so, look at the box's log for why it ends sessions");

    public static CliError TooMuch(string where, int maxBytes) => new(
        CliErrorKind.TooMuch, string.Create(CultureInfo.InvariantCulture, $"{where} sent more than {maxBytes >> 20} MB without coming to an end"), "check that the url points at the box and at nothing that makes up answers");

    public static CliError Full(string where) => new(
        CliErrorKind.SessionFull, $"all management sessions of {where} are taken", "log out where nobody works (VRP: display users), or allow more (VRP: user-interface maximum-vty 15); the agent needs one");

    public static CliError Expired(string where) => new(
        CliErrorKind.PasswordExpired, $"{where} says that the password is expired, and does not let the user in without a new one", "log in by hand, set a new password, write it into the password file; for the agent's user turn expiry off");

    public static CliError Question(string where, string line) => new(
        CliErrorKind.UnexpectedQuestion, $"{where} asks what an agent cannot answer{Shown(line)}", "log in by hand with the same user and answer it for good");

    private static string Shown(string line) => line.Length == 0 ? "" : $" (the last it said: \"{(line.Length <= 80 ? line : line[..80] + "…")}\")";
}
