using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Find;

/// <summary>Reads all that is known of a customer. Tables are read once for all customers of a search.</summary>
internal sealed class CustomerReader(Db db, FindIndex index, DateTimeOffset now) : IDisposable
{
    private const int ShortestName = 4;

    // A heartbeat comes every minute.
    private static readonly TimeSpan SilentAfter = TimeSpan.FromMinutes(3);

    private readonly Dictionary<TableKeys, StoredTable?> _tables = [];
    private readonly Dictionary<string, DateTimeOffset?> _silent = new(StringComparer.Ordinal);

    /// <summary>The rows of the same site that are the same customer's: by MAC, and by the name that his ONU and his account share. One of each table.</summary>
    public IReadOnlyList<FoundRow> Join(FoundRow seed)
    {
        var rows = new Dictionary<string, FoundRow>(StringComparer.Ordinal) { [seed.Table.Name] = seed };

        // Twice: the account names the session, and the session's MAC the lease.
        for (var round = 0; round < 2; round++)
        {
            var keys = rows.Values.SelectMany(row => row.Table.KeysOf(row.Row).Select(key => (row.Table.Name, Key: key))).ToList();
            foreach (var name in FindKey.Tables.Keys.Where(name => !rows.ContainsKey(name)))
            {
                var values = keys.SelectMany(key => Joining(key.Name, key.Key, name)).Distinct(StringComparer.Ordinal).ToList();
                if (index.Join(seed.Table.Site, name, values) is { } joined) rows[name] = joined;
            }
        }

        return [.. rows.Values];
    }

    /// <summary>What these rows say.</summary>
    public CustomerFacts Read(IReadOnlyList<FoundRow> rows)
    {
        var facts = new CustomerFacts { Site = rows[0].Table.Site };
        foreach (var row in rows)
        {
            if (Table(row.Table) is not { } table || row.Row >= table.Rows) continue;
            var at = TableTime.Of(table.At ?? now, now);
            facts = row.Table.Name switch
            {
                "onus" => facts with { Onu = CustomerRows.Onu(row.Table.Device, table, row.Row) with { ListedAt = at } },
                "ppp_accounts" => facts with { Account = CustomerRows.Account(row.Table.Device, table, row.Row) },
                "ppp_active" => facts with { Session = CustomerRows.Session(row.Table.Device, "pppoe", table, row.Row, at) },
                "hotspot_active" => facts with { Session = facts.Session ?? CustomerRows.Session(row.Table.Device, "hotspot", table, row.Row, at) },
                _ => facts with { Lease = facts.Lease ?? CustomerRows.Lease(row.Table.Device, table, row.Row) },
            };
        }

        return Complete(facts);
    }

    /// <summary>Adds what the alerts and the site's heartbeat say.</summary>
    public CustomerFacts Complete(CustomerFacts facts)
    {
        facts = facts with { SilentSince = SilentSince(facts.Site) };
        return facts.Onu is { GoneAt: null } ? OnuAlerts.Add(db, facts) : facts;
    }

    public void Dispose()
    {
        foreach (var table in _tables.Values) table?.Dispose();
    }

    /// <summary>The values by which a row of another table would be the same customer's.</summary>
    private static IEnumerable<string> Joining(string from, string key, string to)
    {
        var (letter, value) = (key[0], key[1..]);
        if (letter == FindKey.Mac && value.Trim('0').Length > 0) yield return key;
        var isName = letter is FindKey.Name or FindKey.User || (letter == FindKey.Comment && from == "ppp_accounts" && to == "onus");
        if (!isName || value.Length < ShortestName) yield break;
        if (to == "onus") yield return $"{FindKey.Name}{value}";
        else if (to is "ppp_accounts" or "ppp_active" or "hotspot_active") yield return $"{FindKey.User}{value}";
        if (from == "onus" && to == "ppp_accounts") yield return $"{FindKey.Comment}{value}";
    }

    private StoredTable? Table(TableKeys keys)
    {
        if (_tables.TryGetValue(keys, out var known)) return known;
        var json = db.First<string>("SELECT content_json FROM tables WHERE site = @Site AND device = @Device AND name = @Name", new { keys.Site, keys.Device, keys.Name });
        return _tables[keys] = json is null ? null : StoredTable.Parse(json);
    }

    private DateTimeOffset? SilentSince(string site)
    {
        if (_silent.TryGetValue(site, out var known)) return known;
        DateTimeOffset? since = null;
        if (SiteStore.Find(db, site) is { } row)
        {
            var seen = DbTime.Time(row.LastSeenMs ?? row.StatusChangedMs);
            if (row.State is SiteState.Offline or SiteState.Stopped || (row.LastSeenMs is not null && now - seen >= SilentAfter)) since = seen;
        }

        return _silent[site] = since;
    }
}
