using System.Globalization;

namespace EdgeNoc.Agent.Devices.Hsgq;

/// <summary>The ways the API says no.</summary>
internal static class HsgqErrors
{
    public static PollError TokenRefused { get; } = new(
        PollErrorKind.SessionTaken,
        "the box no longer knows the agent's session (it answers \"Token Check Failed\")",
        "it bears four sessions: log out where you are done with its web pages; a capture has to be taken within a session");

    public static PollError NoJson(int bytes) => new(
        PollErrorKind.ParseFailed,
        string.Create(CultureInfo.InvariantCulture, $"the answer ({bytes} bytes) is no JSON"),
        "check that url and driver fit the box; if they do, send a capture");

    /// <summary>Its own words are shown: short, and without control codes.</summary>
    public static PollError Refused(string message) => new(
        PollErrorKind.Unsupported,
        $"the box answers \"{Shown(message)}\"",
        "check that url and driver fit the box; if they do, send a capture");

    public static PollError Without(string what) => new(
        PollErrorKind.ParseFailed,
        $"the answer holds no {what}",
        "check that url and driver fit the box; if they do, send a capture");

    public static PollError LoginRefused(string message, string where) => message.Contains("max", StringComparison.OrdinalIgnoreCase) || message.Contains("session", StringComparison.OrdinalIgnoreCase) || message.Contains("full", StringComparison.OrdinalIgnoreCase)
        ? new(PollErrorKind.SessionTaken, $"all sessions of {where} are taken ({Shown(message)})", "log out where you are done with its web pages; it bears four sessions")
        : new(PollErrorKind.AuthFailed, $"{where} refused user and password{(message.Length > 0 ? $" ({Shown(message)})" : "")}", "check user and password file by logging in with a browser");

    private static string Shown(string text) => string.Concat(text.Where(letter => !char.IsControl(letter)).Take(80));
}
