using EdgeNoc.Common.Events;

namespace EdgeNoc.Demo.Setup;

/// <summary>Who may do what at the broker: a site speaks for itself alone, the collector answers, and the other two only listen.</summary>
internal static class BrokerAccess
{
    public const string Collector = "collector";

    /// <summary>For a person with <c>mosquitto_sub</c>.</summary>
    public const string Watcher = "watch";

    /// <summary>The demo's own ear. Client ids are bound to user names, so it cannot share one.</summary>
    public const string Tap = "tap";

    /// <summary>The broker's ACL file.</summary>
    public static string Acl(string site) => string.Join('\n',
    [
        $"user {site}",
        .. FromSite(site).Select(topic => $"topic write {topic}"),
        .. ToSite(site).Select(topic => $"topic read {topic}"),
        $"user {Collector}",
        .. FromSite("+").Select(topic => $"topic read {topic}"),
        .. ToSite("+").Select(topic => $"topic write {topic}"),
        $"user {Watcher}",
        $"topic read {Topics.Prefix}#",
        $"user {Tap}",
        $"topic read {Topics.Prefix}#",
        "",
    ]);

    private static IEnumerable<string> FromSite(string site) =>
        new[] { "status", "events", "telemetry", "tables/#", "config/have", "cmd/reply" }.Select(name => $"{Topics.Prefix}{site}/{name}");

    private static IEnumerable<string> ToSite(string site) =>
        new[] { "ack", "incidents", "config/want", "cmd" }.Select(name => $"{Topics.Prefix}{site}/{name}");
}
