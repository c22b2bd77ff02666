using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Inventory.Onus;

/// <summary>An ONU as a list of its OLT shows it.</summary>
/// <param name="Identity">Its MAC, else its serial, else empty: another one in the same slot is another ONU.</param>
internal sealed record ListedOnu(string Entity, string Identity, string? Pon, string? Name, string? Mac, string? Serial, string? Status)
{
    private const int MaxEntity = 128;

    /// <summary>The ONUs of a list; rows without a usable entity are left out.</summary>
    public static IReadOnlyList<ListedOnu> Of(TableRows rows) =>
    [
        .. rows.All
            .Select(row => (Entity: row.Text("entity") ?? "", Mac: row.Text("mac"), Serial: row.Text("serial"), Row: row))
            .Where(row => row.Entity.Length is > 0 and <= MaxEntity)
            .Select(row => new ListedOnu(row.Entity, row.Mac ?? row.Serial ?? "", row.Row.Text("pon"), row.Row.Text("name"), row.Mac, row.Serial, row.Row.Text("status"))),
    ];
}

/// <summary>The table <c>onus</c>: who is where, and who was there before.</summary>
internal static class OnuStore
{
    /// <summary>How long one that is gone can still be found.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>Of one site; above that the ones gone longest go early.</summary>
    public const int MaxGonePerSite = 50_000;

    private const int Step = 5_000;

    /// <summary>Takes the newest list of an OLT: all that are in it are there, all others are gone.</summary>
    public static void Apply(Db db, string site, string device, IReadOnlyList<ListedOnu> listed, DateTimeOffset at)
    {
        var atMs = DbTime.Ms(at);
        db.Execute(
            """
            INSERT INTO onus (site, device, entity, identity, pon, name, mac, serial, status, first_seen_ms, last_seen_ms)
            VALUES (@site, @device, @Entity, @Identity, @Pon, @Name, @Mac, @Serial, @Status, @atMs, @atMs)
            ON CONFLICT (site, device, entity, identity) DO UPDATE SET
                pon = excluded.pon, name = excluded.name, mac = excluded.mac, serial = excluded.serial, status = excluded.status,
                last_seen_ms = excluded.last_seen_ms, gone_ms = NULL
            """,
            listed.Select(onu => new { site, device, onu.Entity, onu.Identity, onu.Pon, onu.Name, onu.Mac, onu.Serial, onu.Status, atMs }).ToList());
        db.Execute("UPDATE onus SET gone_ms = @atMs WHERE site = @site AND device = @device AND gone_ms IS NULL AND last_seen_ms <> @atMs", new { site, device, atMs });
    }

    /// <summary>Deletes some of what is gone for too long; true while there may be more.</summary>
    public static bool Prune(Db db, DateTimeOffset now) => Delete(db, db.Query<OnuKey>(
        "SELECT site, device, entity, identity FROM onus WHERE gone_ms < @beforeMs LIMIT @Step", new { beforeMs = DbTime.Ms(now - Kept), Step })) == Step;

    /// <summary>Deletes some of what a site has too many of; true while there may be more.</summary>
    public static bool PruneExcess(Db db, int maxGonePerSite)
    {
        var deleted = 0;
        foreach (var (site, count) in db.Query<(string, long)>(
            "SELECT site, COUNT(*) FROM onus WHERE gone_ms IS NOT NULL GROUP BY site HAVING COUNT(*) > @maxGonePerSite", new { maxGonePerSite }))
        {
            deleted += Delete(db, db.Query<OnuKey>(
                "SELECT site, device, entity, identity FROM onus WHERE site = @site AND gone_ms IS NOT NULL ORDER BY gone_ms LIMIT @excess",
                new { site, excess = Math.Min(Step, count - maxGonePerSite) }));
        }

        return deleted >= Step;
    }

    private static int Delete(Db db, List<OnuKey> keys)
    {
        db.Execute("DELETE FROM onus WHERE site = @Site AND device = @Device AND entity = @Entity AND identity = @Identity", keys);
        return keys.Count;
    }

    private sealed record OnuKey
    {
        public string Site { get; init; } = "";
        public string Device { get; init; } = "";
        public string Entity { get; init; } = "";
        public string Identity { get; init; } = "";
    }
}
