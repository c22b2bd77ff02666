using EdgeNoc.Agent.Devices.MikroTik.Api;

namespace EdgeNoc.Agent.Devices.MikroTik.Menus;

/// <summary><c>/user</c> and <c>/user/group</c>: what the agent's own user may do.</summary>
internal static class PolicyMenu
{
    private static readonly string[] Needed = ["api", "read"];

    /// <summary>The group of a user; null when the list does not show it.</summary>
    public static string? GroupOf(IReadOnlyList<Sentence> users, string user) => Find(users, user)?.Text("group"u8);

    /// <summary>The policies beyond <c>api,read</c>; null when the list does not show the group. <c>!write</c> means without it.</summary>
    public static IReadOnlyList<string>? Excess(IReadOnlyList<Sentence> groups, string group) =>
        Find(groups, group)?.Text("policy"u8)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(policy => policy[0] != '!' && !Needed.Contains(policy, StringComparer.Ordinal)).ToList();

    private static MenuRow? Find(IReadOnlyList<Sentence> rows, string name)
    {
        foreach (var sentence in rows)
        {
            var row = new MenuRow(sentence, new Drops());
            if (row.Text("name"u8) == name) return row;
        }

        return null;
    }
}
