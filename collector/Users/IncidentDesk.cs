using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Users;

/// <summary>What people do with incidents of their sites: what is not theirs is to them as if it were not there. Whether somebody may change anything at all is asked before.</summary>
internal static class IncidentDesk
{
    /// <summary>Does it, where he sees the incident's site; else not found.</summary>
    public static ActionResult Do(Db db, SiteScope scope, long number, Func<ActionResult> act) =>
        !scope.IsAll && !scope.Allows(IncidentStore.Find(db, number)?.Site) ? new ActionResult.NotFound() : act();

    /// <summary>Names who is to look after it. Refused: <c>closed</c>, <c>no_such_person</c>, <c>not_his_site</c>.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="number">The incident's.</param>
    /// <param name="to">A user's id; null or empty: nobody any more.</param>
    /// <param name="actor">Who names him.</param>
    /// <param name="now">When.</param>
    public static ActionResult Assign(Db db, long number, string? to, Actor actor, DateTimeOffset now)
    {
        if (IncidentStore.Find(db, number) is not { } incident) return new ActionResult.NotFound();
        if (string.IsNullOrEmpty(to)) return IncidentActions.Assign(db, number, null, actor, now);
        if (UserStore.Find(db, to) is not { } user || !CanHave(user)) return new ActionResult.Refused("no_such_person");
        return user.Scope.Allows(incident.Site) ? IncidentActions.Assign(db, number, (user.Id, user.Name), actor, now) : new ActionResult.Refused("not_his_site");
    }

    /// <summary>Who may look after an incident of this site: whoever sees it and does more than look.</summary>
    public static List<User> Candidates(Db db, string site) => UserStore.All(db).FindAll(user => CanHave(user) && user.Scope.Allows(site));

    private static bool CanHave(User user) => !user.IsDisabled && UserRoles.Rights(user.Kind) >= Role.Operator;
}
