using System.Text;
using System.Text.Json.Nodes;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Fleet;
using EdgeNoc.Collector.Removed;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Sites.Enrolment;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Fleet;

namespace EdgeNoc.Collector.Desk;

/// <summary>
/// What people do with single devices and ONTs of a site: each change is a new version of the site's config, judged as a whole, kept and sent as any other. Whoever changes something
/// names the edition that he saw, so two who change different devices do not disturb each other and two who change the same one are told.
/// </summary>
internal static class DeviceActions
{
    private const string File = "form";

    /// <param name="db">The transaction.</param>
    /// <param name="site">The site.</param>
    /// <param name="id">The one that is changed; null: a new one.</param>
    /// <param name="edition">As it was seen; null with an id: whatever stands there.</param>
    /// <param name="device">All that is to be said of it, without its password.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">When.</param>
    public static DeskResult Put(Db db, string site, string? id, string? edition, JsonObject device, Actor actor, DateTimeOffset now)
    {
        if (SiteRow.Find(db, site) is not { } row) return new DeskResult.NotFound();
        if (MustAdopt(db, row)) return new DeskResult.Refused("adopt_first");
        var before = id is null ? null : SiteDevices.Find(row.ConfigJson, id);
        if (id is not null && (before is null || (edition is not null && before.Edition != edition))) return new DeskResult.Stale();
        if (SiteDevices.Id(device) is { } wanted && wanted != id && SiteDevices.Find(row.ConfigJson, wanted) is not null) return Taken(SiteDevices.IdKey(SiteDevices.Text(device, "driver") ?? ""), wanted);
        var (json, index) = SiteDevices.Put(row.ConfigJson, id, device);
        return Save(db, row, json, $"devices[{index}].", actor, now);
    }

    /// <summary>Takes it out of the config; it can be put back for 30 days.</summary>
    public static DeskResult Remove(Db db, string site, string id, string? edition, Actor actor, DateTimeOffset now)
    {
        if (SiteRow.Find(db, site) is not { } row || SiteDevices.Find(row.ConfigJson, id) is not { } entry) return new DeskResult.NotFound();
        if (MustAdopt(db, row)) return new DeskResult.Refused("adopt_first");
        if (edition is not null && edition != entry.Edition) return new DeskResult.Stale();
        var result = Save(db, row, SiteDevices.Remove(row.ConfigJson, id), null, actor, now);
        if (result is DeskResult.Done) RemovedStore.Add(db, RemovedKinds.Device, site, id, entry.Json, actor.Name, now);
        return result;
    }

    /// <inheritdoc cref="Put"/>
    public static DeskResult PutOnt(Db db, string site, string? id, string? edition, OntEntry ont, Actor actor, DateTimeOffset now)
    {
        if (SiteRow.Find(db, site) is not { } row) return new DeskResult.NotFound();
        if (MustAdopt(db, row)) return new DeskResult.Refused("adopt_first");
        var before = id is null ? null : SiteOnts.Find(row.ConfigJson, id);
        if (id is not null && (before is null || (edition is not null && before.Edition != edition))) return new DeskResult.Stale();
        if (ont.Id != id && SiteOnts.Find(row.ConfigJson, ont.Id) is not null) return Taken("id", ont.Id);
        var json = SiteOnts.Put(row.ConfigJson, id, [ont]);
        return Save(db, row, json, PathOf(json, ont), actor, now);
    }

    /// <summary>Puts in many at once: all or, where one of them is wrong, none.</summary>
    public static DeskResult PutOnts(Db db, string site, IReadOnlyList<OntEntry> onts, Actor actor, DateTimeOffset now)
    {
        if (SiteRow.Find(db, site) is not { } row) return new DeskResult.NotFound();
        return MustAdopt(db, row) ? new DeskResult.Refused("adopt_first") : Save(db, row, SiteOnts.Put(row.ConfigJson, null, onts), null, actor, now);
    }

    /// <inheritdoc cref="Remove"/>
    public static DeskResult RemoveOnt(Db db, string site, string id, string? edition, Actor actor, DateTimeOffset now)
    {
        if (SiteRow.Find(db, site) is not { } row || SiteOnts.Find(row.ConfigJson, id) is not { } ont) return new DeskResult.NotFound();
        if (MustAdopt(db, row)) return new DeskResult.Refused("adopt_first");
        if (edition is not null && edition != ont.Edition) return new DeskResult.Stale();
        var result = Save(db, row, SiteOnts.Remove(row.ConfigJson, id), null, actor, now);
        if (result is DeskResult.Done) RemovedStore.Add(db, RemovedKinds.Ont, site, id, DeskJson.Of(ont), actor.Name, now);
        return result;
    }

    /// <summary>The office says nothing of what this site polls, and its machine does: what is saved here would take all of that away.</summary>
    public static bool MustAdopt(Db db, SiteRow site) => HaveStore.Find(db, site.Id)?.Running.Source == ConfigSources.Local && IdentityStore.Find(db, site.Id) is { RevokedMs: null };

    private static DeskResult Save(Db db, SiteRow row, string json, string? own, Actor actor, DateTimeOffset now)
    {
        var saved = ConfigActions.Save(db, row, Encoding.UTF8.GetBytes(json), File, isWhole: true, ConfigOrigin.Office, actor, now);
        return saved.Version is { } version ? new DeskResult.Done(version) : new DeskResult.Invalid([.. saved.Errors.Select(error => Own(error, own))]);
    }

    private static ConfigError Own(ConfigError error, string? own) => own is not null && error.Path?.StartsWith(own, StringComparison.Ordinal) == true ? error with { Path = error.Path[own.Length..] } : error;

    private static DeskResult.Invalid Taken(string key, string id) => new([new ConfigError(File, key, ConfigSection.Quoted(id), "is used twice", "give each device its own id")]);

    private static string? PathOf(string json, OntEntry ont)
    {
        foreach (var (index, group) in (SiteDevices.Root(json)["devices"] as JsonArray ?? []).Index())
        {
            if (group is not JsonObject entry || SiteDevices.Text(entry, "driver") != SiteDevices.Ping || SiteDevices.Id(entry) != ont.Group) continue;
            foreach (var (place, target) in (entry["targets"] as JsonArray ?? []).Index())
            {
                if (target is JsonObject one && SiteDevices.Text(one, "id") == ont.Id) return $"devices[{index}].targets[{place}].";
            }
        }

        return null;
    }
}
