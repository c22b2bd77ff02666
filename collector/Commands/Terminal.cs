using System.Text.RegularExpressions;

namespace EdgeNoc.Collector.Commands;

/// <summary>Texts from the network on their way to somebody's terminal.</summary>
internal static partial class Terminal
{
    private const int MaxText = 300;

    /// <summary>Without anything that a terminal would obey, and of bounded length.</summary>
    public static string Plain(string text) => Unprintable().Replace(text.Length > MaxText ? text[..MaxText] + "…" : text, "·");

    /// <summary>The same of whatever length: what was asked for is shown whole.</summary>
    public static string Whole(string text) => Unprintable().Replace(text, "·");

    [GeneratedRegex(@"\p{C}", RegexOptions.CultureInvariant)]
    private static partial Regex Unprintable();
}
