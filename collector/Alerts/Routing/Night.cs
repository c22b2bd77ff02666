using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>
/// What wakes nobody, whoever is on call: a box that works and whose management alone does not answer. It is told in the morning of its site, if it still
/// stands; an operator who made the kind critical is told at once.
/// </summary>
internal static class Night
{
    private static readonly QuietHours Hours = new("22:00", "06:00");

    /// <summary>Until when something of this kind is told to nobody; null: it may be told.</summary>
    /// <param name="kind">Of the alert that the incident is named after.</param>
    /// <param name="severity">Of the incident.</param>
    /// <param name="zone">The site's.</param>
    /// <param name="now">When.</param>
    public static DateTimeOffset? Until(string kind, Severity severity, TimeZoneInfo zone, DateTimeOffset now) =>
        kind == EventKinds.DeviceManagementDown ? Hours.Until(now, zone, severity) : null;

    /// <summary>The same for an incident of which nothing else stands.</summary>
    public static DateTimeOffset? Until(SitePass pass, IReadOnlyList<Alert> members)
    {
        var leaders = members.Where(alert => alert is { IsOpen: true, IsChild: false }).ToList();
        if (leaders.Count == 0 || leaders.Exists(alert => alert.Kind != EventKinds.DeviceManagementDown)) return null;
        return Until(EventKinds.DeviceManagementDown, leaders.Max(alert => alert.Severity), SiteProfile.Of(pass.Db, pass.Site).Zone, pass.Now);
    }
}
