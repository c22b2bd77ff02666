namespace EdgeNoc.Agent.Detection.Boxes;

/// <summary>What else is known of a box whose poll got no answer.</summary>
/// <param name="Ping">Whether it answers; null when nobody could ask.</param>
/// <param name="Port">Whether its port takes or refuses connections; null when nobody asked.</param>
/// <param name="HeardAgo">When it sent its last line of log; null for never.</param>
internal sealed record LifeSigns(bool? Ping, bool? Port, TimeSpan? HeardAgo)
{
    /// <summary>Nobody asked.</summary>
    public static LifeSigns None { get; } = new(null, null, null);

    /// <summary>What shows it alive, as the label <c>alive_by</c> has it; null for nothing.</summary>
    /// <param name="silentFor">Since the first poll that got no answer: what was said before that shows nothing.</param>
    /// <param name="sessionsLive">Whether its customers are online.</param>
    public string? AliveBy(TimeSpan silentFor, bool sessionsLive) =>
        Ping == true ? "ping"
        : Port == true ? "port"
        : HeardAgo < silentFor ? "syslog"
        : sessionsLive ? "sessions"
        : null;
}
