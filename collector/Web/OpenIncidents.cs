using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Web;

/// <summary>Open incidents as a page lists them: the worst first, then the newest.</summary>
/// <param name="Items">At most as many as asked for.</param>
/// <param name="IsMore">There are more.</param>
internal sealed record OpenIncidents(IReadOnlyList<IncidentView> Items, bool IsMore)
{
    /// <param name="api">The database.</param>
    /// <param name="scope">The sites that whoever looks sees.</param>
    /// <param name="site">Of one site; null: of all.</param>
    /// <param name="most">How many.</param>
    public static OpenIncidents Read(ApiContext api, SiteScope scope, string? site, int most)
    {
        var (open, acked) = api.Read(db => (List(db, "open"), List(db, "acked")));
        return new OpenIncidents([.. open.Items.Concat(acked.Items).OrderByDescending(one => one.Severity).ThenByDescending(one => one.Since).Take(most)], open.Next is not null || acked.Next is not null);

        Page<IncidentView> List(Db db, string state) => IncidentQuery.List(db, new IncidentFilter(site, null, null, null, state, null, null, most) { Scope = scope });
    }
}
