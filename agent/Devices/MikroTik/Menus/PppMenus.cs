using EdgeNoc.Agent.Devices.MikroTik.Api;

namespace EdgeNoc.Agent.Devices.MikroTik.Menus;

/// <summary>A row of <c>/ppp/active</c>. It has no byte counters in any version: those are the session's interface's.</summary>
internal sealed record PppSession(string Name, string Service, string? CallerId, string? Address, long? UptimeS, string? SessionId, bool IsRadius);

/// <summary>A row of <c>/ppp/secret</c>, without its password, which is never asked for.</summary>
internal sealed record PppSecret(
    string Name, string? Service, string? Profile, string? CallerId, string? Address, bool IsDisabled, DateTime? LastLoggedOut, string? LastCallerId, string? LastReason, string? Comment);

/// <summary><c>/ppp/active</c> and <c>/ppp/secret</c>.</summary>
internal static class PppMenus
{
    /// <summary>What RouterOS writes for an account that never was online.</summary>
    private static readonly DateTime Never = new(1970, 1, 2, 0, 0, 0, DateTimeKind.Unspecified);

    public static IReadOnlyList<PppSession> Active(IReadOnlyList<Sentence> rows, Drops drops)
    {
        var sessions = new List<PppSession>(rows.Count);
        foreach (var sentence in rows) AddActive(sessions, sentence, drops);
        return sessions;
    }

    /// <summary>A row of <c>/ppp/active</c> as it comes.</summary>
    public static void AddActive(List<PppSession> sessions, Sentence sentence, Drops drops)
    {
        var row = new MenuRow(sentence, drops);
        if (row.Text("name"u8) is { } name)
            sessions.Add(new PppSession(name, ServiceOf(row), row.Text("caller-id"u8), row.Text("address"u8), row.Seconds("uptime"u8), row.Text("session-id"u8), row.IsSet("radius"u8)));
        else
            row.DropRow();
    }

    public static IReadOnlyList<PppSecret> Secrets(IReadOnlyList<Sentence> rows, Drops drops)
    {
        var secrets = new List<PppSecret>(rows.Count);
        foreach (var sentence in rows)
        {
            var row = new MenuRow(sentence, drops);
            if (row.Text("name"u8) is { } name)
            {
                var loggedOut = row.LocalTime("last-logged-out"u8);
                secrets.Add(new PppSecret(
                    name, row.Text("service"u8), row.Text("profile"u8), row.Text("caller-id"u8), row.Text("remote-address"u8), row.IsSet("disabled"u8),
                    loggedOut < Never ? null : loggedOut, row.Text("last-caller-id"u8), row.Text("last-disconnect-reason"u8), row.Text("comment"u8)));
            }
            else
            {
                row.DropRow();
            }
        }

        return secrets;
    }

    /// <summary>Nearly all rows say the same word: one text for all of them.</summary>
    private static string ServiceOf(MenuRow row) => row.Is("service"u8, "pppoe"u8) ? "pppoe" : row.Text("service"u8) ?? "";
}
