using System.Globalization;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.MikroTik.Menus;

/// <summary>What a session moved: its counters, and its rates where they are known. Upload is what the router receives.</summary>
internal readonly record struct SessionTraffic(long UploadBytes, long DownloadBytes, long? UploadBps, long? DownloadBps);

/// <summary>Sessions and accounts as tables and as numbers.</summary>
internal static class PppTables
{
    private static readonly string[] ActiveColumns =
        ["name", "service", "address", "caller_id", "session_id", "radius", "uptime_s", "upload_bytes", "download_bytes", "upload_bps", "download_bps"];

    private static readonly HashSet<string> ActiveVolatile = new(ActiveColumns[6..], StringComparer.Ordinal);

    private static readonly string[] AccountColumns =
        ["name", "service", "profile", "state", "address", "caller_id", "last_logged_out", "last_caller_id", "last_disconnect_reason", "comment", "offline_s"];

    private static readonly HashSet<string> AccountVolatile = new(AccountColumns[^1..], StringComparer.Ordinal);

    public static SessionsRecord Count(IReadOnlyList<PppSession> sessions) => new() { Service = "pppoe", Active = sessions.Count(session => session.Service == "pppoe") };

    /// <summary>Table <c>ppp_active</c>.</summary>
    /// <param name="sessions">Of <c>/ppp/active</c>.</param>
    /// <param name="traffic">By the session's interface, <c>&lt;pppoe-NAME&gt;</c>.</param>
    public static DeviceTable Active(IReadOnlyList<PppSession> sessions, Dictionary<string, SessionTraffic> traffic)
    {
        var byName = traffic.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> scratch = stackalloc char[600];
        var rows = new List<IReadOnlyList<string>>(sessions.Count);
        foreach (var session in sessions)
        {
            SessionTraffic? moved = traffic.Count > 0 && scratch.TryWrite($"<{session.Service}-{session.Name}>", out var length) && byName.TryGetValue(scratch[..length], out var known) ? known : null;
            rows.Add(
            [
                session.Name, session.Service, session.Address ?? "", session.CallerId ?? "", session.SessionId ?? "", session.IsRadius ? "true" : "false", Text(session.UptimeS),
                Text(moved?.UploadBytes), Text(moved?.DownloadBytes), Text(moved?.UploadBps), Text(moved?.DownloadBps),
            ]);
        }

        return new DeviceTable("ppp_active", ActiveColumns, ActiveVolatile, rows);
    }

    /// <summary>Table <c>ppp_accounts</c> and its numbers. An account is online, disabled or offline: a disabled one is never offline, and one that was disabled while online stays online until it goes.</summary>
    /// <param name="secrets">The accounts.</param>
    /// <param name="sessions">Who is online, by any service.</param>
    /// <param name="routerTime">The router's clock now, which <c>last-logged-out</c> is by; null when unknown.</param>
    public static (DeviceTable Table, SessionsRecord Count) Accounts(IReadOnlyList<PppSecret> secrets, IReadOnlyList<PppSession> sessions, DateTime? routerTime)
    {
        var online = new Dictionary<string, PppSession>(sessions.Count, StringComparer.Ordinal);
        foreach (var session in sessions) online.TryAdd(session.Name, session);
        var rows = new List<IReadOnlyList<string>>(secrets.Count);
        var (active, disabled) = (0, 0);
        foreach (var secret in secrets)
        {
            var session = online.GetValueOrDefault(secret.Name);
            if (session is not null) active++;
            else if (secret.IsDisabled) disabled++;
            rows.Add(
            [
                secret.Name, secret.Service ?? "", secret.Profile ?? "", session is not null ? "online" : secret.IsDisabled ? "disabled" : "offline",
                session?.Address ?? secret.Address ?? "", session?.CallerId ?? secret.CallerId ?? "",
                secret.LastLoggedOut?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "", secret.LastCallerId ?? "", secret.LastReason ?? "", secret.Comment ?? "",
                session is null && secret.LastLoggedOut is { } left && routerTime > left ? Text((long)(routerTime.Value - left).TotalSeconds) : "",
            ]);
        }

        return (
            new DeviceTable("ppp_accounts", AccountColumns, AccountVolatile, rows),
            new SessionsRecord { Service = "ppp_accounts", Total = secrets.Count, Active = active, Disabled = disabled, Offline = secrets.Count - active - disabled });
    }

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
