using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Web.Live;

/// <summary>The figures of all sites as they were told last.</summary>
internal sealed class LivePicture
{
    private volatile IReadOnlyDictionary<string, SiteFigures> _sites = new Dictionary<string, SiteFigures>(StringComparer.Ordinal);

    /// <summary>Replaced as a whole.</summary>
    public IReadOnlyDictionary<string, SiteFigures> Sites
    {
        get => _sites;
        set => _sites = value;
    }

    /// <summary>What somebody sees: the worst first, then by name.</summary>
    public IReadOnlyList<SiteFigures> Of(SiteScope scope) =>
        [.. _sites.Values.Where(site => scope.Allows(site.Site)).OrderByDescending(Rank).ThenBy(site => site.Site, StringComparer.Ordinal)];

    private static int Rank(SiteFigures site) => site.Worst switch { "critical" => 5, "high" => 4, "medium" => 3, _ when site.IsStale && site.State != "stopped" => 2, "low" => 1, _ => 0 };
}
