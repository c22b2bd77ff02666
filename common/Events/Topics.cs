using System.Text.RegularExpressions;

namespace EdgeNoc.Common.Events;

/// <summary>What a site's topic carries.</summary>
public enum TopicKind
{
    Status,
    Events,
    Telemetry,
    Table,
    Ack,
    Incidents,
    ConfigWant,
    ConfigHave,
    Command,
    CommandReply,
}

/// <summary>A parsed topic; <paramref name="Device"/> and <paramref name="Table"/> are set for tables only.</summary>
public sealed record SiteTopic(string Site, TopicKind Kind, string? Device = null, string? Table = null);

/// <summary>The topics below <c>edgenoc/v1/{site}/</c>, written and read in one place.</summary>
public static partial class Topics
{
    public const string Prefix = "edgenoc/v1/";

    public static string Status(string site) => $"{Prefix}{site}/status";

    public static string Events(string site) => $"{Prefix}{site}/events";

    public static string Telemetry(string site) => $"{Prefix}{site}/telemetry";

    public static string Table(string site, string device, string table) => $"{Prefix}{site}/tables/{device}/{table}";

    public static string Ack(string site) => $"{Prefix}{site}/ack";

    public static string Incidents(string site) => $"{Prefix}{site}/incidents";

    public static string ConfigWant(string site) => $"{Prefix}{site}/config/want";

    public static string ConfigHave(string site) => $"{Prefix}{site}/config/have";

    public static string Command(string site) => $"{Prefix}{site}/cmd";

    public static string CommandReply(string site) => $"{Prefix}{site}/cmd/reply";

    /// <summary>A site id: the name in its topics, its broker user and its client id.</summary>
    public static bool IsSiteId(string? text) => text is not null && SiteIdPattern().IsMatch(text);

    /// <summary>A device id or a table name: one topic level, without wildcards.</summary>
    public static bool IsName(string? text) => text is not null && NamePattern().IsMatch(text);

    /// <summary>Reads a topic. False for anything that is not a well-formed topic of a well-formed site: the network is hostile.</summary>
    public static bool TryParse(string topic, out SiteTopic parsed)
    {
        parsed = new SiteTopic("", TopicKind.Status);
        if (!topic.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var levels = topic[Prefix.Length..].Split('/');
        if (!IsSiteId(levels[0])) return false;
        var site = levels[0];
        SiteTopic? found = levels.AsSpan(1) switch
        {
            ["status"] => new(site, TopicKind.Status),
            ["events"] => new(site, TopicKind.Events),
            ["telemetry"] => new(site, TopicKind.Telemetry),
            ["tables", var device, var table] when IsName(device) && IsName(table) => new(site, TopicKind.Table, device, table),
            ["ack"] => new(site, TopicKind.Ack),
            ["incidents"] => new(site, TopicKind.Incidents),
            ["config", "want"] => new(site, TopicKind.ConfigWant),
            ["config", "have"] => new(site, TopicKind.ConfigHave),
            ["cmd"] => new(site, TopicKind.Command),
            ["cmd", "reply"] => new(site, TopicKind.CommandReply),
            _ => null,
        };
        if (found is null) return false;
        parsed = found;
        return true;
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SiteIdPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}

/// <summary>Names of the MQTT 5 user properties and content types.</summary>
public static class WireProperties
{
    public const string Boot = "boot";
    public const string Seq = "seq";
    public const string Lane = "lane";
    public const string Lines = "lines";
    public const string Sent = "sent";
    public const string LaneLive = "live";
    public const string LaneBacklog = "backlog";
    public const string ContentLineProtocolGzip = "application/vnd.influx-line-protocol+gzip";
    public const string ContentLineProtocol = "application/vnd.influx-line-protocol";
    public const string ContentJsonGzip = "application/json+gzip";
    public const string ContentJson = "application/json";
}
