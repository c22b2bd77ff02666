using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Find;

/// <summary>Finds a customer by name, MAC, PPPoE user, IP, serial or ONU position, and says how he is.</summary>
internal sealed class FindService(FindIndex index, TimeProvider time)
{
    // More hits than that are no customer but a list: they are not joined.
    private const int MostJoined = 12;

    /// <summary>Searches the newest tables of all sites; an empty query finds nothing.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="query">As somebody wrote it.</param>
    /// <param name="scope">The sites that he sees; null: all.</param>
    public FindResult Find(Db db, string? query, SiteScope? scope = null)
    {
        scope ??= SiteScope.All;
        var now = time.GetUtcNow();
        if (FindQuery.Of(query) is not { } asked) return new FindResult("", [], 0, HasMore: false);
        index.Refresh(db);
        var rows = Within(db, asked, index.Search(asked, scope));
        using var reader = new CustomerReader(db, index, now);
        if (rows.Count == 0)
        {
            var gone = GoneOnus.Find(db, asked).FindAll(facts => scope.Allows(facts.Site)).ConvertAll(facts => Verdict(reader.Complete(facts)));
            return new FindResult(asked.Text, [.. gone.Take(FindResult.MostShown)], gone.Count, HasMore: false);
        }

        return rows.Count <= MostJoined ? Joined(asked, rows, reader) : Listed(asked, rows, reader);
    }

    private static FindResult Joined(FindQuery asked, IReadOnlyList<FoundRow> rows, CustomerReader reader)
    {
        var told = new HashSet<(TableKeys, int)>();
        var customers = new List<FoundCustomer>();
        foreach (var row in rows.Where(row => !told.Contains((row.Table, row.Row))).OrderBy(row => row.Rank).ThenBy(row => row.Table.Name == "onus" ? 0 : 1).ToList())
        {
            if (told.Contains((row.Table, row.Row))) continue;
            var all = reader.Join(row);
            told.UnionWith(all.Select(one => (one.Table, one.Row)));
            customers.Add(Verdict(reader.Read(all)));
        }

        return new FindResult(asked.Text, [.. customers.Take(FindResult.MostShown)], customers.Count, HasMore: false);
    }

    private static FindResult Listed(FindQuery asked, IReadOnlyList<FoundRow> rows, CustomerReader reader)
    {
        // An account and its session are one customer: each kind of table lists the same people, so the one that found most is shown.
        var kind = rows.GroupBy(row => row.Table.Name, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key == "onus" ? 0 : 1).First().ToList();
        return new FindResult(
            asked.Text, [.. kind.Take(FindResult.MostShown).Select(row => Verdict(reader.Read([row])))], kind.Count, HasMore: rows.Count >= FindIndex.Most);
    }

    private static FoundCustomer Verdict(CustomerFacts facts) => new(CustomerVerdicts.Of(facts), facts);

    /// <summary>Only those at the places that were named.</summary>
    private static IReadOnlyList<FoundRow> Within(Db db, FindQuery asked, IReadOnlyList<FoundRow> rows)
    {
        if (asked.Places.Count == 0 || rows.Count == 0) return rows;
        var titles = db.Query<SiteTitle>("SELECT site, title FROM sites WHERE title IS NOT NULL").ToDictionary(row => row.Site, row => row.Title.ToLowerInvariant(), StringComparer.Ordinal);
        return [.. rows.Where(row => asked.Places.All(place =>
            place == row.Table.Site || place.Equals(row.Table.Device, StringComparison.OrdinalIgnoreCase)
            || (titles.GetValueOrDefault(row.Table.Site) is { } title && title.Split(' ').Contains(place, StringComparer.Ordinal))))];
    }

    private sealed record SiteTitle
    {
        public string Site { get; init; } = "";
        public string Title { get; init; } = "";
    }
}
