using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeNoc.Agent.Devices.VsolWeb;

/// <summary>What a page says when it is not the one that was asked for.</summary>
internal static partial class VsolErrors
{
    /// <summary>The page asks for user and password: the session is over, or never was.</summary>
    public static bool AsksForLogin(string html) => LoginPattern().IsMatch(html);

    public static bool SaysRefused(string html) => html.Contains("LoginFailed", StringComparison.OrdinalIgnoreCase) || html.Contains("Login Failed", StringComparison.OrdinalIgnoreCase);

    /// <summary>Somebody else has the one session, and the box says so.</summary>
    public static bool SaysTaken(string html) => TakenPattern().IsMatch(html);

    public static PollError Without(string html, string what) =>
        AsksForLogin(html) ? new(PollErrorKind.SessionTaken, $"the box answers with its login form instead of the {what}", "save the page again while you are logged in")
        : html.Length == 0 ? new(PollErrorKind.ParseFailed, $"an empty page instead of the {what}", "it happens under load; if it stays so, open the page in a browser")
        : new(PollErrorKind.ParseFailed, string.Create(CultureInfo.InvariantCulture, $"the page ({html.Length} letters) holds no {what}"), "check that url and driver fit the box; if they do, send a capture");

    [GeneratedRegex(@"<input[^>]{0,200}type\s*=\s*[""']?password|login\.html[""']?\s*;|(?:top|window|parent)\.location[^;]{0,80}login\.html", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex LoginPattern();

    [GeneratedRegex(@"another user|other user|already (?:been )?log(?:ged)?[ -]?in|user is online|session is (?:used|occupied)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex TakenPattern();
}
