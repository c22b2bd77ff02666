using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Enrolment;

namespace EdgeNoc.Collector.Sites.Secrets;

/// <summary>A password that is kept, without it.</summary>
/// <param name="Site">The site.</param>
/// <param name="Device">The device's id there.</param>
/// <param name="ChangedAt">When it was typed.</param>
/// <param name="ChangedBy">By whom.</param>
/// <param name="SharedBy">How many devices have the same, this one too.</param>
/// <param name="SharedBySites">At how many sites.</param>
internal sealed record SecretView(string Site, string Device, DateTimeOffset ChangedAt, string ChangedBy, long SharedBy, long SharedBySites);

/// <summary>The table <c>device_secrets</c>.</summary>
internal static class SecretStore
{
    /// <summary>Characters of a password.</summary>
    public const int MaxLength = 256;

    /// <summary>Keeps a password for one device, or for all that have the same one as it has now.</summary>
    /// <returns>The devices whose password it is now, as <c>site/device</c>.</returns>
    public static IReadOnlyList<string> Set(Db db, SecretVault vault, string site, string device, string password, bool allSharing, string by, DateTimeOffset now)
    {
        var places = new List<Place> { new() { Site = site, Device = device } };
        if (allSharing)
        {
            places.AddRange(db.Query<Place>(
                """
                SELECT other.site, other.device FROM device_secrets one JOIN device_secrets other ON other.mark = one.mark
                WHERE one.site = @site AND one.device = @device AND NOT (other.site = @site AND other.device = @device) ORDER BY 1, 2
                """,
                new { site, device }));
        }

        foreach (var place in places)
        {
            db.Execute(
                """
                INSERT INTO device_secrets (site, device, box, mark, changed_ms, changed_by) VALUES (@Site, @Device, @box, @mark, @nowMs, @by)
                ON CONFLICT (site, device) DO UPDATE SET box = excluded.box, mark = excluded.mark, changed_ms = excluded.changed_ms, changed_by = excluded.changed_by
                """,
                new { place.Site, place.Device, box = vault.Close(password, place.Name), mark = vault.Mark(password), nowMs = DbTime.Ms(now), by = DbText.Bounded(by) });
        }

        foreach (var changed in places.Select(place => place.Site).Distinct(StringComparer.Ordinal))
            db.Execute("UPDATE sites SET secrets_version = secrets_version + 1 WHERE site = @changed", new { changed });
        return [.. places.Select(place => place.Name)];
    }

    public static List<SecretView> All(Db db) => db.Query<Row>(
        """
        SELECT s.site, s.device, s.changed_ms, s.changed_by,
            (SELECT COUNT(*) FROM device_secrets o WHERE o.mark = s.mark) AS shared_by, (SELECT COUNT(DISTINCT o.site) FROM device_secrets o WHERE o.mark = s.mark) AS shared_by_sites
        FROM device_secrets s ORDER BY s.site, s.device
        """).ConvertAll(row => new SecretView(row.Site, row.Device, DbTime.Time(row.ChangedMs), row.ChangedBy, row.SharedBy, row.SharedBySites));

    /// <summary>All that a site's machine has to know of its devices.</summary>
    public static SiteSecrets Of(Db db, SecretVault vault, string site)
    {
        var devices = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in db.Query<Place>("SELECT site, device, box FROM device_secrets WHERE site = @site", new { site }))
        {
            // A box that does not open was closed with a key that is gone: it has to be typed again.
            if (vault.Open(row.Box, row.Name) is { } password) devices[row.Device] = password;
        }

        return new SiteSecrets(db.First<long>("SELECT secrets_version FROM sites WHERE site = @site", new { site }), devices);
    }

    private sealed record Place
    {
        public string Site { get; init; } = "";
        public string Device { get; init; } = "";
        public string Box { get; init; } = "";

        public string Name => $"{Site}/{Device}";
    }

    private sealed record Row
    {
        public string Site { get; init; } = "";
        public string Device { get; init; } = "";
        public long ChangedMs { get; init; }
        public string ChangedBy { get; init; } = "";
        public long SharedBy { get; init; }
        public long SharedBySites { get; init; }
    }
}
