using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Inventory.Find;

/// <summary>ONUs that no list has any more, by whole values only.</summary>
internal static class GoneOnus
{
    public static List<CustomerFacts> Find(Db db, FindQuery query)
    {
        if (query.Places.Count > 0 || query.Text.Contains(':', StringComparison.Ordinal) && FindQuery.Mac(query.Text) is null) return [];
        var mac = FindQuery.Mac(query.Text) is { } digits ? string.Join(':', digits.ToUpperInvariant().Chunk(2).Select(pair => new string(pair))) : null;
        var rows = db.Query<Row>(
            """
            SELECT site, device, entity, pon, name, mac, serial, gone_ms FROM onus
            WHERE gone_ms IS NOT NULL AND (mac = @mac OR serial = @serial OR LOWER(name) = @text OR LOWER(serial) = @text)
            ORDER BY gone_ms DESC LIMIT @most
            """,
            new { mac, serial = query.Text.ToUpperInvariant(), text = query.Text, most = FindResult.MostShown });
        return rows.DistinctBy(row => (row.Site, row.Mac ?? row.Serial ?? row.Entity)).Select(row => new CustomerFacts
        {
            Site = row.Site,
            Onu = new OnuFacts(row.Device, FindKey.Value(FindKey.Position, row.Entity)!, "unknown")
            {
                Pon = row.Pon, Name = row.Name, Mac = row.Mac, Serial = row.Serial, GoneAt = DbTime.Time(row.GoneMs),
            },
        }).ToList();
    }

    private sealed record Row
    {
        public string Site { get; init; } = "";
        public string Device { get; init; } = "";
        public string Entity { get; init; } = "";
        public string? Pon { get; init; }
        public string? Name { get; init; }
        public string? Mac { get; init; }
        public string? Serial { get; init; }
        public long GoneMs { get; init; }
    }
}
