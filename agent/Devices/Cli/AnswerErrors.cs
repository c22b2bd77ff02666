using System.Text.RegularExpressions;

namespace EdgeNoc.Agent.Devices.Cli;

/// <summary>What an answer says when it is not the one that was asked for.</summary>
internal static partial class AnswerErrors
{
    /// <summary>Null when nothing in it looks like a refusal.</summary>
    public static PollError? Refusal(CommandAnswer answer)
    {
        var line = answer.Lines.FirstOrDefault(text => text.Length < 200 && RefusalPattern().IsMatch(text));
        if (line is null) return null;
        return DeniedPattern().IsMatch(line)
            ? new(PollErrorKind.AuthFailed, $"the box does not let this user ask \"{answer.Command}\"", "give the user the right to show things (the lowest level that may), and nothing more")
            : new(PollErrorKind.Unsupported, $"the box does not know \"{answer.Command}\"", "check that the driver fits the box; if it does, send a capture");
    }

    /// <summary>Whether the box says that there is nothing to show, which is an answer.</summary>
    public static bool SaysNothingThere(CommandAnswer answer) => answer.Lines.Any(text => text.Length < 200 && NothingPattern().IsMatch(text));

    /// <summary>No line of it makes sense.</summary>
    public static PollError Without(CommandAnswer answer, string what) => Refusal(answer) ?? new(
        PollErrorKind.ParseFailed,
        answer.Lines.All(string.IsNullOrWhiteSpace) ? $"the answer to \"{answer.Command}\" is empty" : $"the answer to \"{answer.Command}\" holds no {what}",
        "check that driver and command fit the box; if they do, send a capture");

    // %Error 20203: Unknown command. | % Unknown command | %Code 20209: invalid | Error: ... | Failure: ... | ! Invalid input | % Invalid input detected
    [GeneratedRegex(@"^\s*(?:%|!|\^|Error\b|Failure\s*:).{0,40}(?:unknown command|invalid|incomplete|ambiguous|unrecognized|parameter error|too many parameters|permission|privilege|not authori[sz]ed|no right)|^\s*(?:\^)?\s*%\s*Error|^\s*% Unknown", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex RefusalPattern();

    [GeneratedRegex(@"permission|privilege|authori[sz]ed|no right", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex DeniedPattern();

    [GeneratedRegex(@"no related information|there is no ont|no ont available|ONT does not exist|no onu\b|The required ONT", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NothingPattern();
}
