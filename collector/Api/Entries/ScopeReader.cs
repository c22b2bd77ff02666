using EdgeNoc.Collector.Users;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Api.Entries;

/// <summary>Reads which sites somebody sees: <c>"sites": ["kdr-03"]</c>, or nothing for all.</summary>
internal static class ScopeReader
{
    private const int MaxSites = 500;

    public static SiteScope Read(ConfigSection section, UserRole role)
    {
        var scope = SiteScope.All;
        if (section.Has("sites"))
        {
            var sites = EntryText.AtMost(section, "sites", section.Texts("sites"), MaxSites);
            foreach (var (key, site) in sites.Where(site => !Topics.IsSiteId(site.Text))) section.Error(key, ConfigSection.Quoted(site), "is no site id", "see the sites with GET /api/v1/sites");
            scope = SiteScope.Of(sites.Select(site => site.Text));
        }

        if (UserRoles.Unfit(role, scope) is { } problem) section.Error("sites", null, "do not go with this role", problem);
        return scope;
    }
}
