using EdgeNoc.Collector.Groups;

namespace EdgeNoc.Collector.Web.Groups;

/// <summary>Some of a site's customers, as a list to choose from.</summary>
/// <param name="Items">Those that are shown.</param>
/// <param name="Total">All that match.</param>
internal sealed record CustomerPane(IReadOnlyList<CustomerNow> Items, int Total);

/// <summary>The customers of a site with its groups: who is in which, who in none.</summary>
internal sealed class SiteCustomers(IReadOnlyList<CustomerNow> all, IReadOnlyList<GroupFigures> groups)
{
    /// <summary>What stands for "in no group" and "everybody" where else a group's id does; no group can have these.</summary>
    public const string InNone = "-", Everybody = "*";

    public IReadOnlyList<GroupFigures> Groups => groups;

    public CustomerGroup? Find(string? id) => groups.FirstOrDefault(one => one.Group.Id == id)?.Group;

    /// <summary>Those of a group (or <see cref="InNone"/>, <see cref="Everybody"/>) in whose names a text is, by name.</summary>
    public CustomerPane Pane(string of, string? text, int most)
    {
        var found = (of switch
        {
            Everybody => all,
            InNone => InNoGroup(),
            _ => groups.FirstOrDefault(one => one.Group.Id == of)?.Members ?? [],
        }).Where(customer => Has(customer, text)).OrderBy(customer => customer.Name ?? customer.Names[0], StringComparer.OrdinalIgnoreCase).ThenBy(customer => customer.Names[0], StringComparer.Ordinal).ToList();
        return new CustomerPane([.. found.Take(most)], found.Count);
    }

    /// <summary>Those that keys name; null: one of them is not there any more.</summary>
    public IReadOnlyList<CustomerNow>? Named(IEnumerable<string> keys)
    {
        var known = all.DistinctBy(GroupMove.KeyOf, StringComparer.Ordinal).ToDictionary(GroupMove.KeyOf, StringComparer.Ordinal);
        var found = new List<CustomerNow>();
        foreach (var key in keys.Distinct(StringComparer.Ordinal))
        {
            if (!known.TryGetValue(key, out var customer)) return null;
            found.Add(customer);
        }

        return found;
    }

    /// <summary>The groups that each is in.</summary>
    public ILookup<CustomerNow, CustomerGroup> GroupsOf() => groups.SelectMany(one => one.Members.Select(member => (member, one.Group))).ToLookup(pair => pair.member, pair => pair.Group, (IEqualityComparer<CustomerNow>)ReferenceEqualityComparer.Instance);

    private IEnumerable<CustomerNow> InNoGroup()
    {
        var grouped = groups.SelectMany(one => one.Members).ToHashSet((IEqualityComparer<CustomerNow>)ReferenceEqualityComparer.Instance);
        return all.Where(customer => !grouped.Contains(customer));
    }

    private static bool Has(CustomerNow customer, string? text) =>
        string.IsNullOrEmpty(text) || customer.Names.Any(name => name.Contains(text, StringComparison.OrdinalIgnoreCase)) || customer.Name?.Contains(text, StringComparison.OrdinalIgnoreCase) == true || customer.Device == text;
}
