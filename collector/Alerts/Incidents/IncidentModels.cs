using EdgeNoc.Collector.Alerts.Reconciliation;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>What a message needs to know of an incident.</summary>
internal static class IncidentModels
{
    public static IncidentModel Of(
        Incident incident, SiteProfile profile, IReadOnlyList<Alert> alerts, IReadOnlyList<OfflineSummary> summaries, DateTimeOffset now)
    {
        return new IncidentModel
        {
            Number = incident.Number,
            Site = incident.Site,
            SiteTitle = profile.Title,
            Olts = profile.Olts,
            Skew = profile.Skew,
            Severity = incident.Severity,
            Device = incident.Device,
            Entity = incident.Entity,
            Alerts = alerts,
            Summaries = summaries,
            Since = DbTime.Time(incident.SinceMs),
            Now = now,
            ClosedAt = incident.ClosedMs is { } closed ? DbTime.Time(closed) : null,
        };
    }
}
