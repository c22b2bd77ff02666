using System.Text.RegularExpressions;

namespace EdgeNoc.Tests.Simulators;

/// <summary>Reads the page of all ONUs in the plainest way, so that the simulator is not checked with its own eyes.</summary>
internal static partial class OnuPageReader
{
    /// <summary>Rows of 22 cells; null when the page has no array.</summary>
    public static IReadOnlyList<string[]>? Read(string html)
    {
        var start = html.IndexOf("var onutable=new Array(", StringComparison.Ordinal);
        var end = html.IndexOf(");\nvar lineNum", StringComparison.Ordinal);
        if (start < 0 || end < start) return null;
        var cells = Cell().Matches(html[start..end]).Select(match => match.Groups["cell"].Value);
        return [.. cells.Chunk(22)];
    }

    [GeneratedRegex(@"'(?<cell>.*?)'(?=,|\n)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Cell();
}
