using System.Text.Json;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Alerts.Silences;

namespace EdgeNoc.Collector.Users;

/// <summary>The sites that somebody sees: all, or these. What is not his is to him as if it were not there.</summary>
internal sealed class SiteScope
{
    private readonly HashSet<string>? _sites;

    private SiteScope(IEnumerable<string>? sites) => _sites = sites?.ToHashSet(StringComparer.Ordinal);

    public static SiteScope All { get; } = new(null);

    public bool IsAll => _sites is null;

    /// <summary>In order; empty when he sees all.</summary>
    public IReadOnlyList<string> Sites => _sites is null ? [] : [.. _sites.Order(StringComparer.Ordinal)];

    public static SiteScope Of(IEnumerable<string> sites) => new(sites);

    public bool Allows(string? site) => _sites is null || (site is not null && _sites.Contains(site));

    /// <summary>Whether a silence concerns his sites only: it names one of them.</summary>
    public bool Allows(IEnumerable<Matcher> matchers) =>
        _sites is null || matchers.Any(matcher => matcher is { Name: "site", Op: MatchOperator.Equal } && _sites.Contains(matcher.Value));

    /// <summary>For a column; null when he sees all.</summary>
    public string? ToJson() => _sites is null ? null : JsonSerializer.Serialize(Sites, RoutingJson.Default.IReadOnlyListString);

    /// <summary>What cannot be read lets nobody see anything.</summary>
    public static SiteScope OfJson(string? json) => json is null ? All : new(StoredList.Read(json, RoutingJson.Default.IReadOnlyListString));
}
