using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Ssh;

namespace EdgeNoc.Agent.Devices.Vrp;

/// <summary>The lines of an answer without what a terminal session puts around them: echo, prompts, the pager's lines, the time above the answer, the question below it.</summary>
internal static partial class VrpText
{
    /// <summary>Of a capture: the answer to <paramref name="command"/> where a log holds several, else all there is.</summary>
    public static VrpAnswer Read(ReadOnlyMemory<byte> capture, string command)
    {
        var lines = Terminal.Show(capture.Span).Select(WithoutPager).ToList();
        var (section, host) = Section(lines, command);
        return new VrpAnswer([.. section.SkipWhile(IsFrame).Where(line => !Question().IsMatch(line))], host);
    }

    /// <summary>Of a session's answer, which has no echo and no prompt any more.</summary>
    public static VrpAnswer Of(string text, string host) =>
        new([.. text.Split('\n').Select(WithoutPager).SkipWhile(IsFrame).Where(line => !Question().IsMatch(line))], host);

    private static string WithoutPager(string line) => line.Contains("More", StringComparison.Ordinal) ? Pager().Replace(line, "") : line;

    /// <summary>Before the first line of an answer: blank lines, the echo without its prompt, the time that <c>terminal command timestamp</c> adds.</summary>
    private static bool IsFrame(string line) => line.Length == 0 || BareEcho().IsMatch(line) || Timestamp().IsMatch(line);

    private static (IEnumerable<string> Lines, string? Host) Section(List<string> lines, string command)
    {
        var echoes = lines.Select((line, index) => (Match: line.Contains("dis", StringComparison.Ordinal) ? Echo().Match(line) : Match.Empty, index)).Where(echo => echo.Match.Success).ToList();
        if (echoes.Count == 0) return (lines, null);
        var wanted = echoes.FindIndex(echo => IsSame(echo.Match.Groups["command"].Value, command));
        if (wanted < 0)
        {
            // Another command's log is parsed as what it is said to be: somebody may have cut the echo together.
            wanted = 0;
        }

        var prompt = echoes[wanted].Match.Groups["prompt"].Value;
        // The prompt of this very host: a user's name in angle brackets is none.
        var rest = lines.Skip(echoes[wanted].index + 1).TakeWhile(line => !line.StartsWith(prompt, StringComparison.Ordinal));
        return (rest, HostName().Match(prompt).Groups["name"].Value);
    }

    /// <summary>People abbreviate: <c>dis ver</c> is <c>display version</c>.</summary>
    private static bool IsSame(string typed, string command)
    {
        var (words, full) = (Words(typed.Split('|')[0]), Words(command));
        return words.Length >= full.Length && full.Zip(words).All(pair => pair.First.StartsWith(pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    //   ---- More ----[42D                                          [42Dline: as logs have it whose ESC bytes got lost
    [GeneratedRegex(@"^\s*-{2,4} ?More ?-{2,4}(?:(?:\s*\[\d{1,3}D)+|\s{16,}|\s*$)?", RegexOptions.CultureInvariant)]
    private static partial Regex Pager();

    // <BRAS-01>display version, [~BRAS-01]dis ver, BRAS-01>display version: some logs lost the first bracket
    [GeneratedRegex(@"^\s*(?<prompt><[^<>]{1,64}>|\[[~*]?[^\[\]]{1,64}\]|[\w.\-]{1,64}[>#])\s*(?<command>dis[a-z]*\s.+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Echo();

    [GeneratedRegex(@"^<?\[?[~*]?(?<name>[^<>\[\]#]{1,64})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex HostName();

    [GeneratedRegex(@"^\s*disp?l?a?y?\s+[a-z]", RegexOptions.CultureInvariant)]
    private static partial Regex BareEcho();

    // 2024-06-08 13:04:22.667 +03:00
    [GeneratedRegex(@"^\s*\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d+)?(?: ?[+-]\d{2}:\d{2})?(?: DST)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Timestamp();

    [GeneratedRegex(@"\[Y/N\]\s*:?\s*[YyNn]?$", RegexOptions.CultureInvariant)]
    private static partial Regex Question();
}

/// <summary>What a box said to one command.</summary>
/// <param name="Lines">Without what is around it.</param>
/// <param name="Host">The name in the prompt; null where there was none.</param>
internal sealed partial record VrpAnswer(IReadOnlyList<string> Lines, string? Host)
{
    /// <summary>The box's complaint instead of an answer; null where it answered.</summary>
    public string? Refusal => Lines.Take(6).FirstOrDefault(line => RefusalLine().IsMatch(line))?.Trim();

    // Error: Unrecognized command found at '^' position. / Error: Too many parameters found / Error: You do not have permission
    [GeneratedRegex(@"^\s*(?:Error:|%|\^\s*$).*", RegexOptions.CultureInvariant)]
    private static partial Regex RefusalLine();
}
