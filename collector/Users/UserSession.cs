using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Users;

/// <summary>A row of <c>user_sessions</c>: one browser that somebody signed in with.</summary>
internal sealed record UserSession
{
    public string Hash { get; init; } = "";

    /// <summary>By which it is named in lists; of no use to whoever knows it.</summary>
    public string Id { get; init; } = "";
    public string Person { get; init; } = "";
    public long CreatedMs { get; init; }
    public long SeenMs { get; init; }
    public long ExpiresMs { get; init; }
    public string Address { get; init; } = "";

    /// <summary>As the browser calls itself.</summary>
    public string Agent { get; init; } = "";

    /// <summary>The browser's time zone.</summary>
    public string? Zone { get; init; }
}

/// <summary>The table <c>user_sessions</c>. A cookie holds 256 random bits; their SHA-256 is kept.</summary>
internal static class SessionStore
{
    /// <summary>A wall of screens stays signed in for as long as nobody turns it off.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>Unused for so long it ends.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(24);

    /// <summary>So that a page that asks every second is no write every second.</summary>
    private static readonly TimeSpan NoteUseEvery = TimeSpan.FromMinutes(1);

    private const int MaxPerPerson = 50;

    /// <summary>Begins one.</summary>
    /// <returns>What goes into the cookie; it is kept nowhere else.</returns>
    public static string Begin(Db db, string person, string address, string agent, string? zone, DateTimeOffset now)
    {
        db.Execute("DELETE FROM user_sessions WHERE expires_ms <= @nowMs", new { nowMs = DbTime.Ms(now) });
        db.Execute(
            "DELETE FROM user_sessions WHERE person = @person AND hash NOT IN (SELECT hash FROM user_sessions WHERE person = @person ORDER BY seen_ms DESC LIMIT @rest)",
            new { person, rest = MaxPerPerson - 1 });
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        db.Execute(
            """
            INSERT INTO user_sessions (hash, id, person, created_ms, seen_ms, expires_ms, address, agent, zone)
            VALUES (@hash, @id, @person, @nowMs, @nowMs, @expiresMs, @address, @agent, @zone)
            """,
            new
            {
                hash = HashOf(secret), id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), person, nowMs = DbTime.Ms(now), expiresMs = DbTime.Ms(now + Idle),
                address = DbText.Bounded(address), agent = DbText.Bounded(agent), zone = DbText.Bounded(zone),
            });
        return secret;
    }

    /// <summary>Whose cookie this is, its use noted; null when it is nobody's any more.</summary>
    public static (UserSession Session, User User)? Authenticate(Db db, string secret, DateTimeOffset now)
    {
        if (secret.Length is 0 or > 100) return null;
        var session = db.First<UserSession>("SELECT * FROM user_sessions WHERE hash = @hash", new { hash = HashOf(secret) });
        if (session is null || session.ExpiresMs <= DbTime.Ms(now)) return null;
        if (UserStore.Find(db, session.Person) is not { IsDisabled: false } user) return null;
        if ((now - DbTime.Time(session.SeenMs)).Duration() >= NoteUseEvery)
        {
            var last = DbTime.Time(session.CreatedMs) + Longest;
            var expires = now + Idle < last ? now + Idle : last;
            db.Execute("UPDATE user_sessions SET seen_ms = @nowMs, expires_ms = @expiresMs WHERE hash = @Hash", new { session.Hash, nowMs = DbTime.Ms(now), expiresMs = DbTime.Ms(expires) });
        }

        return (session, user);
    }

    /// <summary>Those of one person that stand, the one used last first.</summary>
    public static List<UserSession> Of(Db db, string person, DateTimeOffset now) =>
        db.Query<UserSession>("SELECT * FROM user_sessions WHERE person = @person AND expires_ms > @nowMs ORDER BY seen_ms DESC, id", new { person, nowMs = DbTime.Ms(now) });

    /// <summary>Ends one of a person's; false when there is none of that name.</summary>
    public static bool End(Db db, string person, string id) => db.Execute("DELETE FROM user_sessions WHERE person = @person AND id = @id", new { person, id }) > 0;

    /// <summary>Ends all of a person's but the one named; returns how many.</summary>
    public static int EndAll(Db db, string person, string? but = null) => db.Execute("DELETE FROM user_sessions WHERE person = @person AND id <> @but", new { person, but = but ?? "" });

    private static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
