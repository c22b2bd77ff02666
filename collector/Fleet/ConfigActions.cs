using System.Globalization;
using System.Text;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Sites.Enrolment;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Fleet;
using EdgeNoc.Common.Signing;

namespace EdgeNoc.Collector.Fleet;

/// <summary>What came of saving a config: its version, or all that is wrong with it.</summary>
internal sealed record ConfigSaved(long? Version, IReadOnlyList<ConfigError> Errors);

/// <summary>What people do with configs of sites, each in the caller's transaction and with its audit; the same for verbs and API.</summary>
internal static class ConfigActions
{
    /// <summary>Reads, judges and keeps a config; the site gets it within a second when it is enrolled and online, else when it comes.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="site">The site.</param>
    /// <param name="bytes">JSON as somebody wrote it, comments allowed.</param>
    /// <param name="file">What messages call it.</param>
    /// <param name="isWhole">Judge it with the agent's own schema. For a site that no machine is yet the machine's own version judges, when it enrols.</param>
    /// <param name="origin">How it came to be.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">When.</param>
    public static ConfigSaved Save(Db db, SiteRow site, ReadOnlySpan<byte> bytes, string file, bool isWhole, ConfigOrigin origin, Actor actor, DateTimeOffset now)
    {
        var (json, errors) = SiteConfig.Read(bytes, site.Id, file);
        if (json is null) return new(null, errors);
        var changed = site with { ConfigJson = json };
        var isEnrolled = IdentityStore.Find(db, site.Id) is { RevokedMs: null };
        if (isEnrolled && !SiteConfig.HasSameOutbox(site.ConfigJson, json))
            return new(null, [new ConfigError(file, "outbox", null, "is out of the office's reach once a machine is enrolled", "leave it as it was; at the POP it is changed with: edgenoc-agent config edit")]);
        if ((isWhole || isEnrolled) && SiteSchema.Problems(changed, file) is { Count: > 0 } problems) return new(null, problems);
        if (!new WantedConfig(SignedPurposes.Config, site.Id, 1, SiteConfig.Wanted(changed), actor.Name, now).Fits())
            return new(null, [new ConfigError(file, null, null, "is too large to be sent", "make two sites of it, or leave out what is not needed")]);
        return new(Keep(db, changed, origin, actor, now), []);
    }

    /// <summary>Makes what was made at the POP the office's own. Null: nothing was made there.</summary>
    public static ConfigSaved? Adopt(Db db, SiteRow site, Actor actor, DateTimeOffset now)
    {
        if (HaveStore.Find(db, site.Id)?.Running is not { Source: ConfigSources.Local, Config: { } local }) return null;
        return SiteConfig.OfAgent(local) is { } office
            ? Save(db, site, Encoding.UTF8.GetBytes(office), "local", isWhole: true, ConfigOrigin.Adopted, actor, now)
            : new(null, [new ConfigError("local", null, null, "cannot be read", "look at it at the POP with: edgenoc-agent config show")]);
    }

    /// <summary>Sends what the office wants once more, over what was made at the POP. Null: the office has no config of it.</summary>
    public static long? Overwrite(Db db, SiteRow site, Actor actor, DateTimeOffset now) =>
        site.ConfigJson is null ? null : Keep(db, site, ConfigOrigin.Again, actor, now);

    /// <summary>Keeps a config that was judged.</summary>
    public static long Keep(Db db, SiteRow site, ConfigOrigin origin, Actor actor, DateTimeOffset now)
    {
        var before = ConfigStore.Latest(db, site.Id);
        SiteRow.Describe(db, new SiteRow { Id = site.Id, ConfigJson = site.ConfigJson }, now);
        var version = ConfigStore.Add(db, site.Id, site.ConfigJson!, SiteConfig.Wanted(site), origin, actor.Name, HaveStore.Find(db, site.Id)?.Wanted ?? 0, now);
        EnrolmentAlerts.Clear(db, site.Id, EnrolmentAlerts.ConfigRejected, now);
        var detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["version"] = version.ToString(CultureInfo.InvariantCulture), ["source"] = DbName.Of(origin), ["after"] = site.ConfigJson! };
        if (before is not null) detail["before"] = before.ConfigJson;
        AuditLog.Add(db, now, actor, "site.config", site.Id, new ActionResult.Done(version), detail);
        return version;
    }
}
