using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Users;

/// <summary>What is to be known of somebody; the password apart.</summary>
/// <param name="Id">What he signs in with.</param>
/// <param name="Name">What people see.</param>
/// <param name="Role">What he is.</param>
/// <param name="Scope">The sites that he sees.</param>
/// <param name="IsDisabled">He cannot sign in.</param>
internal sealed record UserEntry(string Id, string Name, UserRole Role, SiteScope Scope, bool IsDisabled);

/// <summary>Changes of people, each with its audit; passwords are in none. Who changes is not asked here.</summary>
internal static class UserActions
{
    /// <summary>Makes or changes one. A new one needs a password (its hash); what he may do counts from his next click on, and disabled or with another password his sessions end.</summary>
    /// <returns>Refused: <c>last_admin</c>, <c>no_password</c>.</returns>
    public static ActionResult Put(Db db, UserEntry entry, string? passwordHash, Actor actor, DateTimeOffset now)
    {
        var before = UserStore.Find(db, entry.Id);
        if (before is null && passwordHash is null) return Refuse(db, now, actor, "user.put", entry.Id, "no_password");
        if (before is { Kind: UserRole.Admin, IsDisabled: false } && (entry.Role != UserRole.Admin || entry.IsDisabled) && !UserStore.HasOtherAdmin(db, entry.Id))
            return Refuse(db, now, actor, "user.put", entry.Id, "last_admin");
        var after = new User
        {
            Id = entry.Id, Name = entry.Name, Role = UserRoles.Word(entry.Role), SitesJson = entry.Scope.ToJson(), Password = passwordHash ?? before!.Password,
            Language = before?.Language, Theme = before?.Theme, Zone = before?.Zone, CreatedMs = before?.CreatedMs ?? DbTime.Ms(now),
            DisabledMs = entry.IsDisabled ? before?.DisabledMs ?? DbTime.Ms(now) : null,
        };
        UserStore.Put(db, after);
        if (after.IsDisabled || (before is not null && passwordHash is not null)) SessionStore.EndAll(db, entry.Id);
        return Note(db, now, actor, "user.put", entry.Id, Text(before), Text(after), passwordHash is not null);
    }

    /// <summary>Removes one with his sessions. Refused: <c>last_admin</c>.</summary>
    public static ActionResult Remove(Db db, string id, Actor actor, DateTimeOffset now)
    {
        if (UserStore.Find(db, id) is not { } user) return AuditLog.Add(db, now, actor, "user.remove", id, new ActionResult.NotFound());
        if (user is { Kind: UserRole.Admin, IsDisabled: false } && !UserStore.HasOtherAdmin(db, id)) return Refuse(db, now, actor, "user.remove", id, "last_admin");
        SessionStore.EndAll(db, id);
        UserStore.Remove(db, id);
        db.Execute("DELETE FROM feed_marks WHERE person = @id", new { id });
        db.Execute("DELETE FROM feed_read WHERE person = @id", new { id });
        return Note(db, now, actor, "user.remove", id, Text(user), null, isPassword: false);
    }

    /// <summary>Gives somebody another password; all his sessions but this one end.</summary>
    public static ActionResult SetPassword(Db db, string id, string passwordHash, string? keep, Actor actor, DateTimeOffset now)
    {
        if (UserStore.Find(db, id) is not { } user) return new ActionResult.NotFound();
        UserStore.Put(db, user with { Password = passwordHash });
        SessionStore.EndAll(db, id, keep);
        return Note(db, now, actor, "user.password", id, null, null, isPassword: true);
    }

    /// <summary>Signs somebody out: everywhere, or one browser. Not found: there is no such session.</summary>
    public static ActionResult SignOut(Db db, string id, string? session, Actor actor, DateTimeOffset now)
    {
        ActionResult result = session is null ? new ActionResult.Done(SessionStore.EndAll(db, id)) : SessionStore.End(db, id, session) ? new ActionResult.Done(1) : new ActionResult.NotFound();
        return AuditLog.Add(db, now, actor, session is null ? "session.end_all" : "session.end", id, result);
    }

    /// <summary>As the audit shows him.</summary>
    public static string? Text(User? user) => user is null ? null
        : $"{user.Name} ({user.Role}{(user.SitesJson is null ? "" : $": {string.Join(", ", user.Scope.Sites)}")}{(user.IsDisabled ? ", disabled" : "")})";

    private static ActionResult Refuse(Db db, DateTimeOffset now, Actor actor, string action, string id, string why) => AuditLog.Add(db, now, actor, action, id, new ActionResult.Refused(why));

    private static ActionResult Note(Db db, DateTimeOffset now, Actor actor, string action, string id, string? before, string? after, bool isPassword)
    {
        var detail = new Dictionary<string, string>(StringComparer.Ordinal);
        if (before is not null) detail["before"] = before;
        if (after is not null) detail["after"] = after;
        if (isPassword) detail["password"] = "changed";
        return AuditLog.Add(db, now, actor, action, id, new ActionResult.Done(0), detail);
    }
}
