using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Find;
using EdgeNoc.Collector.Groups;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Live;

namespace EdgeNoc.Collector.Web.Groups;

/// <summary>How groups are now: ONUs by the live picture, PPP accounts by the newest lists of their routers.</summary>
internal sealed class CustomersNow(ApiContext api, LiveBook book)
{
    /// <summary>Those of the sites that somebody sees, the worst first.</summary>
    public IReadOnlyList<GroupFigures> Groups(SiteScope scope)
    {
        var groups = api.Read(GroupStore.All).Where(group => scope.Allows(group.Site)).ToList();
        return Count(groups);
    }

    /// <summary>One of them; null: there is none that he sees.</summary>
    public GroupFigures? Group(string id, SiteScope scope) => api.Read(db => GroupStore.Find(db, id)) is { } group && scope.Allows(group.Site) ? Count([group])[0] : null;

    /// <summary>All customers of a site, and the groups of its that each is in.</summary>
    public SiteCustomers Of(string site, bool areAccounts)
    {
        var all = (areAccounts ? Accounts(site) : Onus(site)).ToList();
        var groups = api.Read(GroupStore.All).Where(group => group.Site == site && group.IsOfAccounts == areAccounts).ToList();
        return new SiteCustomers(all, areAccounts ? GroupCount.Of(groups, [], all) : GroupCount.Of(groups, all, []));
    }

    private IReadOnlyList<GroupFigures> Count(IReadOnlyList<CustomerGroup> groups)
    {
        var ofOnus = groups.Where(group => !group.IsOfAccounts).Select(group => group.Site).Distinct(StringComparer.Ordinal);
        var ofAccounts = groups.Where(group => group.IsOfAccounts).Select(group => group.Site).Distinct(StringComparer.Ordinal);
        return GroupCount.Of(groups, ofOnus.SelectMany(Onus), ofAccounts.SelectMany(Accounts));
    }

    private IEnumerable<CustomerNow> Onus(string site) => (book.Find(site)?.Onus ?? []).Select(onu => new CustomerNow(
        onu.Site, onu.Device, onu.Pon, [onu.Position, .. new[] { onu.Mac, onu.Serial }.OfType<string>().Where(name => name.Length > 0)], onu.Name,
        onu.Status switch { "up" => "online", "power_off" => "power_off", "unknown" => "unknown", _ => "offline" }));

    private List<CustomerNow> Accounts(string site)
    {
        var found = new List<CustomerNow>();
        foreach (var (device, json) in api.Read(db => db.Query<Stored>("SELECT device, content_json FROM tables WHERE site = @site AND name = 'ppp_accounts'", new { site })).Select(row => (row.Device, row.ContentJson)))
        {
            using var table = StoredTable.Parse(json);
            if (table is null) continue;
            for (var row = 0; row < table.Rows; row++)
            {
                if (table.Cell(row, "name") is { } name) found.Add(new CustomerNow(site, device, null, [name], table.Cell(row, "comment") ?? name, table.Cell(row, "state") ?? "unknown"));
            }
        }

        return found;
    }

    private sealed record Stored
    {
        public string Device { get; init; } = "";
        public string ContentJson { get; init; } = "";
    }
}
