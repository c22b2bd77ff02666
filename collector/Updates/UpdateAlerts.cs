using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Watch;

namespace EdgeNoc.Collector.Updates;

/// <summary>That a version was stopped by a site that could not run it: it stands at the office until a rollout is started anew, or somebody leaves it at that.</summary>
internal static class UpdateAlerts
{
    public const string Halted = "update.halted";

    /// <param name="db">The transaction.</param>
    /// <param name="rollout">The one that is over.</param>
    /// <param name="reason">Which site, and why.</param>
    /// <param name="now">When.</param>
    public static void Raise(Db db, Rollout rollout, string reason, DateTimeOffset now)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["version"] = rollout.Version, ["ring"] = rollout.Ring };
        CollectorAlerts.Set(db, $"update/{rollout.Version}", Halted, new CollectorAlerts.Trouble("site_failed", reason, now), labels, now);
    }

    public static bool Stands(Db db) => Entities(db).Count > 0;

    /// <summary>True when one stood.</summary>
    public static bool Clear(Db db, DateTimeOffset now)
    {
        var standing = Entities(db);
        foreach (var entity in standing) CollectorAlerts.Set(db, entity, Halted, trouble: null, new Dictionary<string, string>(StringComparer.Ordinal), now);
        return standing.Count > 0;
    }

    private static List<string> Entities(Db db) => db.Query<string>("SELECT entity FROM alerts WHERE site = @Office AND kind = @Halted AND cleared_ms IS NULL", new { AlertScope.Office, Halted });
}
