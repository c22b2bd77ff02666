using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Updates;

/// <summary>What people do with updates, each in the caller's transaction and with its audit; the same for verbs and API.</summary>
internal static class UpdateActions
{
    /// <summary>Refused with <c>no_package</c> or <c>running</c>.</summary>
    public static ActionResult Start(Db db, string version, bool downgrade, Actor actor, DateTimeOffset now)
    {
        if (UpdateStore.PackagesOf(db, version).Count == 0) return Note(db, actor, "update.start", version, new ActionResult.Refused("no_package"), now);
        if (UpdateStore.RunningRollout(db) is not null) return Note(db, actor, "update.start", version, new ActionResult.Refused("running"), now);
        UpdateAlerts.Clear(db, now);
        var id = UpdateStore.AddRollout(db, version, downgrade, actor.Name, now);
        return Note(db, actor, "update.start", version, new ActionResult.Done(id), now);
    }

    /// <summary>Ends the rollout that runs; sites that have not begun to install leave it. Of one that a site has stopped: somebody has seen that and leaves it so.</summary>
    public static ActionResult Halt(Db db, string reason, Actor actor, DateTimeOffset now)
    {
        if (UpdateStore.RunningRollout(db) is not { } rollout)
        {
            return UpdateAlerts.Clear(db, now) && UpdateStore.Rollouts(db) is [var last, ..] ? Note(db, actor, "update.halt", last.Version, new ActionResult.Done(last.Id), now) : new ActionResult.NotFound();
        }

        UpdateStore.EndRollout(db, rollout.Id, Rollout.Halted, reason, now);
        var pending = UpdateStore.All(db).Where(site => site.OrderRollout == rollout.Id && site is { OrderSha256: not null, IsHandedOver: false } && site.FailedOrder != site.OrderNumber && !RolloutPlan.IsThere(rollout, site));
        foreach (var site in pending) UpdateStore.Order(db, site.Site, rollout.Id, null, now);
        return AuditLog.Add(db, now, actor, "update.halt", rollout.Version, new ActionResult.Done(rollout.Id), new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = DbText.Bounded(reason)! });
    }

    public static ActionResult SetRing(Db db, string site, string ring, Actor actor, DateTimeOffset now)
    {
        if (db.First<long>("SELECT COUNT(*) FROM sites WHERE site = @site", new { site }) == 0) return new ActionResult.NotFound();
        var before = db.First<string>("SELECT ring FROM site_updates WHERE site = @site", new { site }) ?? Rings.All;
        UpdateStore.SetSiteRing(db, site, ring);
        return AuditLog.Add(db, now, actor, "update.ring", site, new ActionResult.Done(0), new Dictionary<string, string>(StringComparer.Ordinal) { ["before"] = before, ["after"] = ring });
    }

    public static void Add(Db db, StoredPackage package, Actor actor, DateTimeOffset now)
    {
        UpdateStore.Put(db, package);
        AuditLog.Add(db, now, actor, "update.add", package.Version, new ActionResult.Done(0), new Dictionary<string, string>(StringComparer.Ordinal) { ["arch"] = package.Arch, ["sha256"] = package.Sha256 });
    }

    private static ActionResult Note(Db db, Actor actor, string action, string target, ActionResult result, DateTimeOffset now) => AuditLog.Add(db, now, actor, action, target, result);
}
