using EdgeNoc.Collector.Alerts.Reconciliation;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>What a message needs to know of an incident.</summary>
internal static class IncidentModels
{
    private const string OfficeTitle = "NOC";

    /// <param name="incident">Which.</param>
    /// <param name="profile">Its site.</param>
    /// <param name="members">Leaders and children, open and cleared. While it stands, what is over already is no news; at its end everything is.</param>
    /// <param name="summaries">What came and went while the site was offline.</param>
    /// <param name="now">When it is told.</param>
    public static IncidentModel Of(
        Incident incident, SiteProfile profile, IReadOnlyList<Alert> members, IReadOnlyList<OfflineSummary> summaries, DateTimeOffset now)
    {
        var told = incident.ClosedMs is null ? members.Where(alert => alert.IsOpen) : members;
        var byRank = told.ToLookup(alert => alert.IsChild);
        return new IncidentModel
        {
            Number = incident.Number,
            Site = incident.Site,
            SiteTitle = incident.Site == AlertScope.Office ? OfficeTitle : profile.Title,
            Olts = profile.Olts,
            Skew = profile.Skew,
            Splitters = SplitterFacts.Of(profile.Splitters, members),
            Severity = incident.Severity,
            Cause = incident.Cause,
            Device = incident.Device,
            Entity = incident.Entity,
            Alerts = [.. byRank[false]],
            Children = [.. byRank[true]],
            Summaries = summaries,
            Since = DbTime.Time(incident.SinceMs),
            Now = now,
            ClosedAt = incident.ClosedMs is { } closed ? DbTime.Time(closed) : null,
            AckedBy = incident.AckedBy,
        };
    }
}
