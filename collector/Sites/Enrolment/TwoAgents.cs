using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Sites.Enrolment;

/// <summary>Tells two agents that are one site: a run that another one has replaced speaks again.</summary>
/// <remarks>A machine that restarts has a new run each time and never goes back to an old one. Two machines with one password throw each other off, and speak in turn.</remarks>
internal sealed class TwoAgents : IStatusFollower
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(10);

    public void Follow(Db db, string site, MqttMessage message, DateTimeOffset received)
    {
        if (StatusUpdate.Parse(message.Payload) is not { State: AgentState.Online } status) return;
        var (boot, now) = (status.Boot.ToString(), DbTime.Ms(received));
        var newest = db.First<string>("SELECT boot FROM site_runs WHERE site = @site ORDER BY last_ms DESC LIMIT 1", new { site });
        var spokeBefore = db.First<long>("SELECT COUNT(*) FROM site_runs WHERE site = @site AND boot = @boot", new { site, boot }) > 0;
        db.Execute(
            """
            INSERT INTO site_runs (site, boot, serial, first_ms, last_ms) VALUES (@site, @boot, @serial, @now, @now)
            ON CONFLICT (site, boot) DO UPDATE SET last_ms = excluded.last_ms, serial = excluded.serial
            """,
            new { site, boot, serial = DbText.Bounded(status.Serial), now });
        db.Execute("UPDATE sites SET secrets_told = @Secrets WHERE site = @site AND @Secrets IS NOT NULL", new { status.Secrets, site });
        if (spokeBefore && newest != boot) Raise(db, site, received);
        else if (newest == boot) Settle(db, site, received);
    }

    private static void Raise(Db db, string site, DateTimeOffset now)
    {
        var serials = db.Query<string>(
            "SELECT DISTINCT COALESCE(serial, 'unknown') FROM site_runs WHERE site = @site AND last_ms > @since ORDER BY 1", new { site, since = DbTime.Ms(now - Forgotten) });
        var detail = $"two agents are {site} and throw each other off (serial numbers: {string.Join(", ", serials)}): stop one, or lock both out with: site revoke {site}";
        EnrolmentAlerts.Raise(db, site, EnrolmentAlerts.Duplicate, null, detail, serials.Count > 0 ? serials[^1] : "unknown", now);
    }

    /// <summary>One alone has spoken for a while: the other is gone.</summary>
    private static void Settle(Db db, string site, DateTimeOffset now)
    {
        var since = DbTime.Ms(now - Forgotten);
        if (db.First<long>("SELECT COUNT(*) FROM site_runs WHERE site = @site AND last_ms > @since", new { site, since }) > 1) return;
        EnrolmentAlerts.Clear(db, site, EnrolmentAlerts.Duplicate, now);
        db.Execute("DELETE FROM site_runs WHERE site = @site AND last_ms <= @since", new { site, since });
    }
}
