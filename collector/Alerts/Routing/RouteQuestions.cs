using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>What routes see of an incident.</summary>
internal static class RouteQuestions
{
    /// <param name="incident">Scope, severity, kind and cause.</param>
    /// <param name="leaders">What it tells; the first lends its labels.</param>
    public static RouteQuestion Of(Incident incident, IReadOnlyList<Alert> leaders)
    {
        var leader = leaders.FirstOrDefault(alert => alert.Kind == incident.Kind);
        var fields = new MatchFields
        {
            Site = incident.Site,
            Device = incident.Device,
            Entity = incident.Entity,
            Pon = leader is null ? "" : AlertScope.Pon(leader) ?? "",
            Kind = incident.Kind,
            Severity = DbName.Of(incident.Severity),
            Reason = leader?.Reason ?? "",
            Cause = incident.Cause ?? "",
            Source = leader is null ? "" : DbName.Of(leader.Source),
            Labels = () => leader?.Labels ?? System.Collections.Frozen.FrozenDictionary<string, string>.Empty,
        };
        return new RouteQuestion(fields, incident.Severity, leaders.Any(IsVip));
    }

    /// <summary>A customer who is to be told of even when it is he alone.</summary>
    private static bool IsVip(Alert alert) =>
        alert.LabelsJson.Contains("vip", StringComparison.Ordinal) && alert.Labels.GetValueOrDefault("vip") is { Length: > 0 } vip && vip is not ("false" or "0" or "no");
}
