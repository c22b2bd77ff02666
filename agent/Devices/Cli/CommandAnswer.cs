using System.Text.RegularExpressions;

namespace EdgeNoc.Agent.Devices.Cli;

/// <summary>A command and the lines that came back, without prompts and pagers.</summary>
/// <param name="Command">As it was sent, with its arguments; empty when nobody knows.</param>
/// <param name="Lines">Without trailing blanks.</param>
internal sealed partial record CommandAnswer(string Command, IReadOnlyList<string> Lines)
{
    /// <summary>From a session's answer.</summary>
    public static CommandAnswer Of(string command, string text) => new(command, [.. text.Split('\n').Select(line => line.TrimEnd())]);

    /// <summary>From a recorded file, which may hold more than one command: those parts that are about <paramref name="name"/>, or all of it where none says so.</summary>
    /// <param name="bytes">As they came.</param>
    /// <param name="name">The command without arguments: <c>show gpon onu state</c>.</param>
    /// <param name="asked">The command as somebody says that it was sent; null when nobody does.</param>
    public static CommandAnswer Read(ReadOnlySpan<byte> bytes, string name, string? asked)
    {
        var parts = Parts(CliScreen.Lines(bytes));
        var own = parts.Where(part => IsAbout(part.Command, name)).ToList();
        if (own.Count == 0) own = parts;
        var recorded = own.Select(part => part.Command).LastOrDefault(text => text.Length > 0);
        // What somebody says that was sent knows nothing of the mode, which the recorded prompt shows.
        var mode = recorded?.IndexOf(" {", StringComparison.Ordinal) is >= 0 and var at ? recorded[at..] : "";
        var command = asked is not null && asked.Length > name.Length ? asked + mode : recorded ?? asked ?? name;
        return new CommandAnswer(command, [.. own.SelectMany(part => part.Lines)]);
    }

    /// <summary>The same words at the beginning, whatever blanks and case.</summary>
    public static bool IsAbout(string command, string name)
    {
        var (words, wanted) = (Words(command), Words(name));
        return words.Length >= wanted.Length && wanted.Zip(words).All(pair => pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    private static string[] Words(string text) => text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private static List<CommandAnswer> Parts(IReadOnlyList<string> lines)
    {
        var parts = new List<CommandAnswer>();
        var (command, own) = ("", new List<string>());
        foreach (var line in lines)
        {
            if (PromptPattern().Match(line) is { Success: true } prompt)
            {
                if (own.Count > 0) parts.Add(new(command, own));
                // The mode stands in the prompt alone: OLT(config-if-gpon-0/1)#display ont optical-info 3 all.
                (command, own) = (prompt.Groups["command"].Value.Trim(), []);
                if (prompt.Groups["mode"].Value is { Length: > 0 } mode && command.Length > 0) command += $" {{{mode}}}";
            }
            else
            {
                own.Add(line);
            }
        }

        if (own.Count > 0) parts.Add(new(command, own));
        return parts;
    }

    // ZXAN#show gpon onu state, MA5800-X7(config-if-gpon-0/1)#, Epon>, and an echo without its prompt. A customer's name that begins so is no command.
    [GeneratedRegex(@"^\s*(?:[\w.\-/]{1,64}(?:\((?<mode>[^()\s]{1,40})\))?[#>]\s*)(?<command>(?:show|display|terminal|enable|config\w*|interface|scroll|screen-length|exit|quit|end)\b.*)?$|^\s*(?<command>(?:show|display)\s+[a-z][\w\-]*(?:\s+[\w\-/:.]+)*)\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex PromptPattern();
}
