using System.Text.RegularExpressions;

namespace EdgeNoc.Agent.Devices.VsolWeb;

/// <summary>The word that a page's script puts into its forms and that the next form must bring back. It is another one in each answer.</summary>
internal static partial class SessionKey
{
    /// <summary>Null where the firmware mints none; empty where nobody is logged in.</summary>
    public static string? Of(string html) => KeyPattern().Match(html) is { Success: true } key ? key.Groups["key"].Value : null;

    [GeneratedRegex(@"SessionKey\.value\s*=\s*(?<quote>['""])(?<key>[\w.+/=-]{0,128})\k<quote>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex KeyPattern();
}
