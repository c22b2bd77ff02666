using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Sites.Enrolment;

/// <summary>A row of <c>identities</c>: which machine a site is.</summary>
internal sealed record Identity
{
    public const string Pending = "pending", Approved = "approved";

    public string Site { get; init; } = "";

    /// <summary>SubjectPublicKeyInfo, base64.</summary>
    public string PublicKey { get; init; } = "";
    public string Serial { get; init; } = "";
    public string? Version { get; init; }
    public long EnrolledMs { get; init; }
    public string? MovedSerial { get; init; }
    public long? MovedMs { get; init; }
    public string? MoveState { get; init; }
    public long? RevokedMs { get; init; }
}

/// <summary>The table <c>identities</c>.</summary>
internal static class IdentityStore
{
    private const string Columns = "SELECT site, public_key, serial, version, enrolled_ms, moved_serial, moved_ms, move_state, revoked_ms FROM identities";

    public static Identity? Find(Db db, string site) => db.First<Identity>(Columns + " WHERE site = @site", new { site });

    public static List<Identity> All(Db db) => db.Query<Identity>(Columns + " ORDER BY site");

    public static void Put(Db db, string site, string publicKey, string serial, string? version, DateTimeOffset now) => db.Execute(
        """
        INSERT INTO identities (site, public_key, serial, version, enrolled_ms) VALUES (@site, @publicKey, @serial, @version, @nowMs)
        ON CONFLICT (site) DO UPDATE SET public_key = excluded.public_key, serial = excluded.serial, version = excluded.version, enrolled_ms = excluded.enrolled_ms,
            moved_serial = NULL, moved_ms = NULL, move_state = NULL, revoked_ms = NULL, broker_due = NULL
        """,
        new { site, publicKey, serial, version = DbText.Bounded(version), nowMs = DbTime.Ms(now) });

    /// <summary>The card asks from another machine.</summary>
    public static void SetMoved(Db db, string site, string serial, DateTimeOffset now) => db.Execute(
        "UPDATE identities SET moved_serial = @serial, moved_ms = @nowMs, move_state = @pending WHERE site = @site", new { site, serial, nowMs = DbTime.Ms(now), pending = Identity.Pending });

    public static void Approve(Db db, string site) => db.Execute("UPDATE identities SET move_state = @approved WHERE site = @site AND moved_serial IS NOT NULL", new { site, approved = Identity.Approved });

    /// <summary>It is in its new machine.</summary>
    public static void Settle(Db db, string site, string serial) =>
        db.Execute("UPDATE identities SET serial = @serial, moved_serial = NULL, moved_ms = NULL, move_state = NULL WHERE site = @site", new { site, serial });

    /// <summary>It is nobody any more; the broker is told by the loop, until it has done so.</summary>
    public static void Revoke(Db db, string site, DateTimeOffset now) => db.Execute(
        """
        INSERT INTO identities (site, public_key, serial, enrolled_ms, revoked_ms, broker_due) VALUES (@site, '', '', 0, @nowMs, 'delete')
        ON CONFLICT (site) DO UPDATE SET revoked_ms = @nowMs, broker_due = 'delete', moved_serial = NULL, moved_ms = NULL, move_state = NULL
        """,
        new { site, nowMs = DbTime.Ms(now) });

    public static List<string> DueAtBroker(Db db) => db.Query<string>("SELECT site FROM identities WHERE broker_due = 'delete' ORDER BY site");

    public static bool IsDueAtBroker(Db db, string site) => db.First<long>("SELECT COUNT(*) FROM identities WHERE site = @site AND broker_due IS NOT NULL", new { site }) > 0;

    /// <summary>Done; unless the site was enrolled anew meanwhile.</summary>
    public static void DoneAtBroker(Db db, string site) => db.Execute("UPDATE identities SET broker_due = NULL WHERE site = @site AND revoked_ms IS NOT NULL", new { site });
}
