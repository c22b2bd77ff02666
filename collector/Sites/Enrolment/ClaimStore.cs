using System.Globalization;
using System.Security.Cryptography;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Enrolment;

namespace EdgeNoc.Collector.Sites.Enrolment;

/// <summary>A row of <c>claims</c>.</summary>
internal sealed record ClaimRow
{
    public string Id { get; init; } = "";
    public string Site { get; init; } = "";
    public long CreatedMs { get; init; }
    public long ExpiresMs { get; init; }
    public string CreatedBy { get; init; } = "";
    public long? UsedMs { get; init; }
    public string? UsedKey { get; init; }
    public string? UsedSerial { get; init; }
    public long? VoidedMs { get; init; }
}

/// <summary>The table <c>claims</c>.</summary>
internal static class ClaimStore
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(72);
    private const string Columns = "SELECT id, site, created_ms, expires_ms, created_by, used_ms, used_key, used_serial, voided_ms FROM claims";

    /// <summary>Makes one, and voids those that were not used yet: one claim a site is out at a time.</summary>
    /// <returns>Its id, its secret, which is kept nowhere, and when it ends.</returns>
    public static (string Id, byte[] Secret, DateTimeOffset Expires) Add(Db db, string site, string by, DateTimeOffset now)
    {
        Void(db, site, now);
        var id = string.Create(CultureInfo.InvariantCulture, $"c{db.NextNumber("claim")}");
        var secret = RandomNumberGenerator.GetBytes(ClaimCode.SecretBytes);
        db.Execute(
            "INSERT INTO claims (id, site, hash, created_ms, expires_ms, created_by) VALUES (@id, @site, @hash, @nowMs, @expiresMs, @by)",
            new { id, site, hash = Hash(secret), nowMs = DbTime.Ms(now), expiresMs = DbTime.Ms(now + Life), by = DbText.Bounded(by) });
        return (id, secret, now + Life);
    }

    /// <summary>Voids what of a site is out.</summary>
    public static void Void(Db db, string site, DateTimeOffset now) =>
        db.Execute("UPDATE claims SET voided_ms = @nowMs WHERE site = @site AND voided_ms IS NULL AND used_ms IS NULL", new { site, nowMs = DbTime.Ms(now) });

    /// <summary>Voids all of a site, also the one that its machine used and could use again.</summary>
    public static void VoidAll(Db db, string site, DateTimeOffset now) =>
        db.Execute("UPDATE claims SET voided_ms = @nowMs WHERE site = @site AND voided_ms IS NULL", new { site, nowMs = DbTime.Ms(now) });

    public static ClaimRow? Find(Db db, ReadOnlySpan<byte> secret) => db.First<ClaimRow>(Columns + " WHERE hash = @hash", new { hash = Hash(secret) });

    public static void Use(Db db, ClaimRow claim, string publicKey, string serial, DateTimeOffset now) => db.Execute(
        "UPDATE claims SET used_ms = COALESCE(used_ms, @nowMs), used_key = @publicKey, used_serial = @serial WHERE id = @Id",
        new { claim.Id, publicKey, serial, nowMs = DbTime.Ms(now) });

    // 128 random bits: nothing slower than a hash is needed.
    private static string Hash(ReadOnlySpan<byte> secret) => Convert.ToHexString(SHA256.HashData(secret));
}
