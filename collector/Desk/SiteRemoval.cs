using System.Text.Json;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Fleet;
using EdgeNoc.Collector.Removed;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Sites.Enrolment;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Desk;

/// <summary>What the office said of a site that it removed.</summary>
internal sealed record RemovedSite(string Id, string? Title, string? TimeZone, string? Language, double? Latitude, double? Longitude, string? ConfigJson);

/// <summary>Takes a site out of the office's lists, and puts back what was taken out of them: sites, devices, ONTs.</summary>
internal static class SiteRemoval
{
    /// <summary>Only of a site that no machine is: one that is comes back with its next heartbeat. Its history stays where it is. Refused: <c>enrolled</c>.</summary>
    public static DeskResult Remove(Db db, string site, Actor actor, DateTimeOffset now)
    {
        if (SiteRow.Find(db, site) is not { } row) return new DeskResult.NotFound();
        if (IdentityStore.Find(db, site) is { RevokedMs: null }) return new DeskResult.Refused("enrolled");
        RemovedStore.Add(db, RemovedKinds.Site, site, row.Title ?? site, DeskJson.Of(new RemovedSite(row.Id, row.Title, row.TimeZone, row.Language, row.Latitude, row.Longitude, row.ConfigJson)), actor.Name, now);
        ClaimStore.VoidAll(db, site, now);
        db.Execute("DELETE FROM sites WHERE site = @site", new { site });
        Note(db, now, actor, "site.remove", site, row.Title ?? site, null);
        return new DeskResult.Done(null);
    }

    /// <summary>Puts it back as it was. Stale: something of that name was made meanwhile.</summary>
    public static DeskResult Restore(Db db, RemovedEntry entry, Actor actor, DateTimeOffset now)
    {
        var result = entry.Kind switch
        {
            RemovedKinds.Site => RestoreSite(db, entry, actor, now),
            RemovedKinds.Device when entry.Site is { } site => DeviceActions.Put(db, site, null, null, SiteDevices.Root(entry.ContentJson), actor, now),
            RemovedKinds.Ont when entry.Site is { } site && JsonSerializer.Deserialize(entry.ContentJson, DeskJson.Default.OntEntry) is { } ont => DeviceActions.PutOnt(db, site, null, null, ont, actor, now),
            RemovedKinds.Group => GroupActions.Restore(db, entry, actor, now),
            _ => new DeskResult.NotFound(),
        };
        if (result is DeskResult.Done) RemovedStore.Forget(db, entry.Id);
        return result;
    }

    private static DeskResult RestoreSite(Db db, RemovedEntry entry, Actor actor, DateTimeOffset now)
    {
        if (JsonSerializer.Deserialize(entry.ContentJson, DeskJson.Default.RemovedSite) is not { } site) return new DeskResult.NotFound();
        if (SiteRow.Find(db, site.Id) is { ConfigJson: not null }) return new DeskResult.Invalid([new ConfigError("form", "id", ConfigSection.Quoted(site.Id), "was made anew meanwhile", "remove that one first, if this is the right one")]);
        var row = new SiteRow { Id = site.Id, Title = site.Title, TimeZone = site.TimeZone, Language = site.Language, Latitude = site.Latitude, Longitude = site.Longitude, ConfigJson = site.ConfigJson };
        SiteRow.Describe(db, row, now);
        if (site.ConfigJson is not null) ConfigActions.Keep(db, row, ConfigOrigin.Office, actor, now);
        Note(db, now, actor, "site.restore", site.Id, null, site.Title ?? site.Id);
        return new DeskResult.Done(null);
    }

    private static void Note(Db db, DateTimeOffset now, Actor actor, string action, string site, string? before, string? after)
    {
        var detail = new Dictionary<string, string>(StringComparer.Ordinal);
        if (before is not null) detail["before"] = before;
        if (after is not null) detail["after"] = after;
        AuditLog.Add(db, now, actor, action, site, new ActionResult.Done(0), detail);
    }
}
