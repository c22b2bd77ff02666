using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeNoc.Collector.Alerts.Text.Templating;

/// <summary>The first line is for lock screens, and people answer to the number in it.</summary>
internal static partial class FirstLine
{
    /// <summary>What is wrong with it; null: nothing.</summary>
    public static string? Problem(string text, long? number)
    {
        if (text.Length == 0) return "its text is empty";
        if (number is not { } incident) return null;
        var first = text.Split('\n')[0];
        return NumberPattern().Matches(first).Any(match => match.Groups["number"].Value == incident.ToString(CultureInfo.InvariantCulture))
            ? null
            : "its first line does not have the incident's number, to which people answer: write #{{number}} or {{head}} there";
    }

    [GeneratedRegex(@"#(?<number>[0-9]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NumberPattern();
}
