using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Access;

/// <summary>
/// The first administrator, while there is none: whoever holds an administrator's token (the installation printed one, <c>edgenoc-collector token add</c>
/// prints another) names himself and a password. Once there is one, administrators make the others.
/// </summary>
internal static class FirstUser
{
    public static bool IsWanted(Db db) => !UserStore.HasAdmin(db);

    /// <summary>Refused: <c>not_wanted</c>, <c>bad_token</c>, <c>taken</c>.</summary>
    public static ActionResult Make(Db db, string token, string id, string name, string passwordHash, DateTimeOffset now)
    {
        if (!IsWanted(db)) return new ActionResult.Refused("not_wanted");
        if (TokenStore.Authenticate(db, token, now) is not { } row || row.Person.Role != UserRole.Admin) return new ActionResult.Refused("bad_token");
        if (UserStore.Find(db, id) is { Kind: not UserRole.Admin }) return new ActionResult.Refused("taken");
        return UserActions.Put(db, new UserEntry(id, name, UserRole.Admin, SiteScope.All, IsDisabled: false), passwordHash, row.Person.Actor, now);
    }
}
