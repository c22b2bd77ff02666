namespace EdgeNoc.Collector.Groups;

/// <summary>Customers of one site from one group's list to another's. Pure.</summary>
internal static class GroupMove
{
    /// <summary>What a request calls a customer: <c>olt-1 0/3:17</c>, <c>router-1 plg-017</c>.</summary>
    public static string KeyOf(CustomerNow customer) => $"{customer.Device} {customer.Names[0]}";

    /// <summary>Null: it is no key.</summary>
    public static (string Device, string Name)? ParseKey(string key) => key.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank && blank < key.Length - 1 ? (key[..blank], key[(blank + 1)..]) : null;

    /// <summary>What a list calls him: an ONU by its MAC or serial, which stay with it when it is plugged in elsewhere.</summary>
    public static GroupMember MemberOf(CustomerNow customer) => customer.Names is [_, var lasting, ..] ? new GroupMember("", lasting) : new GroupMember(customer.Device, customer.Names[0]);

    /// <summary>Whether a line of a list means him.</summary>
    public static bool Means(GroupMember member, CustomerNow customer) =>
        (member.Device.Length == 0 || member.Device == customer.Device) && customer.Names.Contains(member.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>With all of them in its list; who was there stays as he was written.</summary>
    public static CustomerGroup With(CustomerGroup group, IReadOnlyList<CustomerNow> customers)
    {
        var known = group.Members.Select(member => member.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return group with { Members = [.. group.Members, .. customers.Where(one => !one.Names.Any(known.Contains) || !group.Members.Any(member => Means(member, one))).Select(MemberOf)] };
    }

    /// <summary>With none of them in its list.</summary>
    public static CustomerGroup Without(CustomerGroup group, IReadOnlyList<CustomerNow> customers)
    {
        var byName = customers.SelectMany(one => one.Names.Select(name => (name, one))).ToLookup(pair => pair.name, pair => pair.one, StringComparer.OrdinalIgnoreCase);
        return group with { Members = [.. group.Members.Where(member => !byName[member.Name].Any(one => Means(member, one)))] };
    }

    /// <summary>Those whom the group's rule names: no list takes them out.</summary>
    public static int StayByRule(CustomerGroup group, IReadOnlyList<CustomerNow> customers) =>
        group.Rule is { } text && GroupRule.Parse(text).Rule is { } rule ? customers.Count(one => rule.Matches(one.Device, one.Pon, one.Name)) : 0;
}
