using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Find;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Web.Lists;

/// <summary>A row of a site's table: its cells in the order of its kind's columns.</summary>
/// <param name="Site">The site.</param>
/// <param name="Device">The device that listed it.</param>
/// <param name="Number">Its number there: two rows may say the same.</param>
/// <param name="Cells">Null where there is nothing.</param>
internal sealed record SnapshotRow(string Site, string Device, int Number, IReadOnlyList<string?> Cells);

/// <summary>
/// The newest tables of all sites, as lists show them: read when somebody asks for such a list, brought up to the database before each answer, and forgotten when nobody asked for a while. A cache.
/// </summary>
internal sealed class SnapshotBook(ApiContext api, TimeProvider time)
{
    /// <summary>Of one transaction, so that events and messages wait for little.</summary>
    private const int AtOnce = 5;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Known> _kinds = new(StringComparer.Ordinal);

    /// <summary>All rows of a table.</summary>
    /// <param name="table">Its name on the wire: <c>ppp_accounts</c>.</param>
    /// <param name="columns">Those that are shown.</param>
    public IReadOnlyList<SnapshotRow> Rows(string table, IReadOnlyList<string> columns)
    {
        lock (_gate)
        {
            foreach (var old in _kinds.Where(kind => kind.Key != table && time.GetElapsedTime(kind.Value.AskedAt) > Kept).Select(kind => kind.Key).ToList()) _kinds.Remove(old);
            if (!_kinds.TryGetValue(table, out var known)) _kinds[table] = known = new Known();
            known.AskedAt = time.GetTimestamp();
            Refresh(table, columns, known);
            return known.All ??= [.. known.Tables.Values.SelectMany(one => one.Rows)];
        }
    }

    private void Refresh(string table, IReadOnlyList<string> columns, Known known)
    {
        var stored = api.Read(db => db.Query<Stored>("SELECT site, device, boot, seq, at_ms FROM tables WHERE name = @table", new { table }));
        var stale = stored.Where(one => !known.Tables.TryGetValue((one.Site, one.Device), out var old) || old.Version != one.Version).ToList();
        foreach (var some in stale.Chunk(AtOnce))
        {
            foreach (var (one, json) in api.Read(db => some.Select(one => (one, Json: db.First<string>(
                "SELECT content_json FROM tables WHERE site = @Site AND device = @Device AND name = @table", new { one.Site, one.Device, table }))).ToList()))
                known.Tables[(one.Site, one.Device)] = (one.Version, json is null ? [] : Read(one, json, columns));
        }

        var keys = stored.Select(one => (one.Site, one.Device)).ToHashSet();
        var gone = known.Tables.Keys.Where(key => !keys.Contains(key)).ToList();
        foreach (var key in gone) known.Tables.Remove(key);
        if (stale.Count + gone.Count > 0) known.All = null;
    }

    private static SnapshotRow[] Read(Stored one, string json, IReadOnlyList<string> columns)
    {
        using var table = StoredTable.Parse(json);
        if (table is null) return [];
        var places = columns.Select(table.Column).ToArray();
        var same = new Dictionary<string, string>(StringComparer.Ordinal);
        var rows = new SnapshotRow[table.Rows];
        for (var row = 0; row < rows.Length; row++)
        {
            var cells = new string?[places.Length];
            for (var i = 0; i < cells.Length; i++)
            {
                // States, profiles and servers are a few words in thousands of rows.
                if (table.Cell(row, places[i]) is not { } cell) continue;
                if (!same.TryGetValue(cell, out var known)) same[cell] = known = cell;
                cells[i] = known;
            }

            rows[row] = new SnapshotRow(one.Site, one.Device, row, cells);
        }

        return rows;
    }

    private sealed class Known
    {
        public Dictionary<(string Site, string Device), ((string Boot, long Seq, long AtMs) Version, SnapshotRow[] Rows)> Tables { get; } = [];

        public IReadOnlyList<SnapshotRow>? All { get; set; }

        public long AskedAt { get; set; }
    }

    private sealed record Stored
    {
        public string Site { get; init; } = "";
        public string Device { get; init; } = "";
        public string Boot { get; init; } = "";
        public long Seq { get; init; }
        public long AtMs { get; init; }

        public (string Boot, long Seq, long AtMs) Version => (Boot, Seq, AtMs);
    }
}
