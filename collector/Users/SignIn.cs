using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Users;

/// <summary>Where somebody signs in from.</summary>
/// <param name="Address">His address.</param>
/// <param name="Agent">As his browser calls itself.</param>
/// <param name="Zone">Its time zone.</param>
internal sealed record SignInFrom(string Address, string Agent, string? Zone);

/// <summary>Signing in. Whoever is refused learns neither whether there is such a person nor whether he is locked.</summary>
internal sealed class SignIn(CollectorDatabase database, Passwords passwords, TimeProvider time)
{
    /// <summary>Wrong ones in a row before the first lock.</summary>
    private const int Allowed = 5;

    private static readonly TimeSpan FirstLock = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestLock = TimeSpan.FromHours(1);

    /// <summary>What goes into the cookie; null: refused.</summary>
    public string? Try(string id, string password, SignInFrom from)
    {
        var known = User.IsId(id) ? database.Write(db => UserStore.Find(db, id)) : null;

        // Hashing takes a while on purpose: outside of the transaction.
        var isRight = passwords.IsRight(known, password);
        var now = time.GetUtcNow();
        return known is null ? null : database.Write(db => Decide(db, id, isRight, from, now));
    }

    /// <summary>How long the door is closed after so many wrong passwords in a row; each further one doubles it. Zero: it is open.</summary>
    public static TimeSpan LockAfter(long failures) =>
        failures < Allowed ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(LongestLock.Ticks, FirstLock.Ticks << (int)Math.Min(failures - Allowed, 10)));

    private static string? Decide(Db db, string id, bool isRight, SignInFrom from, DateTimeOffset now)
    {
        if (UserStore.Find(db, id) is not { } user) return null;
        var actor = new Actor(user.Id, user.Name, Person.ViaConsole);
        if (user.IsDisabled || user.LockedUntilMs > DbTime.Ms(now))
        {
            Note(db, now, actor, user.IsDisabled ? "disabled" : "locked", from);
            return null;
        }

        if (isRight)
        {
            UserStore.SetFailures(db, id, 0, null);
            AuditLog.Add(db, now, actor, "session.begin", id, new ActionResult.Done(0), Detail(from));
            return SessionStore.Begin(db, id, from.Address, from.Agent, from.Zone, now);
        }

        var failures = user.Failures + 1;
        var locked = LockAfter(failures);
        UserStore.SetFailures(db, id, failures, locked == TimeSpan.Zero ? null : DbTime.Ms(now + locked));
        Note(db, now, actor, "wrong_password", from);
        return null;
    }

    private static void Note(Db db, DateTimeOffset now, Actor actor, string why, SignInFrom from) =>
        AuditLog.Add(db, now, actor, "session.begin", actor.Id, new ActionResult.Refused(why), Detail(from));

    private static Dictionary<string, string> Detail(SignInFrom from) => new(StringComparer.Ordinal) { ["address"] = from.Address };
}
