using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Silences;

/// <summary>What matchers see of an alert.</summary>
internal sealed record MatchFields
{
    public required string Site { get; init; }
    public string Device { get; init; } = "";
    public string Entity { get; init; } = "";
    public string Pon { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Severity { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Cause { get; init; } = "";
    public string Source { get; init; } = "";

    /// <summary>Read only when a matcher asks for one: most do not.</summary>
    public Func<IReadOnlyDictionary<string, string>>? Labels { get; init; }

    public static MatchFields Of(Alert alert) => new()
    {
        Site = alert.Site,
        Device = alert.Device,
        Entity = alert.Entity,
        Pon = AlertScope.Pon(alert) ?? "",
        Kind = alert.Kind,
        Severity = DbName.Of(alert.Severity),
        Reason = alert.Reason ?? "",
        Source = DbName.Of(alert.Source),
        Labels = () => alert.Labels,
    };

    public string Value(string name) => name switch
    {
        "site" => Site,
        "device" => Device,
        "entity" => Entity,
        "pon" => Pon,
        "kind" => Kind,
        "severity" => Severity,
        "reason" => Reason,
        "source" => Source,
        "cause" when Cause.Length > 0 => Cause,
        _ => Labels?.Invoke().GetValueOrDefault(name) ?? "",
    };
}
