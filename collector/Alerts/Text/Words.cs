using EdgeNoc.Collector.Channels;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>The words of messages, in one place for other languages to come.</summary>
internal static class Words
{
    public static string Time => "Time";
    public static string SeverityLabel => "Severity";
    public static string RecoveryTime => "Recovery time";

    public static string Problems(int count) => count == 1 ? "1 problem" : $"{count} problems";

    public static string More(int count) => $"+{count} more";

    public static string MoreAlerts(int count) => count == 1 ? "1 more alert" : $"{count} more alerts";

    public static string Restored(string duration) => $"restored after {duration}";

    public static string Back(int back, int total) => $"{back} of {total} back";

    public static string ClearedOffline(int count) => $"{count} cleared while the site was offline";

    public static string WhileOffline(string span) => $"while offline {span}";

    public static string OnSeveral(int count, string what) => $"on {count} {what}";

    public static string Severity(Severity severity) => severity.ToString().ToLowerInvariant();

    /// <summary><c>ONU</c>, <c>ONUs</c>: what the kind speaks of.</summary>
    public static string Noun(string kind, int count)
    {
        var noun = kind.Split('.')[0];
        var word = noun switch
        {
            "onu" or "ont" or "pon" => noun.ToUpperInvariant(),
            "bgp" => "BGP",
            "ippool" => "address pool",
            "sessions" => "session count",
            _ => noun,
        };
        return count == 1 ? word : $"{word}s";
    }

    /// <summary>What is wrong, without the reason: <c>down</c>, <c>power off</c>, <c>management down</c>.</summary>
    public static string Condition(string kind, string? reason) => kind switch
    {
        EventKinds.OnuDown when reason == "dying_gasp" => "power off",
        EventKinds.AgentOffline => "offline",
        EventKinds.DeviceManagementDown => "management down",
        EventKinds.DeviceAuthFailed => "login refused",
        "agent.clock_skew" => "clock is wrong",
        "onu.rx_low" or "optic.rx_low" => "RX low",
        _ => Readable(kind[(kind.IndexOf('.', StringComparison.Ordinal) + 1)..]),
    };

    /// <summary>Why: <c>timeout</c>, <c>dying gasp</c>.</summary>
    public static string? Reason(string? reason) => reason switch
    {
        null or "" => null,
        "los" => "LOS",
        "onu_init" => "ONU restarted",
        "olt_init" => "OLT restarted",
        "auth_rejected" => "login refused",
        _ => HostileText.Clean(Readable(reason), 60),
    };

    /// <summary>What happened to several in between: <c>went down and came back</c>.</summary>
    public static string CameAndWent(string kind) => kind.EndsWith(".down", StringComparison.Ordinal) || kind == EventKinds.DeviceUnreachable
        ? "went down and came back"
        : $"had {Condition(kind, null)} for a time";

    /// <summary>A sign for the lock screen; the words beside it say the same.</summary>
    public static string Icon(string kind, string? reason, Severity severity) => (kind, reason, severity) switch
    {
        (EventKinds.OnuDown, "dying_gasp", _) => "🔌",
        (EventKinds.OnuDown or EventKinds.OntDown, _, _) => "🔴",
        (_, _, Common.Events.Severity.Critical or Common.Events.Severity.High) => "🔴",
        (_, _, Common.Events.Severity.Medium) => "🟠",
        _ => "🟡",
    };

    private static string Readable(string name) => name.Replace('_', ' ');
}
