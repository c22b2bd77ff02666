using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Web.Text;

namespace EdgeNoc.Collector.Web;

/// <summary>A page that is always one click away.</summary>
/// <param name="Path">Its address.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Needed">Who sees it.</param>
/// <param name="IsOfAllSites">Not for people with some sites.</param>
internal sealed record NavigationEntry(string Path, Word Name, Role Needed = Role.Viewer, bool IsOfAllSites = false);

/// <summary>The menu, in its order.</summary>
internal static class Navigation
{
    public static IReadOnlyList<NavigationEntry> All { get; } =
    [
        new("/", ShellText.Overview),
        new("/incidents", IncidentText.Incidents),
        new("/feed", FeedText.Feed),
        new("/silences", SilenceText.Silences),
        new("/maintenance", SilenceText.Maintenances),
        new("/alerts", AnalyticsText.History),
        new("/statistics", AnalyticsText.Statistics),
        new("/outages", AnalyticsText.Outages),
        new("/usage", AnalyticsText.Usage),
        new("/talkers", TrafficText.Talkers),
        new("/optics", OpticText.Optics),
        new("/onus", ShellText.Onus),
        new("/lists/interfaces", TrafficText.Interfaces),
        new("/lists/ppp-accounts", RouterText.Routers),
        new("/groups", GroupText.Groups),
        new("/map", MapText.Map),
        new("/fleet", FleetText.Fleet),
        new("/inventory", InventoryText.Inventory, Role.Operator),
        new("/contacts", RouteText.Told, Role.Operator, IsOfAllSites: true),
        new("/backups", BackupText.Backups, Role.Admin, IsOfAllSites: true),
        new("/people", ShellText.People, Role.Admin, IsOfAllSites: true),
        new("/collector", HealthText.Collector, Role.Operator, IsOfAllSites: true),
        new("/reference", ReferenceText.Reference),
        new("/audit", ShellText.Audit, Role.Operator, IsOfAllSites: true),
    ];

    public static IEnumerable<NavigationEntry> Of(Viewer viewer) => All.Where(entry => viewer.May(entry.Needed) && (!entry.IsOfAllSites || viewer.Scope.IsAll));
}
