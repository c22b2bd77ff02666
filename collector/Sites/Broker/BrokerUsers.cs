using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Sites.Broker;

/// <summary>Who may say and hear what: the rules of <c>provisioning/mosquitto/edgenoc.acl</c> for the dynamic-security plugin, which knows no patterns with a user's name.</summary>
internal static class BrokerUsers
{
    private static readonly string[] FromSite = ["status", "events", "telemetry", "tables/#", "config/have", "cmd/reply"];
    private static readonly string[] ToSite = ["ack", "incidents", "config/want", "cmd"];

    /// <summary>A site speaks and hears below its own name alone, and never answers itself.</summary>
    public static BrokerUser Site(string site) => new(
        site,
        [
            .. FromSite.Select(name => new BrokerRule("publishClientSend", $"{Topics.Prefix}{site}/{name}")),
            .. ToSite.SelectMany(name => Heard($"{Topics.Prefix}{site}/{name}", "subscribeLiteral")),
        ]);

    /// <summary>The collector hears every site and answers it.</summary>
    public static BrokerUser Collector(string name) => new(
        name,
        [
            .. ToSite.Select(topic => new BrokerRule("publishClientSend", $"{Topics.Prefix}+/{topic}")),
            .. FromSite.SelectMany(topic => Heard($"{Topics.Prefix}+/{topic}", "subscribePattern")),
        ]);

    private static IEnumerable<BrokerRule> Heard(string topic, string subscribe) => [new("publishClientReceive", topic), new(subscribe, topic)];
}
