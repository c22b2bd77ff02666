using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Find;

/// <summary>What can be found in the newest tables of all sites. A cache: made from the database, and brought up to it before each search.</summary>
internal sealed class FindIndex
{
    /// <summary>More is not counted.</summary>
    public const int Most = 400;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Site, string Device, string Name), (Version Version, TableKeys? Keys)> _tables = [];

    /// <summary>Rows that can be found.</summary>
    public int Rows
    {
        get
        {
            lock (_gate) return _tables.Values.Sum(table => table.Keys?.Rows ?? 0);
        }
    }

    /// <summary>Reads at most so many of the tables that changed; false while there are more.</summary>
    public bool Refresh(Db db, int atMost = int.MaxValue)
    {
        lock (_gate)
        {
            var stored = db.Query<TableRow>("SELECT site, device, name, boot, seq, at_ms FROM tables WHERE name IN @names", new { names = FindKey.Tables.Keys });
            var stale = stored.Where(row => !_tables.TryGetValue(row.Key, out var known) || known.Version != row.Version).ToList();
            foreach (var row in stale.Take(atMost))
            {
                var json = db.First<string>("SELECT content_json FROM tables WHERE site = @Site AND device = @Device AND name = @Name", new { row.Site, row.Device, row.Name });
                using var table = json is null ? null : StoredTable.Parse(json);
                _tables[row.Key] = (row.Version, table is null ? null : TableKeys.Of(row.Site, row.Device, row.Name, table));
            }

            if (_tables.Count > stored.Count)
            {
                var keys = stored.Select(row => row.Key).ToHashSet();
                foreach (var gone in _tables.Keys.Where(key => !keys.Contains(key)).ToList()) _tables.Remove(gone);
            }

            return stale.Count <= atMost;
        }
    }

    /// <summary>What a query finds: whole values if there are any, else what contains it; the best first.</summary>
    public IReadOnlyList<FoundRow> Search(FindQuery query, SiteScope? scope = null)
    {
        var found = new List<FoundRow>();
        lock (_gate)
        {
            var tables = Tables(site: null).Where(table => scope?.Allows(table.Site) != false).ToList();
            foreach (var table in tables)
            {
                foreach (var value in query.Exact) table.Exact(value, found, Most);
            }

            if (found.Count > 0 || query.Part is null) return found;
            foreach (var table in tables) table.Within(query.Part, found, Most);
        }

        return [.. found.OrderBy(row => row.Rank)];
    }

    /// <summary>The first row of a site's tables of that name with one of these values.</summary>
    public FoundRow? Join(string site, string name, IReadOnlyList<string> values)
    {
        var found = new List<FoundRow>();
        lock (_gate)
        {
            foreach (var value in values)
            {
                foreach (var table in Tables(site).Where(table => table.Name == name))
                {
                    table.Exact(value, found, 1);
                    if (found.Count > 0) return found[0];
                }
            }
        }

        return null;
    }

    private IEnumerable<TableKeys> Tables(string? site) =>
        from table in _tables.Values where table.Keys is not null && (site is null || table.Keys.Site == site) select table.Keys;

    private readonly record struct Version(string Boot, long Seq, long AtMs);

    private sealed record TableRow
    {
        public string Site { get; init; } = "";
        public string Device { get; init; } = "";
        public string Name { get; init; } = "";
        public string Boot { get; init; } = "";
        public long Seq { get; init; }
        public long AtMs { get; init; }

        public (string Site, string Device, string Name) Key => (Site, Device, Name);

        public Version Version => new(Boot, Seq, AtMs);
    }
}
