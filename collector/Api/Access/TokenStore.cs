using System.Globalization;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Access;

/// <summary>A row of <c>tokens</c>.</summary>
internal sealed record TokenRow
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string Role { get; init; } = "";

    /// <summary>The sites that it sees; null: all.</summary>
    public string? SitesJson { get; init; }
    public string Hash { get; init; } = "";
    public long CreatedMs { get; init; }
    public long? UsedMs { get; init; }
    public long? RevokedMs { get; init; }

    /// <summary>What an unknown word in the database may do is the least.</summary>
    public Person Person => new(Id, Name, UserRoles.Parse(Role) ?? UserRole.Viewer, SiteScope.OfJson(SitesJson));
}

/// <summary>The table <c>tokens</c>.</summary>
internal static class TokenStore
{
    /// <summary>So that a page which asks every second is no write every second.</summary>
    private static readonly TimeSpan NoteUseEvery = TimeSpan.FromMinutes(1);

    // Compared with when there is no such token, so that the time of an answer does not tell which ids there are.
    private static readonly string NobodysHash = new('0', 64);

    /// <summary>Makes one.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="name">Who or what uses it.</param>
    /// <param name="role">One of <see cref="UserRoles.All"/>, or <c>operator</c>.</param>
    /// <param name="scope">The sites that it sees.</param>
    /// <param name="now">When.</param>
    /// <returns>Its id, and the token itself: it is shown once and kept nowhere.</returns>
    public static (string Id, string Token) Add(Db db, string name, string role, SiteScope scope, DateTimeOffset now)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"t{db.NextNumber("token")}");
        var (token, hash) = TokenSecret.New(id);
        db.Execute(
            "INSERT INTO tokens (id, name, role, sites_json, hash, created_ms) VALUES (@id, @name, @role, @sitesJson, @hash, @nowMs)",
            new { id, name = DbText.Bounded(name), role, sitesJson = scope.ToJson(), hash, nowMs = DbTime.Ms(now) });
        return (id, token);
    }

    /// <summary>The same that sees all sites.</summary>
    public static (string Id, string Token) Add(Db db, string name, Alerts.Role role, DateTimeOffset now) => Add(db, name, DbName.Of(role), SiteScope.All, now);

    public static List<TokenRow> All(Db db) => db.Query<TokenRow>("SELECT * FROM tokens ORDER BY created_ms, id");

    /// <summary>Whose token this is, its use noted; null when it is nobody's or was revoked.</summary>
    public static TokenRow? Authenticate(Db db, string token, DateTimeOffset now)
    {
        if (TokenSecret.Parse(token) is not { } parts) return null;
        var row = db.First<TokenRow>("SELECT * FROM tokens WHERE id = @Id", new { parts.Id });
        var isRight = TokenSecret.Matches(parts.Secret, row?.Hash ?? NobodysHash);
        if (row is null || !isRight || row.RevokedMs is not null) return null;
        if (row.UsedMs is null || (now - DbTime.Time(row.UsedMs.Value)).Duration() >= NoteUseEvery)
            db.Execute("UPDATE tokens SET used_ms = @nowMs WHERE id = @Id", new { row.Id, nowMs = DbTime.Ms(now) });
        return row;
    }

    /// <summary>Takes one away that served a single call: it is not worth a line in the list.</summary>
    public static void Remove(Db db, string id) => db.Execute("DELETE FROM tokens WHERE id = @id", new { id });

    /// <summary>False when there is none, or it was revoked before.</summary>
    public static bool Revoke(Db db, string id, DateTimeOffset now) =>
        db.Execute("UPDATE tokens SET revoked_ms = @nowMs WHERE id = @id AND revoked_ms IS NULL", new { id, nowMs = DbTime.Ms(now) }) > 0;
}
