namespace EdgeNoc.Collector.Groups;

/// <summary>Customers that belong together, as operators arrange them: category (an OLT, an area), subcategory (a cable, a closure), group (a splitter, a street).</summary>
/// <param name="Id">Names it; made when it is.</param>
/// <param name="Category">The first level.</param>
/// <param name="Subcategory">The second level; may be empty.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Site">All members are of one site.</param>
/// <param name="IsOfAccounts">PPP accounts; else ONUs.</param>
/// <param name="IsSplitter">Its members hang on one splitter, and messages name it.</param>
/// <param name="Rule">What also belongs to it, see <see cref="GroupRule"/>; null: only the list.</param>
/// <param name="Members">The list.</param>
internal sealed record CustomerGroup(
    string Id, string Category, string Subcategory, string Name, string Site, bool IsOfAccounts, bool IsSplitter, string? Rule, IReadOnlyList<GroupMember> Members);

/// <summary>A member that somebody put into a group.</summary>
/// <param name="Device">The OLT or router; empty: any of the site.</param>
/// <param name="Name">An ONU's MAC, serial or position (<c>0/3:17</c>); an account's name.</param>
internal sealed record GroupMember(string Device, string Name)
{
    /// <summary><c>olt-1 0/3:17</c>, or without a device.</summary>
    public static GroupMember? Parse(string line)
    {
        var parts = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return parts switch { [var name] => new GroupMember("", name), [var device, var name] => new GroupMember(device, name), _ => null };
    }

    public override string ToString() => Device.Length == 0 ? Name : $"{Device} {Name}";
}
