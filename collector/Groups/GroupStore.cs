using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Groups;

/// <summary>The tables <c>customer_groups</c> and <c>customer_group_members</c>.</summary>
internal static class GroupStore
{
    private const string Columns = "SELECT id, category, subcategory, name, site, of_what, is_splitter, rule FROM customer_groups";

    public static IReadOnlyList<CustomerGroup> All(Db db)
    {
        var members = db.Query<MemberRow>("SELECT group_id, device, member FROM customer_group_members ORDER BY group_id, device, member").ToLookup(row => row.GroupId, StringComparer.Ordinal);
        return [.. db.Query<Row>(Columns + " ORDER BY category, subcategory, name, id").Select(row => Of(row, members[row.Id]))];
    }

    public static CustomerGroup? Find(Db db, string id) => db.First<Row>(Columns + " WHERE id = @id", new { id }) is { } row ? Of(row, Members(db, id)) : null;

    /// <summary>Those whose members hang on one splitter.</summary>
    public static IReadOnlyList<CustomerGroup> Splitters(Db db, string site) =>
        [.. db.Query<Row>(Columns + " WHERE site = @site AND is_splitter = 1 AND of_what = 'onus' ORDER BY name", new { site }).Select(row => Of(row, Members(db, row.Id)))];

    public static void Put(Db db, CustomerGroup group)
    {
        db.Execute(
            """
            INSERT INTO customer_groups (id, category, subcategory, name, site, of_what, is_splitter, rule) VALUES (@Id, @Category, @Subcategory, @Name, @Site, @ofWhat, @isSplitter, @Rule)
            ON CONFLICT (id) DO UPDATE SET category = excluded.category, subcategory = excluded.subcategory, name = excluded.name, site = excluded.site,
                of_what = excluded.of_what, is_splitter = excluded.is_splitter, rule = excluded.rule
            """,
            new { group.Id, group.Category, group.Subcategory, group.Name, group.Site, ofWhat = group.IsOfAccounts ? "accounts" : "onus", isSplitter = group.IsSplitter ? 1 : 0, group.Rule });
        db.Execute("DELETE FROM customer_group_members WHERE group_id = @Id", new { group.Id });
        foreach (var member in group.Members)
            db.Execute("INSERT INTO customer_group_members (group_id, device, member) VALUES (@Id, @Device, @Name) ON CONFLICT DO NOTHING", new { group.Id, member.Device, member.Name });
    }

    public static void Remove(Db db, string id)
    {
        db.Execute("DELETE FROM customer_group_members WHERE group_id = @id", new { id });
        db.Execute("DELETE FROM customer_groups WHERE id = @id", new { id });
    }

    private static List<MemberRow> Members(Db db, string id) => db.Query<MemberRow>("SELECT group_id, device, member FROM customer_group_members WHERE group_id = @id ORDER BY device, member", new { id });

    private static CustomerGroup Of(Row row, IEnumerable<MemberRow> members) => new(
        row.Id, row.Category, row.Subcategory, row.Name, row.Site, row.OfWhat == "accounts", row.IsSplitter != 0, row.Rule, [.. members.Select(member => new GroupMember(member.Device, member.Member))]);

    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string Category { get; init; } = "";
        public string Subcategory { get; init; } = "";
        public string Name { get; init; } = "";
        public string Site { get; init; } = "";
        public string OfWhat { get; init; } = "";
        public long IsSplitter { get; init; }
        public string? Rule { get; init; }
    }

    private sealed record MemberRow
    {
        public string GroupId { get; init; } = "";
        public string Device { get; init; } = "";
        public string Member { get; init; } = "";
    }
}
