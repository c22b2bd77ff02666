using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Users;

/// <summary>The table <c>users</c>.</summary>
internal static class UserStore
{
    public static List<User> All(Db db) => db.Query<User>("SELECT * FROM users ORDER BY id");

    public static User? Find(Db db, string id) => db.First<User>("SELECT * FROM users WHERE id = @id", new { id });

    public static bool HasAdmin(Db db) => db.First<long>("SELECT COUNT(*) FROM users WHERE role = 'admin' AND disabled_ms IS NULL") > 0;

    /// <summary>Whether there is an administrator beside this one.</summary>
    public static bool HasOtherAdmin(Db db, string id) => db.First<long>("SELECT COUNT(*) FROM users WHERE role = 'admin' AND disabled_ms IS NULL AND id <> @id", new { id }) > 0;

    /// <summary>Makes or replaces one; his wrong passwords are forgotten.</summary>
    public static void Put(Db db, User user) => db.Execute(
        """
        INSERT INTO users (id, name, role, sites_json, password, language, theme, zone, created_ms, disabled_ms)
        VALUES (@Id, @Name, @Role, @SitesJson, @Password, @Language, @Theme, @Zone, @CreatedMs, @DisabledMs)
        ON CONFLICT (id) DO UPDATE SET
            name = excluded.name, role = excluded.role, sites_json = excluded.sites_json, password = excluded.password, language = excluded.language,
            theme = excluded.theme, zone = excluded.zone, disabled_ms = excluded.disabled_ms, failures = 0, locked_until_ms = NULL
        """,
        user);

    public static void Remove(Db db, string id) => db.Execute("DELETE FROM users WHERE id = @id", new { id });

    public static void SetFailures(Db db, string id, long failures, long? lockedUntilMs) =>
        db.Execute("UPDATE users SET failures = @failures, locked_until_ms = @lockedUntilMs WHERE id = @id", new { id, failures, lockedUntilMs });

    /// <summary>How he wants the console.</summary>
    public static void SetTaste(Db db, string id, string? language, string? theme, string? zone) =>
        db.Execute("UPDATE users SET language = @language, theme = @theme, zone = @zone WHERE id = @id", new { id, language, theme, zone });
}
