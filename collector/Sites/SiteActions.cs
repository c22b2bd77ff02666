using System.Text.Json;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Sites.Enrolment;
using EdgeNoc.Collector.Sites.Secrets;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Sites;

/// <summary>A device whose password a machine knew.</summary>
/// <param name="Device">The device's id.</param>
/// <param name="User">Its login, where it is known.</param>
/// <param name="Elsewhere">Other devices with the same password, as <c>site/device</c>: they are open too.</param>
internal sealed record KnownPassword(string Device, string? User, IReadOnlyList<string> Elsewhere);

/// <summary>What people do with sites, each in the caller's transaction and with its audit; the same for verbs, API and replies.</summary>
internal static class SiteActions
{
    /// <summary>A claim for a site that is there.</summary>
    public static (byte[] Secret, DateTimeOffset Expires) Claim(Db db, string site, Actor actor, DateTimeOffset now)
    {
        var (id, secret, expires) = ClaimStore.Add(db, site, actor.Name, now);
        EnrolmentAlerts.Clear(db, site, EnrolmentAlerts.Refused, now);
        AuditLog.Add(db, now, actor, "site.claim", site, new ActionResult.Done(0), new Dictionary<string, string>(StringComparer.Ordinal) { ["claim"] = id });
        return (secret, expires);
    }

    /// <summary>Lets a card go on in the machine that it asks from. Refused with <c>not_moved</c> when none asks.</summary>
    public static ActionResult Approve(Db db, string site, Actor actor, DateTimeOffset now)
    {
        if (IdentityStore.Find(db, site) is not { } identity) return AuditLog.Add(db, now, actor, "site.approve", site, new ActionResult.NotFound());
        if (identity.MovedSerial is null) return AuditLog.Add(db, now, actor, "site.approve", site, new ActionResult.Refused("not_moved"));
        IdentityStore.Approve(db, site);
        EnrolmentAlerts.Clear(db, site, EnrolmentAlerts.Moved, now);
        var detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["from"] = identity.Serial, ["to"] = identity.MovedSerial };
        return AuditLog.Add(db, now, actor, "site.approve", site, new ActionResult.Done(0), detail);
    }

    /// <summary>Locks a site's machine out. The broker is told as soon as it can be; what is returned has to be changed by people.</summary>
    /// <returns>The passwords that the machine knew; null when there is no such site.</returns>
    public static IReadOnlyList<KnownPassword>? Revoke(Db db, string site, Actor actor, DateTimeOffset now)
    {
        if (SiteRow.Find(db, site) is not { } row) return null;
        IdentityStore.Revoke(db, site, now);
        ClaimStore.VoidAll(db, site, now);
        SiteStore.SetState(db, site, SiteState.Stopped, "revoked", now);
        EnrolmentAlerts.ClearAll(db, site, now);
        var known = Known(db, row);
        var detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["passwords"] = string.Join(", ", known.Select(password => password.Device)) };
        AuditLog.Add(db, now, actor, "site.revoke", site, new ActionResult.Done(0), detail);
        return known;
    }

    /// <summary>Keeps a password; its site gets it with the next sign of life. The password is nowhere in the audit.</summary>
    public static IReadOnlyList<string> SetSecret(Db db, SecretVault vault, string site, string device, string password, bool allSharing, Actor actor, DateTimeOffset now)
    {
        var places = SecretStore.Set(db, vault, site, device, password, allSharing, actor.Name, now);
        foreach (var place in places) AuditLog.Add(db, now, actor, "secret.set", place, new ActionResult.Done(0));
        return places;
    }

    // What was typed here, what the config logs in with, and what the agent itself says that it logs in with: at the POP passwords may have been typed too.
    private static List<KnownPassword> Known(Db db, SiteRow site)
    {
        var users = SiteConfig.Logins(site.ConfigJson).ToDictionary(login => login.Device, login => (string?)login.User, StringComparer.Ordinal);
        foreach (var device in Reported(site.DevicesJson)) users.TryAdd(device.Id, device.User);
        foreach (var device in db.Query<string>("SELECT device FROM device_secrets WHERE site = @Id", new { site.Id })) users.TryAdd(device, null);
        return [.. users.OrderBy(login => login.Key, StringComparer.Ordinal).Select(login => new KnownPassword(login.Key, login.Value, Elsewhere(db, site.Id, login.Key)))];
    }

    private static List<string> Elsewhere(Db db, string site, string device) => db.Query<string>(
        """
        SELECT other.site || '/' || other.device FROM device_secrets one JOIN device_secrets other ON other.mark = one.mark
        WHERE one.site = @site AND one.device = @device AND other.site <> @site ORDER BY 1
        """,
        new { site, device });

    private static IEnumerable<StatusDevice> Reported(string? devicesJson) =>
        devicesJson is null ? [] : (JsonSerializer.Deserialize(devicesJson, WireJson.Default.IReadOnlyListStatusDevice) ?? []).Where(device => device.User is not null);
}
