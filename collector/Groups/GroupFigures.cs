namespace EdgeNoc.Collector.Groups;

/// <summary>A customer as he is now, whatever he was read from.</summary>
/// <param name="Site">The site.</param>
/// <param name="Device">The OLT or router.</param>
/// <param name="Pon">Of an ONU.</param>
/// <param name="Names">All that he can be called in a list: MAC, serial, position, account.</param>
/// <param name="Name">What people call him.</param>
/// <param name="State"><c>online, offline, power_off, disabled, unknown</c>.</param>
internal sealed record CustomerNow(string Site, string Device, string? Pon, IReadOnlyList<string> Names, string? Name, string State)
{
    /// <summary>What he counts as: an account that the office disabled, and what nobody knows, are no outage.</summary>
    public bool IsOffline => State is "offline" or "power_off";
}

/// <summary>How a group is now.</summary>
/// <param name="Group">Which.</param>
/// <param name="Total">Members that are known.</param>
/// <param name="Offline">Of those, without service.</param>
/// <param name="Missing">In the list, and no device tells of them.</param>
/// <param name="Members">Those that are known, those without service first.</param>
internal sealed record GroupFigures(CustomerGroup Group, int Total, int Offline, IReadOnlyList<GroupMember> Missing, IReadOnlyList<CustomerNow> Members)
{
    /// <summary>0 to 1; nobody: 0.</summary>
    public double Share => Total == 0 ? 0 : (double)Offline / Total;

    /// <summary><c>good</c> none offline, <c>some</c> less than half, <c>half</c> half, <c>bad</c> more, <c>all</c>; <c>empty</c> without members.</summary>
    public string Look => Total == 0 ? "empty" : Offline == 0 ? "good" : Offline == Total ? "all" : Offline * 2 < Total ? "some" : Offline * 2 == Total ? "half" : "bad";
}

/// <summary>Finds who is in which group. Pure: each customer is looked at once, however many groups there are.</summary>
internal static class GroupCount
{
    /// <summary>The worst first: by share, then by number, then by name.</summary>
    public static IReadOnlyList<GroupFigures> Of(IReadOnlyList<CustomerGroup> groups, IEnumerable<CustomerNow> onus, IEnumerable<CustomerNow> accounts)
    {
        var figures = Fill([.. groups.Where(group => !group.IsOfAccounts)], onus).Concat(Fill([.. groups.Where(group => group.IsOfAccounts)], accounts));
        return [.. figures.OrderByDescending(one => one.Share).ThenByDescending(one => one.Offline).ThenBy(one => one.Group.Name, StringComparer.OrdinalIgnoreCase).ThenBy(one => one.Group.Id, StringComparer.Ordinal)];
    }

    private static IEnumerable<GroupFigures> Fill(IReadOnlyList<CustomerGroup> groups, IEnumerable<CustomerNow> customers)
    {
        if (groups.Count == 0) return [];
        var open = groups.Select(group => new Open(group)).ToList();
        var listed = new Dictionary<string, List<(Open Group, GroupMember Member)>>(StringComparer.OrdinalIgnoreCase);
        foreach (var group in open)
        {
            foreach (var member in group.Of.Members)
            {
                var key = $"{group.Of.Site}\n{member.Name}";
                if (!listed.TryGetValue(key, out var list)) listed[key] = list = [];
                list.Add((group, member));
            }
        }

        var byRule = open.Where(group => group.Rule is not null).ToLookup(group => group.Of.Site, StringComparer.Ordinal);
        foreach (var customer in customers)
        {
            foreach (var name in customer.Names)
            {
                if (!listed.TryGetValue($"{customer.Site}\n{name}", out var list)) continue;
                foreach (var (group, member) in list.Where(one => one.Member.Device.Length == 0 || one.Member.Device == customer.Device))
                {
                    group.Found.Add(member);
                    group.Members.Add(customer);
                }
            }

            foreach (var group in byRule[customer.Site].Where(group => group.Rule!.Matches(customer.Device, customer.Pon, customer.Name))) group.Members.Add(customer);
        }

        return open.Select(group => group.Close());
    }

    private sealed class Open(CustomerGroup of)
    {
        public CustomerGroup Of => of;

        public GroupRule? Rule { get; } = of.Rule is null ? null : GroupRule.Parse(of.Rule).Rule;

        public HashSet<CustomerNow> Members { get; } = new(ReferenceEqualityComparer.Instance);

        public HashSet<GroupMember> Found { get; } = [];

        public GroupFigures Close() => new(
            of, Members.Count, Members.Count(member => member.IsOffline), [.. of.Members.Where(member => !Found.Contains(member))],
            [.. Members.OrderByDescending(member => member.IsOffline).ThenBy(member => member.Name ?? member.Names[0], StringComparer.OrdinalIgnoreCase)]);
    }
}
