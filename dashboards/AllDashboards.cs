using EdgeNoc.Dashboards.Boards;
using EdgeNoc.Dashboards.Model;

namespace EdgeNoc.Dashboards;

/// <summary>Every dashboard there is, in the order of lists.</summary>
internal static class AllDashboards
{
    public static IReadOnlyList<Dashboard> List { get; } =
    [
        Wall.Dashboard, Site.Dashboard, Olt.Dashboard, PonAndOnu.Dashboard, MikroTik.Dashboard, Ne8000.Dashboard, OntMap.Dashboard, Agents.Dashboard, Alerts.Dashboard, Availability.Dashboard,
    ];
}
