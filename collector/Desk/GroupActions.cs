using System.Text.Json;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Groups;
using EdgeNoc.Collector.Removed;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Desk;

/// <summary>What people do with groups of customers, in the caller's transaction and with its audit.</summary>
internal static class GroupActions
{
    public const int MostMembers = 5_000;
    private const int MostGroups = 20_000;
    private const int MaxText = 80;

    /// <param name="db">The transaction.</param>
    /// <param name="group">As it is to be; an empty id makes a new one.</param>
    /// <param name="edition">As it was seen; null with an id: whatever stands there, or a new one of that id.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">When.</param>
    /// <returns>The id that it has, and what became of it.</returns>
    public static (string Id, DeskResult Result) Put(Db db, CustomerGroup group, string? edition, Actor actor, DateTimeOffset now)
    {
        var before = group.Id.Length == 0 ? null : GroupStore.Find(db, group.Id);
        if (edition is not null && (before is null || EditionOf(before) != edition)) return (group.Id, new DeskResult.Stale());
        if (Problems(db, group).ToList() is { Count: > 0 } problems) return (group.Id, new DeskResult.Invalid(problems));
        var after = group with { Id = group.Id.Length > 0 ? group.Id : NewId(db), Members = [.. group.Members.Distinct()] };
        GroupStore.Put(db, after);
        Note(db, now, actor, "group.put", after.Id, before, after);
        return (after.Id, new DeskResult.Done(null));
    }

    /// <summary>Removes it; it can be put back for 30 days.</summary>
    public static DeskResult Remove(Db db, string id, string? edition, Actor actor, DateTimeOffset now)
    {
        if (GroupStore.Find(db, id) is not { } group) return new DeskResult.NotFound();
        if (edition is not null && edition != EditionOf(group)) return new DeskResult.Stale();
        GroupStore.Remove(db, id);
        RemovedStore.Add(db, RemovedKinds.Group, group.Site, group.Name, Json(group), actor.Name, now);
        Note(db, now, actor, "group.remove", id, group, null);
        return new DeskResult.Done(null);
    }

    /// <summary>Takes customers out of one group's list and puts them into another's. Who moves others meanwhile is not disturbed.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="fromId">Null: out of none.</param>
    /// <param name="toId">Null: into none.</param>
    /// <param name="customers">Of the site of both.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">When.</param>
    /// <returns>What became of it, and how many the first group's rule keeps there.</returns>
    public static (DeskResult Result, int Stay) Move(Db db, string? fromId, string? toId, IReadOnlyList<CustomerNow> customers, Actor actor, DateTimeOffset now)
    {
        var (from, to) = (fromId is null ? null : GroupStore.Find(db, fromId), toId is null ? null : GroupStore.Find(db, toId));
        if ((fromId is not null && from is null) || (toId is not null && to is null) || customers.Any(one => (from ?? to)?.Site != one.Site)) return (new DeskResult.NotFound(), 0);
        if (from is not null && to is not null && (from.Site != to.Site || from.IsOfAccounts != to.IsOfAccounts)) return (new DeskResult.Invalid([Wrong("to", to.Name, "is a group of another site or kind", "move within one")]), 0);
        if (to is not null)
        {
            var result = Put(db, GroupMove.With(to, customers), null, actor, now).Result;
            if (result is not DeskResult.Done) return (result, 0);
        }

        if (from is null) return (new DeskResult.Done(null), 0);
        var less = GroupMove.Without(from, customers);
        if (less.Members.Count != from.Members.Count && Put(db, less, null, actor, now).Result is var taken and not DeskResult.Done) return (taken, 0);
        return (new DeskResult.Done(null), GroupMove.StayByRule(from, customers));
    }

    public static DeskResult Restore(Db db, RemovedEntry entry, Actor actor, DateTimeOffset now)
    {
        if (JsonSerializer.Deserialize(entry.ContentJson, DeskJson.Default.CustomerGroup) is not { } group) return new DeskResult.NotFound();
        if (GroupStore.Find(db, group.Id) is not null) return new DeskResult.Invalid([new ConfigError("form", "id", ConfigSection.Quoted(group.Id), "was made anew meanwhile", "remove that one first, if this is the right one")]);
        return Put(db, group, null, actor, now).Result;
    }

    public static string EditionOf(CustomerGroup group) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(group, DeskJson.Default.CustomerGroup)).AsSpan(0, 8));

    /// <summary>One that nobody has: a group that was imported brought its own.</summary>
    private static string NewId(Db db)
    {
        string id;
        do id = $"g{db.NextNumber("customer_groups")}";
        while (GroupStore.Find(db, id) is not null);
        return id;
    }

    private static IEnumerable<ConfigError> Problems(Db db, CustomerGroup group)
    {
        if (group.Id.Length > 0 && !Common.Events.Topics.IsName(group.Id)) yield return Wrong("id", group.Id, "cannot be an id", "use 1 to 64 letters, digits, dots, dashes and underscores");
        foreach (var (key, text, isNeeded) in new[] { ("category", group.Category, true), ("subcategory", group.Subcategory, false), ("name", group.Name, true) })
        {
            if (isNeeded && text.Length == 0) yield return Wrong(key, null, "is missing", "write what people call it");
            if (text.Length > MaxText || text.Any(char.IsControl)) yield return Wrong(key, text, "is too long, or no single line", "write at most 80 characters");
        }

        if (db.First<long>("SELECT COUNT(*) FROM sites WHERE site = @Site", new { group.Site }) == 0) yield return Wrong("site", group.Site, "is no site", "choose one of the inventory");
        if (group is { IsSplitter: true, IsOfAccounts: true }) yield return Wrong("is_splitter", null, "is for ONUs", "a splitter has ONUs; list those");
        if (group.Rule is not null && GroupRule.Parse(group.Rule).Problem is { } problem) yield return Wrong("rule", null, problem, "");
        if (group.Members.Count > MostMembers) yield return Wrong("members", null, $"has more than {MostMembers} entries", "use a rule");
        foreach (var member in group.Members.Where(member => member.Name.Length is 0 or > MaxText || member.Device.Length > MaxText).Take(1)) yield return Wrong("members", member.ToString(), "cannot be a member", "write one a line: MAC, serial, 0/3:17 or the account's name, the device before it if it matters");
        if (group.Id.Length == 0 && db.First<long>("SELECT COUNT(*) FROM customer_groups") >= MostGroups) yield return Wrong("id", null, "there are too many groups", "remove some");
    }

    private static ConfigError Wrong(string key, string? value, string problem, string remedy) => new("form", key, value is null ? null : ConfigSection.Quoted(value), problem, remedy);

    private static string Json(CustomerGroup group) => JsonSerializer.Serialize(group, DeskJson.Default.CustomerGroup);

    private static void Note(Db db, DateTimeOffset now, Actor actor, string action, string id, CustomerGroup? before, CustomerGroup? after)
    {
        var detail = new Dictionary<string, string>(StringComparer.Ordinal);
        if (before is not null) detail["before"] = Json(before);
        if (after is not null) detail["after"] = Json(after);
        AuditLog.Add(db, now, actor, action, id, new ActionResult.Done(0), detail);
    }
}
