using System.Collections.Frozen;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Sites.Enrolment;

/// <summary>What goes wrong while machines become sites, as alerts of the site; of the office where there is no such site.</summary>
internal static class EnrolmentAlerts
{
    public const string Refused = "enrolment.refused", Moved = "agent.moved", Duplicate = "agent.duplicate", ConfigRejected = "agent.config_rejected";

    /// <summary>How long a refused attempt is shown, when nothing follows it.</summary>
    public static readonly TimeSpan RefusedLasts = TimeSpan.FromHours(1);

    /// <param name="db">The transaction.</param>
    /// <param name="site">The site; the office when nobody knows it.</param>
    /// <param name="kind">What happened.</param>
    /// <param name="reason">In a word.</param>
    /// <param name="detail">For people; holds no secret.</param>
    /// <param name="serial">Of the machine that did it.</param>
    /// <param name="now">When.</param>
    public static void Raise(Db db, string site, string kind, string? reason, string detail, string serial, DateTimeOffset now)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["detail"] = DbText.Bounded(detail)!, ["serial"] = serial };
        AlertStore.Raise(
            db, new NewAlert(Of(site, kind), EventKinds.DefaultSeverity(kind), now, reason, FrozenDictionary<string, double>.Empty, labels, TimeQuality.Synced), AlertSource.Collector, now);
    }

    public static bool Clear(Db db, string site, string kind, DateTimeOffset now) => AlertStore.Clear(db, Of(site, kind), now, ClearedBy.Collector, now);

    /// <summary>The machine is what it should be: nothing of the kind stands any more.</summary>
    public static void ClearAll(Db db, string site, DateTimeOffset now)
    {
        foreach (var kind in (string[])[Refused, Moved, Duplicate, ConfigRejected]) Clear(db, site, kind, now);
    }

    /// <summary>Clears what nothing followed. True when anything did.</summary>
    public static bool Forget(Db db, DateTimeOffset now)
    {
        var old = db.Query<string>(
            "SELECT site FROM alerts WHERE kind = @Refused AND cleared_ms IS NULL AND raised_ms < @before", new { Refused, before = DbTime.Ms(now - RefusedLasts) });
        foreach (var site in old) Clear(db, site, Refused, now);
        return old.Count > 0;
    }

    private static AlertIdentity Of(string site, string kind) => new(site, AlertScope.Site, "agent", kind);
}
